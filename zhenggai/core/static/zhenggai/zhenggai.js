// Menus and the keyboard. Every page works without it; htmx swaps parts of pages, so everything listens on the document.
(function () {
  "use strict";

  // One menu open at a time; Escape and a click elsewhere close it.
  const menus = () => document.querySelectorAll(".menu[open], .more[open]");
  const shut = (menu) => { menu.open = false; };

  document.addEventListener("click", (event) => {
    menus().forEach((menu) => { if (!menu.contains(event.target)) shut(menu); });
    if (event.target.closest("[data-print]")) window.print();
  });

  // j and k walk the links that open a row.
  function step(by) {
    const rows = Array.from(document.querySelectorAll("[data-row]"));
    if (!rows.length) return;
    const place = rows.indexOf(document.activeElement);
    const next = rows[Math.min(Math.max(place + by, 0), rows.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function search() {
    const box = document.querySelector("input[type=search]");
    if (box) { box.focus(); box.select(); }
    return Boolean(box);
  }

  // Only the keys that do something on this page are told.
  function help() {
    const list = document.getElementById("keys");
    if (!list || !list.showModal || list.open) return;
    list.querySelectorAll("[data-where]").forEach((row) => { row.hidden = !document.querySelector(row.dataset.where); });
    list.showModal();
  }

  // The arrows walk an open menu, from the one that opens it to its last.
  function walk(menu, by) {
    const stops = Array.from(menu.querySelectorAll("summary, a, button"));
    const next = stops[stops.indexOf(document.activeElement) + by];
    if (next) next.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menus().forEach((menu) => { shut(menu); menu.querySelector("summary").focus(); });
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const menu = event.target.closest(".menu[open], .more[open]");
    if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); walk(menu, event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
    if (event.key === "?") help();
    if (event.key === "/" && search()) event.preventDefault();
  });

  // After a form was refused, the summary of what is wrong has the focus.
  const speak = () => { const wrong = document.querySelector("[data-focus]"); if (wrong && !wrong.closest("[data-still]")) wrong.focus(); };
  document.addEventListener("DOMContentLoaded", speak);
  document.addEventListener("htmx:afterSettle", speak);

  // A page taken from the browser's memory may show what is no longer so.
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
})();

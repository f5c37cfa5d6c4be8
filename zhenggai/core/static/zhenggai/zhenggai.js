// What a page does beside its links and forms. Everything works without it.
(function () {
  "use strict";

  // One menu open at a time; Escape and a click elsewhere close it.
  const menus = () => document.querySelectorAll(".top details[open], .more[open]");
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); }
    }
    if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  });

  // j and k walk the links that open a row.
  function step(by) {
    const rows = Array.from(document.querySelectorAll("[data-row]"));
    if (!rows.length) return;
    const place = rows.indexOf(document.activeElement);
    const next = rows[Math.min(Math.max(place + by, 0), rows.length - 1)];
    next.focus();
  }

  // After a form was refused, the summary of what is wrong has the focus.
  const wrong = document.querySelector("[data-focus]");
  if (wrong) wrong.focus();

  // A list is filtered as soon as a choice changes.
  document.querySelectorAll("form[data-auto]").forEach((form) => {
    form.addEventListener("change", (event) => { if (event.target.matches("select, input[type=checkbox]")) form.requestSubmit(); });
  });

  // A form is sent once; a long upload says that it runs.
  document.querySelectorAll("form[method=post]").forEach((form) => {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button[data-busy]");
      if (!button) return;
      window.setTimeout(() => { button.disabled = true; button.textContent = button.dataset.busy; }, 0);
    });
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });

  document.querySelectorAll("[data-print]").forEach((button) => { button.addEventListener("click", () => window.print()); });
})();

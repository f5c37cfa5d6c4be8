// Forms: lists narrowed as soon as a choice is made, files dropped and sent with progress, nothing sent twice.
// Without it they are sent by their buttons. htmx does the sending; what it is told is written here, once.
(function () {
  "use strict";

  const sizes = (bytes) => (bytes < 1048576 ? Math.ceil(bytes / 1024) + " KB" : (bytes / 1048576).toFixed(1) + " MB");

  function tell(form, told) {
    Object.keys(told).forEach((name) => form.setAttribute("hx-" + name, told[name]));
    window.htmx.process(form);
  }

  // Only a finished choice narrows the list: a swap while a Chinese word is being typed would take the half-typed word away.
  function narrow(form) {
    tell(form, { get: form.getAttribute("action") || window.location.pathname, trigger: "change, submit", target: "#main", select: "#main", swap: "outerHTML", "push-url": "true" });
  }

  function listen(form) {
    tell(form, { post: form.getAttribute("action") || window.location.href, encoding: "multipart/form-data", target: "body", swap: "innerHTML show:window:top", "push-url": "true" });
  }

  function prepare(part) {
    if (!window.htmx) return;
    const all = (selector) => (part.matches && part.matches(selector) ? [part] : Array.from(part.querySelectorAll(selector)));
    all("form[data-auto]:not([hx-get])").forEach(narrow);
    all("form[enctype='multipart/form-data']:not([hx-post])").forEach(listen);
  }

  document.addEventListener("DOMContentLoaded", () => prepare(document));
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));

  // The names and sizes of the files that were chosen.
  document.addEventListener("change", (event) => {
    const drop = event.target.closest("[data-drop]");
    if (!drop || !event.target.files) return;
    const rows = Array.from(event.target.files).map((file) => {
      const row = document.createElement("li");
      row.append(file.name, Object.assign(document.createElement("span"), { className: "quiet", textContent: sizes(file.size) }));
      return row;
    });
    drop.querySelector(".drop-files").replaceChildren(...rows);
  });

  ["dragover", "dragleave", "drop"].forEach((name) => {
    document.addEventListener(name, (event) => {
      const drop = event.target.closest && event.target.closest("[data-drop]");
      if (!drop) return;
      drop.classList.toggle("is-over", name === "dragover");
      if (name === "dragleave") return;
      event.preventDefault();
      if (name === "dragover" || !event.dataTransfer.files.length) return;
      const input = drop.querySelector("input[type=file]");
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  document.addEventListener("htmx:xhr:progress", (event) => {
    const drop = event.target.querySelector && event.target.querySelector("[data-drop]");
    if (!drop || !event.detail.lengthComputable) return;
    const shown = drop.querySelector("progress") || drop.appendChild(document.createElement("progress"));
    shown.max = event.detail.total;
    shown.value = event.detail.loaded;
  });

  // A form is sent once; its button says that it runs.
  document.addEventListener("submit", (event) => {
    const button = event.target.querySelector("button[data-busy]");
    if (!button) return;
    button.dataset.label = button.textContent;
    window.setTimeout(() => { button.disabled = true; button.textContent = button.dataset.busy; }, 0);
  });
  document.addEventListener("htmx:sendError", (event) => {
    const button = event.target.querySelector && event.target.querySelector("button[data-busy]");
    if (button) { button.disabled = false; button.textContent = button.dataset.label; }
  });

  // The field that had the focus has it again after its list was swapped.
  let held = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    held = event.target.id === "main" && document.activeElement ? document.activeElement.name || "" : "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    const again = held && document.querySelector("form[data-auto] [name='" + held + "']");
    if (again && document.activeElement === document.body) again.focus({ preventScroll: true });
  });
})();

// One click sends once. The server refuses a second sending anyway; this spares the wait and the doubt.

const PATIENCE_MS = 10_000; // after that, the sending has failed in silence: give the button back

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.disabled = false;
  }
}

export function confirmOnce(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = event.submitter ?? form.querySelector("button[type=submit], button:not([type])");
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    // disabled only once the browser has read the button's own name and value
    setTimeout(() => { button.disabled = true; }, 0);
    setTimeout(() => release(form), PATIENCE_MS);
  });
  // back from the browser's memory: the page is as it was left, busy buttons included
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) root.querySelectorAll("form[data-sent]").forEach(release);
  });
}

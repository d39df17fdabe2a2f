// The pages of imports: how far the work is, every two seconds, and a file that is dropped or too large.
//
//   <div data-progress="/imports/abc/">        asked for again as a fragment; empty when the work has ended
//   <div class="drop" data-drop>               around the field of a file: files may be dropped on it
//   <div data-most="5000000" data-too-large="what to say">   around a field: its file or text has at most so many bytes

const DELAY_MS = 2000;

export function followProgress(element) {
  async function ask() {
    try {
      const answer = await fetch(element.dataset.progress, {
        credentials: "same-origin", headers: { "X-Requested-With": "fetch" },
      });
      if (answer.ok && !show(await answer.text())) {
        window.location.reload(); // it has ended: the whole page has something else to say
        return;
      }
    } catch {
      /* the network is away: the next turn asks again */
    }
    setTimeout(ask, DELAY_MS);
  }
  function show(html) {
    const next = new DOMParser().parseFromString(html, "text/html").querySelector("[data-progress]");
    if (!next?.dataset.progress) return false;
    for (const part of ["progress", "[data-progress-text]"]) {
      element.querySelector(part)?.replaceWith(next.querySelector(part));
    }
    return true;
  }
  if (element.dataset.progress) setTimeout(ask, DELAY_MS);
}

export function dropFiles(zone) {
  const field = zone.querySelector("input[type=file]");
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("over", on);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer?.files.length) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
}

export function boundField(zone) {
  const field = zone.querySelector("input[type=file], textarea");
  const most = Number(zone.dataset.most);
  const bytes = () => (field.files ? (field.files[0]?.size ?? 0) : new Blob([field.value]).size);
  const judge = () => field.setCustomValidity(bytes() > most ? zone.dataset.tooLarge : "");
  field.addEventListener("change", judge);
  // the form says its own errors (novalidate): only what cannot even be sent is stopped here
  field.form?.addEventListener("submit", (event) => {
    judge();
    if (field.checkValidity()) return;
    event.preventDefault();
    field.reportValidity();
  }, { capture: true });
}

// Suggestions while a name is typed: the server gives a piece of page with links, one arrow away from the field.
//
//   <input type="search" name="q" data-suggest-url="/annuaire/proposer/" data-suggest-target="#propositions">
//   <div id="propositions" hidden></div>
//
// Links are links: Tab and Enter work as everywhere. The down arrow goes from the field to the first one, arrows go
// from one to the next, Escape closes and gives the field back. An element with data-announce is said aloud.

const DELAY_MS = 150;
const LEAST = 2;

export function suggestNames(field) {
  const target = document.querySelector(field.dataset.suggestTarget);
  if (!target) return;
  const status = document.createElement("p");
  status.className = "sr";
  status.setAttribute("role", "status");
  target.after(status);
  let timer = 0;
  let asked = "";
  let flight = null;

  const links = () => [...target.querySelectorAll("a")];

  function close() {
    clearTimeout(timer);
    flight?.abort();
    asked = "";
    target.hidden = true;
    target.replaceChildren();
    status.textContent = "";
  }

  async function ask() {
    const words = field.value.trim();
    if (words.length < LEAST) {
      close();
      return;
    }
    if (words === asked) return;
    asked = words;
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    try {
      const url = `${field.dataset.suggestUrl}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(url, { signal: mine.signal, credentials: "same-origin" });
      if (!answer.ok) return;
      const html = await answer.text();
      if (flight !== mine) return;
      target.innerHTML = html;
      target.hidden = links().length === 0;
      const said = target.querySelector("[data-announce]");
      status.textContent = said?.textContent.trim() ?? "";
      said?.remove();
    } catch {
      asked = ""; // cut short or no network: the form itself still searches
    }
  }

  function move(event) {
    const row = links();
    const here = row.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !target.hidden) {
      field.focus();
      close();
    } else if (step && row.length && !target.hidden) {
      event.preventDefault();
      (row[here + step] ?? (step < 0 ? field : row[row.length - 1])).focus();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY_MS);
  });
  field.addEventListener("keydown", move);
  target.addEventListener("keydown", move);
  field.form?.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (to !== field && !target.contains(to)) close();
  });
}

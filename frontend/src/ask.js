// "What we understood", live: while the person writes, the server proposes skills and says which words counted.
//
//   <textarea name="words" data-propose-url="/demander/compris" data-propose-target="#compris-liste">
//   <div id="compris-liste"> option rows </div>
//
// The words travel in the body of a POST (never in an address that a log would keep). The answer is a fragment of
// HTML: option rows whose inputs carry a value, and maybe one element with data-announce, the sentence to be said.
// What the person ticked or unticked by hand stays as they left it, whatever comes back.

const DELAY_MS = 400;

function tokenOf(form) {
  return form?.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function sayer(target) {
  const line = document.createElement("p");
  line.className = "sr";
  line.setAttribute("role", "status");
  line.setAttribute("aria-live", "polite");
  target.after(line);
  return line;
}

export function askLive(field) {
  const target = document.querySelector(field.dataset.proposeTarget);
  if (!target) return;
  const form = field.form;
  const status = sayer(target);
  const byHand = new Map(); // value → ticked, as the person decided
  let timer = 0;
  let asked = field.value.trim();
  let flight = null;

  target.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox]")) byHand.set(event.target.value, event.target.checked);
  });

  function show(html) {
    const chosen = [...target.querySelectorAll("input:checked")].filter((input) => byHand.get(input.value));
    const rows = chosen.map((input) => [input.value, input.closest(".opt")]).filter(([, row]) => row);
    const focused = target.contains(document.activeElement) ? document.activeElement.value : null;
    target.innerHTML = html;
    const list = target.querySelector(".opts") ?? target;
    const inputs = new Map([...target.querySelectorAll("input[type=checkbox]")].map((input) => [input.value, input]));
    for (const [value, row] of rows.reverse()) if (!inputs.has(value)) list.prepend(row);
    for (const [value, ticked] of byHand) if (inputs.has(value)) inputs.get(value).checked = ticked;
    if (focused !== null) [...target.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
    const sentence = target.querySelector("[data-announce]")?.textContent.trim() ?? "";
    if (sentence !== status.textContent) status.textContent = sentence;
  }

  async function ask() {
    const words = field.value.trim();
    if (words === asked) return;
    asked = words;
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    const body = new FormData();
    body.append(field.name, words);
    body.append("csrfmiddlewaretoken", tokenOf(form));
    target.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(field.dataset.proposeUrl, {
        method: "POST", body, signal: mine.signal, credentials: "same-origin", headers: { "X-Requested-With": "fetch" },
      });
      if (answer.ok) {
        const html = await answer.text();
        if (flight === mine) show(html);
      } else {
        asked = ""; // refused or overloaded: the next keystroke tries again, the form itself still sends
      }
    } catch {
      if (flight === mine) asked = "";
    } finally {
      if (flight === mine) target.removeAttribute("aria-busy");
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY_MS);
  });
  field.addEventListener("change", ask);
  if (asked && !target.querySelector("input")) {
    asked = ""; // words already there (restored, or brought from the home page) and nothing proposed yet
    ask();
  }
}

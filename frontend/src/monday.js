// The keyboard of the Monday page: J K next and previous line, Enter acts, P says why, U undoes, 1–6 goes to a section.
// Only with a fine pointer and a wide window, never while typing, and it can be switched off (WCAG 2.1.4).
//
// In the page: <body class="monday">; sections #s1…#s6 with <ol class="tt"> of <li class="has-act" data-row>;
// in a row <button data-primary> (or a link), maybe <button data-undo> and <details class="why">;
// <p class="keys" data-keys data-enter-label="Entrée" hidden> with
// <button class="link" type="button" data-keys-toggle data-on="désactiver les raccourcis" data-off="activer les raccourcis">.

const STORED = "maillage:keys";
const WIDE = "(pointer: fine) and (min-width: 60rem)";

function isOff() {
  try {
    return window.localStorage.getItem(STORED) === "off";
  } catch {
    return false;
  }
}

function remember(off) {
  try {
    if (off) window.localStorage.setItem(STORED, "off");
    else window.localStorage.removeItem(STORED);
  } catch {
    /* storage refused: the choice lasts as long as the page */
  }
}

function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])"));
}

export function mondayKeys(root) {
  const help = root.querySelector("[data-keys]");
  const toggle = root.querySelector("[data-keys-toggle]");
  const wide = window.matchMedia(WIDE);
  let off = isOff();

  const rows = () => [...root.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
  const primary = (row) => row?.querySelector("[data-primary]");
  const current = () => root.querySelector("[data-row].sel");
  const active = () => wide.matches && !off;

  function cap(button) {
    root.querySelectorAll("[data-row] kbd").forEach((key) => key.remove());
    if (!button || !active()) return;
    const key = document.createElement("kbd");
    key.textContent = help?.dataset.enterLabel ?? "Entrée";
    key.setAttribute("aria-hidden", "true"); // the button keeps its own name
    button.append(key);
  }

  // the accent is one per screen: it follows the selected line
  function select(row, { focus = false } = {}) {
    for (const other of root.querySelectorAll("[data-row].sel")) other.classList.remove("sel");
    for (const button of root.querySelectorAll("[data-row] [data-primary].now")) button.classList.remove("now");
    if (!row) return;
    row.classList.add("sel");
    const button = primary(row);
    button?.classList.add("now");
    cap(button);
    if (!focus) return;
    (button ?? row.querySelector("[data-undo], a[href], summary"))?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const list = rows();
    if (!list.length) return;
    const at = list.indexOf(current());
    const here = document.activeElement;
    if (at < 0) { // at the title of a section without lines: the nearest line on that side
      const after = list.findIndex((row) => here.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
      const next = after < 0 ? list.length : after;
      select(list[Math.min(Math.max(by > 0 ? next : next - 1, 0), list.length - 1)], { focus: true });
      return;
    }
    // the first key press takes the line already selected; the next ones move
    const to = list[at].contains(here) ? Math.min(Math.max(at + by, 0), list.length - 1) : at;
    select(list[to], { focus: true });
  }

  function openWhy() {
    const why = current()?.querySelector("details.why");
    if (!why) return;
    why.open = !why.open;
    why.querySelector("summary")?.focus({ preventScroll: true });
    why.scrollIntoView({ block: "nearest" });
  }

  function goTo(number) {
    const section = root.getElementById(`s${number}`);
    if (!section) return;
    const row = section.querySelector("[data-row]");
    select(row, { focus: true }); // without a line, nothing is selected: Enter must not act far from the eyes
    if (!row) {
      const heading = section.querySelector("h2");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
    }
    section.scrollIntoView({ block: "start" });
  }

  function act(event) {
    // a focused link, button or summary already answers Enter by itself
    if (event.target instanceof HTMLElement && event.target.closest("a[href], button, summary, input, [role=button]")) return;
    const button = primary(current());
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  }

  function digit(event) {
    // the row of digits gives other signs on a French keyboard: the key's place counts too
    const place = /^(?:Digit|Numpad)([1-6])$/.exec(event.code)?.[1];
    return /^[1-6]$/.test(event.key) ? event.key : place;
  }

  root.addEventListener("keydown", (event) => {
    if (!active() || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "enter") act(event);
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "p") openWhy();
    else if (key === "u") {
      const undo = current()?.querySelector("[data-undo]") ?? root.querySelector(".says [data-undo]");
      if (undo) undo.click();
    } else if (digit(event)) goTo(digit(event));
    else return;
    if (key !== "enter") event.preventDefault();
  });

  // the mouse and the tab key select too, so that the accent is always where the person is
  root.addEventListener("focusin", (event) => {
    const row = event.target instanceof HTMLElement ? event.target.closest("[data-row]") : null;
    if (row && row !== current() && active()) select(row);
  });

  function draw() {
    if (help) help.hidden = !wide.matches;
    if (toggle) {
      toggle.textContent = off ? toggle.dataset.off : toggle.dataset.on;
    }
    cap(primary(current()));
  }

  toggle?.addEventListener("click", () => {
    off = !off;
    remember(off);
    draw();
  });
  wide.addEventListener("change", draw);
  // back from an action: the page is told which line to take by its address (#need-12)
  const back = root.getElementById(window.location.hash.slice(1));
  if (back?.matches("[data-row]")) select(back);
  else if (!current()) select(rows()[0]);
  draw();
}

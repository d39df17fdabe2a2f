// The pages with a map: the map, and the slider of time above the list. A bundle of its own (dist/quarter.js and
// quarter.css), loaded only there. Without it the list, the field of a date and its button do everything.
//
//   <form class="scrub" method="get" action="/quartier/" data-scrub>
//     <p class="d"><output for="jour">15 octobre 2017</output></p>
//     <div class="js-only" hidden><label for="jour">…</label>
//       <input type="range" id="jour" min="0" max="N" value="k" data-days='["2016-01-01",…]' data-labels='[…]'></div>
//     <input name="le"> <button>…</button>
//   </form>
//   <p class="sr" aria-live="polite" data-quarter-said></p>      outside the region: it stays and its words change
//   <div data-quarter>                                           replaced by that of the page of the chosen day
//     <p class="steps"><a rel="prev" href="?le=…">…</a> <a rel="next" href="?le=…">…</a></p>
//     <p data-claim>what is said aloud of that day</p> … <div data-map …></div>    only the map itself stays
//   </div>
//
// The slider has no name: only the date travels. While it moves, the date and the map follow at once; the page of
// the day is asked for when it rests, and anything that goes wrong then ends in an ordinary change of page.
import "leaflet/dist/leaflet.css";
import { startMap } from "./map.js";

const REST_MS = 400;
const TICK_SHARE = 0.13; // of the slider: years nearer to each other would touch on a phone

const path = () => window.location.pathname + window.location.search;
const inside = (root, selector) => root?.querySelector(selector) ?? null;

class Scrub {
  constructor(form, maps) {
    Object.assign(this, { form, maps, timer: 0, asked: null, at: path(), byPointer: false });
    this.range = inside(form, "input[type=range]");
    this.field = inside(form, "[name=le]");
    this.readStops();
    for (const field of [this.range, this.field]) {
      field.value = field.getAttribute("value") ?? ""; // not what the browser remembers of another visit
    }
    this.listen();
  }

  readStops() {
    this.days = JSON.parse(this.range.dataset.days);
    this.labels = JSON.parse(this.range.dataset.labels);
    drawTicks(this.range, this.days);
  }

  listen() {
    const { form, range } = this;
    range.addEventListener("pointerdown", () => { this.byPointer = true; });
    range.addEventListener("keydown", () => { this.byPointer = false; });
    range.addEventListener("input", () => this.follow());
    // a key held down changes the value at every step: there, resting is what counts
    range.addEventListener("change", () => { if (this.byPointer) this.rest(0); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.rest(0);
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-quarter] .steps a[href], [data-scrub] .steps a[href]");
      if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.turnTo(link.href);
    });
    // a jump inside the page is not another day
    window.addEventListener("popstate", () => { if (path() !== this.at) this.turnTo(window.location.href, false); });
  }

  follow() {
    const day = this.days[this.range.value];
    const label = this.labels[this.range.value];
    inside(this.form, "output").textContent = label;
    this.range.setAttribute("aria-valuetext", label);
    this.field.value = day;
    for (const map of this.maps) map.show(day);
    this.asked?.abort();
    this.rest(REST_MS);
  }

  rest(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const address = new URL(this.form.getAttribute("action") || window.location.pathname, window.location.href);
      address.search = new URLSearchParams(new FormData(this.form)).toString();
      if (address.pathname + address.search !== this.at) this.turnTo(address.href);
    }, delay);
  }

  async turnTo(address, push = true) {
    clearTimeout(this.timer);
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    try {
      const answer = await fetch(address, { credentials: "same-origin", signal: asked.signal });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !next.querySelector("[data-quarter]")) throw new Error(`${address}: ${answer.status}`);
      if (push) window.history.pushState(null, "", address);
      this.at = path();
      this.take(next);
    } catch {
      if (!asked.signal.aborted) window.location.assign(address); // the browser says what is wrong better than we can
    }
  }

  take(next) {
    const rel = document.activeElement.closest?.(".steps") ? document.activeElement.rel : null;
    document.title = next.title;
    this.takeForm(inside(next, "[data-scrub]"));
    this.takeRegion(inside(next, "[data-quarter]"), [...next.querySelectorAll("[data-map]")]);
    const said = inside(document, "[data-quarter-said]");
    if (said) said.textContent = (inside(next, "[data-quarter-said]")?.textContent.trim() || this.claim()).trim();
    // whoever stands on the link to the next fact stays on it, or goes to the slider when there is none
    if (rel !== null) (inside(document, `.steps a[rel="${CSS.escape(rel)}"]`) ?? this.range).focus({ preventScroll: true });
  }

  claim() {
    return inside(document, "[data-claim]")?.textContent ?? "";
  }

  // a map that is drawn keeps its place, its zoom and its canvas: only what is around it is new
  takeRegion(region, nextMaps) {
    inside(document, "[data-quarter]").replaceWith(region);
    this.maps.forEach((map, i) => {
      const told = nextMaps[i];
      if (!told) return;
      if (region.contains(told)) told.replaceWith(map.element);
      map.element.dataset.summary = told.dataset.summary ?? "";
      map.element.setAttribute("aria-label", told.getAttribute("aria-label") ?? "");
      map.show(told.dataset.day);
    });
    reveal(region);
  }

  takeForm(next) {
    if (!next) return;
    const range = inside(next, "input[type=range]");
    Object.assign(this.range.dataset, { days: range.dataset.days, labels: range.dataset.labels });
    this.range.max = range.max;
    this.range.value = range.getAttribute("value");
    this.range.setAttribute("aria-valuetext", range.getAttribute("aria-valuetext"));
    inside(this.form, "output").textContent = inside(next, "output").textContent;
    this.field.value = inside(next, "[name=le]").getAttribute("value") ?? "";
    const steps = inside(this.form, ".steps");
    if (steps) steps.replaceWith(inside(next, ".steps") ?? "");
    this.readStops();
  }
}

/** The years under the slider, where each begins among its stops. */
function drawTicks(range, days) {
  range.parentNode.querySelector(".ticks, .marks")?.remove();
  const ticks = document.createElement("div");
  ticks.className = "ticks years";
  ticks.setAttribute("aria-hidden", "true");
  const years = days.map((day) => Number(day.slice(0, 4)));
  const begins = years.map((year, i) => [year, i]).filter(([year, i]) => year !== years[i - 1]);
  const every = Math.ceil(begins.length * TICK_SHARE);
  let last = -1;
  for (const [year, i] of begins) {
    const share = i / Math.max(days.length - 1, 1);
    if ((year - begins[0][0]) % every || share - last < TICK_SHARE * 0.9) continue;
    const tick = ticks.appendChild(document.createElement("span"));
    tick.textContent = year;
    tick.style.insetInlineStart = `${share * 100}%`;
    last = share;
  }
  range.after(ticks);
}

function reveal(root) {
  for (const part of root.querySelectorAll(".js-only[hidden]")) part.hidden = false;
}

reveal(document);
const maps = [...document.querySelectorAll("[data-map]")].map((element) => {
  element.hidden = false;
  return startMap(element);
});
for (const form of document.querySelectorAll("form[data-scrub]")) {
  new Scrub(form, maps);
  form.dataset.ready = "true";
}

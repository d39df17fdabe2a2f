// A map of places on one day, drawn by Leaflet on a canvas; the list beside it says the same.
//
//   <div class="map" data-map data-src="/quartier/carte.json" data-day="2017-10-15" role="region" aria-label="…"
//        data-tiles="" data-attribution="" data-summary="…" data-fail-words="…"
//        data-zoom-in-words="…" data-zoom-out-words="…" data-close-words="…" data-open-words="…"
//        data-approximate-words="…"></div>
//   <li data-place="REF"><span class="num">1</span> …     a row of the list, whose number the disc carries
//
// Nothing is told by colour alone: what is open is a solid disc, what is decided a dashed ring, what is imagined a
// dotted one. No element is made for a place, so that thousands of them stay fluid. Colours are custom properties
// of the style sheet (--map-…), read again when the scheme changes. Leaflet's own drawing calls (names beginning
// with _) are those of 1.9.4, the version this folder pins.
import {
  Canvas, CircleMarker, GeoJSON, LayerGroup, Map as LeafletMap, Point, Polyline, TileLayer, control, latLng, latLngBounds,
} from "leaflet/dist/leaflet-src.esm.js";

const MOST_NUMBERED = 40;
const MOVE_DAYS = 90; // how long after a move its line is shown
const RINGS = { open: "solid", transitional: "solid", decided: "dashed", works: "dashed", imagined: "dotted" };
const COLOURS = ["land", "border", "label", "ink", "soft", "edge", "paper", "area", "move"];

/** The colours of the day or of the night, as the canvas wants them: computed, never `light-dark(…)`. */
function coloursOf(element) {
  const probe = element.appendChild(document.createElement("i"));
  probe.style.forcedColorAdjust = "none";
  const found = COLOURS.map((name) => {
    probe.style.color = `var(--map-${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found);
}

/** The phase of a place on a day (ISO dates sort as words do), or nothing when it is not to be drawn. */
export function phaseOn(place, day) {
  const phase = place.phases.find(({ from, to }) => (!from || from <= day) && (!to || day < to));
  return phase && phase.state in RINGS && Number.isFinite(phase.lat) && Number.isFinite(phase.lon) ? phase : null;
}

/** Whether a move was made on that day or not long before. */
function isRecent(move, day) {
  const age = (Date.parse(day) - Date.parse(move.on)) / 86_400_000;
  return age >= 0 && age <= MOVE_DAYS;
}

// The dashes that go a whole number of times round a circle.
function dashesOf(ring, radius) {
  if (ring === "solid") return [];
  const around = 2 * Math.PI * radius;
  const step = around / Math.round(around / (radius > 10 ? { dashed: 9, dotted: 5.5 } : { dashed: 6, dotted: 4.5 })[ring]);
  return ring === "dashed" ? [step * 0.58, step * 0.42] : [0.01, step];
}

// What is drawn shares one `look`: the canvas's colours, its font, and the size of one rem in pixels.

/** A place: a disc or a ring, large with its number, small without; nothing while it has no phase. */
const Disc = CircleMarker.extend({
  initialize(look, place, options) {
    CircleMarker.prototype.initialize.call(this, [0, 0], { weight: 2, bubblingMouseEvents: false, ...options });
    Object.assign(this, { look, place, phase: null, number: "", aside: null });
  },
  turnTo(phase, number) {
    if (phase === this.phase && number === this.number) return;
    Object.assign(this, { phase, number, _radius: this.look.unit * (number ? 1.05 : 0.32) });
    if (phase) this._latlng = latLng(phase.lat, phase.lon);
    this.redraw();
  },
  moveAside(aside) {
    this.aside = aside;
    this.redraw();
  },
  _project() {
    this._anchor = this._point = this._map.latLngToLayerPoint(this._latlng);
    if (this.aside) this._point = this._anchor.add(this.aside);
    this._updateBounds();
    if (this.aside) this._pxBounds.extend(this._anchor);
  },
  _updatePath() {
    if (this.phase && this._renderer._drawing && !this._empty()) drawDisc(this._renderer._ctx, this);
  },
  _containsPoint(point) {
    return this.phase !== null && CircleMarker.prototype._containsPoint.call(this, point);
  },
});

/** The name of a commune, written where the commune is wide enough for it. */
const Name = CircleMarker.extend({
  initialize(look, area, options) {
    CircleMarker.prototype.initialize.call(this, area.getCenter(), { interactive: false, ...options });
    const words = area.feature.properties?.name ?? "";
    Object.assign(this, { look, area, words, _radius: words.length * look.unit * 0.26 }); // half its width, about
  },
  _updatePath() {
    const { _renderer: { _ctx: ctx, _drawing: drawing }, look, area, words, _point: at, _radius: half } = this;
    if (!drawing || !words || area._pxBounds.getSize().x < 2.5 * half) return;
    Object.assign(ctx, { globalAlpha: 1, fillStyle: look.colours.label, textAlign: "center", textBaseline: "middle" });
    ctx.font = `500 ${look.unit * 0.8125}px ${look.family}`;
    ctx.fillText(words, at.x, at.y);
  },
});

function fill(ctx, colour, path) {
  ctx.fillStyle = colour;
  ctx.beginPath();
  path();
  ctx.fill();
}

function stroke(ctx, colour, width, path) {
  Object.assign(ctx, { strokeStyle: colour, lineWidth: width });
  ctx.beginPath();
  path();
  ctx.stroke();
}

function drawDisc(ctx, disc) {
  const { look: { colours }, phase, number, aside, _point: at, _anchor: from, _radius: radius } = disc;
  const ring = RINGS[phase.state];
  const round = (centre, r) => () => ctx.arc(centre.x, centre.y, r, 0, 2 * Math.PI);
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
  if (aside) {
    stroke(ctx, colours.ink, 1, () => { ctx.moveTo(from.x, from.y); ctx.lineTo(at.x, at.y); });
    fill(ctx, colours.ink, round(from, 2.5));
  }
  fill(ctx, colours.land, round(at, radius + (number ? 2 : 1))); // a rim keeps a disc apart from the next one, and from a tile
  fill(ctx, ring === "solid" ? colours.ink : colours.paper, round(at, radius));
  if (ring !== "solid") {
    ctx.setLineDash(dashesOf(ring, radius));
    ctx.lineCap = ring === "dotted" ? "round" : "butt";
    stroke(ctx, ring === "dotted" ? colours.edge : colours.ink, radius > 10 ? 2.25 : 1.75, round(at, radius - 1));
  }
  if (number) write(ctx, disc, ring === "solid" ? colours.paper : colours.ink);
}

function write(ctx, { look: { unit, family }, number, _point: at }, colour) {
  Object.assign(ctx, { fillStyle: colour, textAlign: "center", textBaseline: "alphabetic" });
  ctx.font = `700 ${unit * (number.length > 2 ? 0.8 : 1)}px ${family}`;
  ctx.fillText(number, at.x, at.y + unit * 0.33);
}

/** Push apart the numbered discs that would hide one another; each keeps a thread to where it is. */
function spread(map, discs, gap) {
  const homes = discs.map((disc) => map.latLngToLayerPoint(disc._latlng));
  const spots = homes.map((home, i) => home.add([Math.cos(2.4 * i) / 8, Math.sin(2.4 * i) / 8])); // one spot, many ways out
  for (let round = 0; round < 60; round += 1) {
    for (let i = 1; i < spots.length; i += 1) {
      for (let j = 0; j < i; j += 1) part(spots[i], spots[j], gap);
    }
  }
  discs.forEach((disc, i) => {
    const aside = spots[i].subtract(homes[i]);
    disc.moveAside(Math.hypot(aside.x, aside.y) < 1 ? null : aside);
  });
}

function part(one, other, gap) {
  const [x, y] = [one.x - other.x, one.y - other.y];
  const away = Math.hypot(x, y) || 0.01;
  if (away >= gap) return;
  const push = (gap - away) / 2 / away;
  one._add(new Point(x * push, y * push));
  other._subtract(new Point(x * push, y * push));
}

const made = (name, properties) => Object.assign(document.createElement(name), properties);

function popupOf({ place, phase }, words) {
  const box = document.createElement("div");
  box.append(made("a", { href: place.url, textContent: place.name, title: words.openWords ?? "" }));
  for (const said of [phase.where, phase.approximate && words.approximateWords]) {
    if (said) box.append(made("p", { textContent: said }));
  }
  return box;
}

/** The map of one element, from what its address answered. */
class QuarterMap {
  constructor(element, data) {
    const style = getComputedStyle(element);
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize);
    Object.assign(this, { element, data, look: { unit, family: style.fontFamily, colours: coloursOf(element) } });
    this.map = this.open(element.dataset);
    this.under = new Canvas({ padding: 0.5 }).addTo(this.map);
    this.over = new Canvas({ padding: 0.5, tolerance: unit * 0.35, pane: "markerPane" }).addTo(this.map);
    this.drawGround();
    this.outlines = new LayerGroup().addTo(this.map);
    this.moves = new LayerGroup().addTo(this.map);
    this.discs = data.places.map((place) => new Disc(this.look, place, { renderer: this.over }).addTo(this.map)
      .on("click", (event) => this.tell(event.target)));
    this.map.on("zoomend", () => this.part());
    this.describe();
  }

  open({ tiles, attribution, zoomInWords = "+", zoomOutWords = "−" }) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = new LeafletMap(this.element, {
      preferCanvas: true, zoomControl: false, scrollWheelZoom: false, maxZoom: 19, zoomSnap: tiles ? 1 : 0.25,
      fadeAnimation: !still, zoomAnimation: !still, inertia: !still,
    });
    map.attributionControl.setPrefix("Leaflet");
    control.zoom({ zoomInTitle: zoomInWords, zoomOutTitle: zoomOutWords }).addTo(map);
    // the wheel turns the page until somebody has chosen the map
    map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
    if (tiles) new TileLayer(tiles, { attribution: escaped(attribution), maxZoom: 19 }).addTo(map);
    this.element.classList.toggle("tiled", Boolean(tiles));
    return map;
  }

  drawGround() {
    const options = { renderer: this.under, interactive: false, style: () => this.groundStyle() };
    this.ground = new GeoJSON(this.data.ground ?? null, options);
    const whole = this.ground.getBounds();
    const near = this.data.bounds ? latLngBounds(this.data.bounds) : whole;
    this.map.fitBounds(near.isValid() ? near : [[-60, -170], [75, 170]], { padding: [28, 28], maxZoom: 17, animate: false });
    this.ground.addTo(this.map).eachLayer((area) => new Name(this.look, area, { renderer: this.under }).addTo(this.map));
    if (near.isValid()) control.scale({ imperial: false }).addTo(this.map);
    if (!whole.isValid()) return;
    const reach = latLngBounds(whole.getSouthWest(), whole.getNorthEast());
    this.map.setMaxBounds((near.isValid() ? reach.extend(near) : reach).pad(0.25));
    this.map.setMinZoom(Math.min(this.map.getBoundsZoom(reach), this.map.getZoom()));
    this.element.classList.add("grounded");
  }

  groundStyle() {
    const { land, border } = this.look.colours;
    const tiled = Boolean(this.element.dataset.tiles);
    return { fill: !tiled, fillColor: land, fillOpacity: 1, color: border, weight: tiled ? 0.75 : 1.5 };
  }

  /** Draw a day; the numbers are those of the list as it is in the page. */
  show(day) {
    const rows = [...document.querySelectorAll("li[data-place]")];
    const numbered = rows.length > MOST_NUMBERED ? [] : rows;
    const numbers = new Map(numbered.map((row) => [row.dataset.place, row.querySelector(".num")?.textContent.trim()]));
    this.map.closePopup();
    for (const disc of this.discs) disc.turnTo(phaseOn(disc.place, day), numbers.get(disc.place.ref) ?? "");
    this.drawOutlines();
    this.drawMoves(day);
    this.part();
    const { summary } = this.element.dataset;
    if (summary) this.over._container.setAttribute("aria-label", summary);
  }

  describe() {
    this.under._container.setAttribute("aria-hidden", "true");
    this.over._container.setAttribute("role", this.element.dataset.summary ? "img" : "presentation");
  }

  drawOutlines() {
    const { area, edge } = this.look.colours;
    this.outlines.clearLayers();
    for (const { phase } of this.discs) {
      if (!phase?.outline) continue;
      const dashArray = dashesOf(RINGS[phase.state], 12);
      const style = { color: edge, weight: 1.5, dashArray, lineCap: "butt", fillColor: area, fillOpacity: 1 };
      this.outlines.addLayer(new GeoJSON(phase.outline, { renderer: this.under, interactive: false, style }));
    }
  }

  drawMoves(day) {
    const style = { renderer: this.under, interactive: false, color: this.look.colours.move, weight: 2.5, dashArray: [2, 7] };
    this.moves.clearLayers();
    for (const move of this.data.moves ?? []) {
      if (isRecent(move, day)) this.moves.addLayer(new Polyline([move.from, move.to], style));
    }
  }

  part() {
    const shown = this.discs.filter(({ phase, number }) => phase && number);
    if (shown.length) spread(this.map, shown, this.look.unit * 2.1 + 5);
  }

  tell(disc) {
    const { dataset } = this.element;
    const at = this.map.layerPointToLatLng(disc._point);
    this.map.openPopup(popupOf(disc, dataset), at, { offset: [0, -disc._radius / 2], maxWidth: 240 });
    const close = this.element.querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", dataset.closeWords ?? "×");
  }

  /** Other colours: the day became night, or the system's own colours were asked for. */
  repaint(day) {
    this.look.colours = coloursOf(this.element);
    this.ground.setStyle(this.groundStyle());
    this.show(day);
    for (const disc of this.discs) disc.redraw();
  }
}

function escaped(words = "") {
  return made("i", { textContent: words }).innerHTML;
}

function onOtherColours(act) {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", act);
  }
  new MutationObserver(act).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  document.fonts.ready.then(act); // numbers are in the page's own letters
}

async function load(element) {
  try {
    const answer = await fetch(element.dataset.src, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${element.dataset.src}: ${answer.status}`);
    return new QuarterMap(element, await answer.json());
  } catch (error) {
    console.error(error);
    element.dataset.failed = "true";
    element.replaceChildren(made("p", { textContent: element.dataset.failWords ?? "" }));
    return null;
  }
}

/** Start the map of an element; what is given back shows another day, at once or as soon as the map is there. */
export function startMap(element) {
  let drawn = null;
  const show = () => drawn?.show(element.dataset.day);
  load(element).then((loaded) => {
    if (!loaded) return;
    drawn = loaded;
    show();
    onOtherColours(() => drawn.repaint(element.dataset.day));
    element.dataset.ready = "true";
  });
  return { element, show(day) { element.dataset.day = day; show(); } };
}

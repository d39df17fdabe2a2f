// Bundles what the pages add when it is there: `npm ci && npm run build`.
// Writes src/maillage/web/static/maillage/dist/ (or the folder named by MAILLAGE_DIST) and ends with `.ok`,
// which is the only file the program looks for: a build that stopped half-way counts as no build.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = resolve(process.env.MAILLAGE_DIST ?? join(here, "../src/maillage/web/static/maillage/dist"));
const typeface = join(here, "node_modules/@fontsource-variable/schibsted-grotesk");
const faces = ["latin", "latin-ext"];
const fileOf = (face) => `schibsted-grotesk-${face}-wght-normal.woff2`;

const leaflet = join(here, "node_modules/leaflet");

// Leaflet's style sheet, as a guest of ours: its rules join the layer of components, which pages may overrule, and
// the few that name an image are left out (no marker, no menu of layers is drawn here).
const layers = "@layer tokens, base, layout, components, pages, tools, print;\n";
const styleOfLeaflet = {
  name: "style-of-leaflet",
  setup(bundle) {
    bundle.onLoad({ filter: /leaflet\.css$/ }, async ({ path }) => {
      const css = (await readFile(path, "utf8")).replace(/\/\*[^]*?\*\//g, "").replace(/[^{}]+\{[^{}]*url\([^{}]*\}/g, "");
      return { contents: `${layers}@layer components {\n${css}\n}`, loader: "css" };
    });
  },
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

await build({
  // `quarter` (the map) is only for the pages that have one
  entryPoints: { maillage: join(here, "src/main.js"), quarter: join(here, "src/quarter.js") },
  plugins: [styleOfLeaflet],
  outdir: dist,
  bundle: true,
  format: "esm",
  minify: true,
  target: ["es2020"],
  legalComments: "none",
  logLevel: "warning",
});

// The font and its licence (OFL asks that they travel together). The style sheet that names the files is made
// here, so that a checkout without Node never names a file that is missing.
const ranges = JSON.parse(await readFile(join(typeface, "unicode.json"), "utf8"));
let css = "/* Schibsted Grotesk, variable, SIL Open Font License 1.1: see schibsted-grotesk-LICENSE.txt */\n";
for (const face of faces) {
  await cp(join(typeface, "files", fileOf(face)), join(dist, fileOf(face)));
  css += `@font-face { font-family: "Schibsted Grotesk"; font-style: normal; font-weight: 400 900; font-display: swap; `
    + `src: url("${fileOf(face)}") format("woff2"); unicode-range: ${ranges[face]}; }\n`;
}
await writeFile(join(dist, "font.css"), css);
await cp(join(typeface, "LICENSE"), join(dist, "schibsted-grotesk-LICENSE.txt"));

await cp(join(leaflet, "LICENSE"), join(dist, "leaflet-LICENSE.txt")); // BSD-2 asks that its notice goes along

const manifest = {};
for (const name of (await readdir(dist)).sort()) {
  const bytes = await readFile(join(dist, name));
  manifest[name] = { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
await writeFile(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
await writeFile(join(dist, ".ok"), "");
for (const [name, { bytes }] of Object.entries(manifest)) console.log(`${String(bytes).padStart(7)}  ${name}`);

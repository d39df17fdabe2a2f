// The islands. Each is a comfort: the page does everything without them.
// An island is a data attribute in the page and a function here; once it is alive the element says data-ready.
import { askLive } from "./ask.js";
import { suggestNames } from "./directory.js";
import { boundField, dropFiles, followProgress } from "./imports.js";
import { keepForm, forgetForms } from "./keep.js";
import { mondayKeys } from "./monday.js";
import { confirmOnce } from "./once.js";

const ISLANDS = [
  ["[data-forget]", forgetForms],
  ["form[data-keep]", keepForm],
  ["[data-propose-url]", askLive],
  ["[data-suggest-url]", suggestNames],
  ["[data-progress]", followProgress],
  ["[data-drop]", dropFiles],
  ["[data-most]", boundField],
];

for (const [selector, start] of ISLANDS) {
  for (const element of document.querySelectorAll(selector)) {
    start(element);
    element.dataset.ready = "1";
  }
}
confirmOnce(document);
if (document.body.classList.contains("monday")) mondayKeys(document);
document.documentElement.dataset.ready = "1";

// Expands rules with ical.js: [{rule, start, horizon}] on standard input, [[local starts]] on standard output.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));

function starts({ rule, start, horizon }) {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(start));
  const found = [];
  for (let next = iterator.next(); next && next.toString() <= horizon; next = iterator.next()) {
    found.push(next.toString());
  }
  return found;
}

const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map((one) => {
  try {
    return starts(one);
  } catch (refusal) {
    return String(refusal);
  }
})));

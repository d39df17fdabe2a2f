// A form half written survives a closed page, a lost network, a phone that slept.
// What is kept is what the person typed in this form, nothing else, in this tab only (sessionStorage): it never
// leaves the browser, ends with the tab, and is forgotten as soon as the server says the form was received.
// Never kept: the protection token, passwords and codes, files, hidden fields, and whatever says data-no-keep.
//
//   <form data-keep="ask">            restores and saves
//   <main data-forget="ask">          on the page that says "received"

const PREFIX = "maillage:form:";
const NEVER = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);
const DELAY_MS = 300;

function storage() {
  try {
    return window.sessionStorage;
  } catch {
    return null; // refused by the browser's settings: the form works, it is only not kept
  }
}

function kept(form) {
  return [...form.elements].filter((field) => field.name && !NEVER.has(field.type) && field.autocomplete !== "one-time-code"
    && !field.closest("[data-no-keep]"));
}

function snapshot(form) {
  const values = {};
  for (const field of kept(form)) {
    if (field.type === "checkbox" || field.type === "radio") {
      values[field.name] ??= [];
      if (field.checked) values[field.name].push(field.value);
    } else if (field.value) {
      values[field.name] = field.value;
    }
  }
  return values;
}

function restore(form, values) {
  for (const field of kept(form)) {
    const value = values[field.name];
    if (value === undefined) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = value.includes(field.value);
    else if (!field.value) field.value = value; // what the server wrote back is fresher than what we kept
  }
}

export function keepForm(form) {
  const store = storage();
  if (!store) return;
  const key = PREFIX + form.dataset.keep;
  // a form that came back with errors already holds its answers
  if (!form.querySelector("[aria-invalid=true]")) {
    try {
      restore(form, JSON.parse(store.getItem(key) ?? "{}"));
    } catch {
      store.removeItem(key);
    }
  }
  let timer = 0;
  const save = () => {
    clearTimeout(timer);
    try {
      store.setItem(key, JSON.stringify(snapshot(form)));
    } catch {
      /* full: keeping is a comfort, never a reason to stop someone writing */
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, DELAY_MS);
  });
  window.addEventListener("pagehide", save);
}

export function forgetForms(element) {
  const store = storage();
  for (const name of element.dataset.forget.split(/\s+/)) store?.removeItem(PREFIX + name);
}

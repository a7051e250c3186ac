// The notes beside a story: sent without leaving the page, about the passage that is selected, shown in the text.
// Marks live in the editing view alone, so that nothing of a note is ever stored with the words.
// Without this file every note is a plain form.
const panel = document.querySelector(".notes-panel");
const place = panel.querySelector("[data-notes]");
const AROUND = 80;

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

// ---------------------------------------------------------------- sending

// What is typed elsewhere in the panel outlives its renewal.
const renew = (html, sent) => {
  const typed = new Map([...place.querySelectorAll("textarea")].map((area) => [area.id, area.value]));
  const open = [...place.querySelectorAll("details[open]")].map((fold) => fold.closest("[id]")?.id);
  if (sent) typed.delete(sent.id);
  place.innerHTML = html;
  for (const [id, value] of typed) {
    const area = document.getElementById(id);
    if (area && value) area.value = value;
  }
  for (const id of open) {
    const area = id && document.getElementById(id)?.querySelector(".reply textarea");
    if (area?.value) area.closest("details").open = true;
  }
  begin();
  const count = place.querySelectorAll(".threads > .thread:not(.is-settled)").length;
  let badge = panel.querySelector("h2 .count");
  if (!badge) {
    badge = document.createElement("span");
    badge.className = "count";
    panel.querySelector("h2").append(badge);
  }
  badge.textContent = count;
  badge.hidden = !count;
};

const complain = (form) => {
  let said = form.querySelector(".said");
  if (!said) {
    said = document.createElement("p");
    said.className = "said";
    said.setAttribute("role", "alert");
    form.prepend(said);
  }
  said.textContent = panel.dataset.failed;
};

panel.addEventListener("submit", async (event) => {
  const form = event.target;
  event.preventDefault();
  const area = form.querySelector("textarea");
  const button = form.querySelector("button:not([type='button'])");
  button.disabled = true;
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Panel": "1" },
  }).catch(() => null);
  button.disabled = false;
  // Anything but the panel is a sign-in page, a refusal or a fault: the note stays where it was typed.
  if (!answer || answer.redirected || ![200, 422].includes(answer.status)) {
    complain(form);
    return;
  }
  renew(await answer.text(), answer.ok ? area : null);
  if (area) document.getElementById(area.id)?.focus();
});

// ---------------------------------------------------------------- calling somebody with @

const list = document.createElement("div");
list.className = "callable";
list.id = "callable-names";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", panel.dataset.call);
let calling = null;

const bare = (text) => text.replace(/[\u064b-\u0652\u0640]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();

const close = () => {
  list.remove();
  for (const name of ["activedescendant", "controls"]) calling?.removeAttribute(`aria-${name}`);
  calling = null;
};

const typedName = (area) => area.value.slice(0, area.selectionStart).match(/@([^@\n]{0,60})$/)?.[1];

const choose = (option) => {
  const area = calling;
  const end = area.selectionStart;
  const start = area.value.lastIndexOf("@", end - 1);
  area.setRangeText(`@${option.textContent} `, start, end, "end");
  close();
  area.focus();
};

const point = (option) => {
  for (const each of list.children) each.setAttribute("aria-selected", each === option);
  calling.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
};

const offer = (area) => {
  const typed = typedName(area);
  const names = typed === undefined ? [] : JSON.parse(area.dataset.people)
    .filter((name) => bare(name).includes(bare(typed)) && bare(name) !== bare(typed.trim())).slice(0, 8);
  if (!names.length) return close();
  calling = area;
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  list.replaceChildren(...names.map((name, number) => {
    const option = document.createElement("div");
    option.id = `callable-${number}`;
    option.setAttribute("role", "option");
    option.dir = "auto";
    option.textContent = name;
    return option;
  }));
  area.after(list);
  list.style.insetBlockStart = `${area.offsetTop + area.offsetHeight}px`;
  point(list.firstChild);
};

panel.addEventListener("input", (event) => {
  if (event.target.matches("[data-calls]")) offer(event.target);
});
panel.addEventListener("keydown", (event) => {
  if (!calling || event.target !== calling) return;
  const options = [...list.children];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves) point(options[(at + moves[event.key] + options.length) % options.length]);
  else if (event.key === "Enter" || event.key === "Tab") choose(options[at]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
// Before the textarea loses the focus.
list.addEventListener("pointerdown", (event) => {
  const option = event.target.closest("[role='option']");
  event.preventDefault();
  if (option) choose(option);
});
panel.addEventListener("focusout", (event) => {
  if (event.target === calling) setTimeout(close, 0);
});

// ---------------------------------------------------------------- passages

let editor = null;

// The words of the editor in one line, and where in the model each character stands.
const words = () => {
  const text = [];
  const spots = [];
  for (const { type, item } of editor.model.createRangeIn(editor.model.document.getRoot())) {
    if (type === "text") {
      for (let index = 0; index < item.data.length; index += 1) {
        text.push(item.data[index]);
        spots.push([item.parent, item.startOffset + index]);
      }
    } else if (type === "elementStart" && text.length && text.at(-1) !== "\n") {
      text.push("\n");
      spots.push(null);
    }
  }
  return { text: text.join(""), spots };
};

// White space counts as one space, as on the server.
const squeezedWithPlaces = ({ text, spots }) => {
  const letters = [];
  const places = [];
  for (let index = 0; index < text.length; index += 1) {
    const blank = /\s/.test(text[index]);
    if (blank && (!letters.length || letters.at(-1) === " ")) continue;
    letters.push(blank ? " " : text[index]);
    places.push(spots[index]);
  }
  return { text: letters.join(""), places };
};

const shared = (one, other) => {
  let count = 0;
  while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count)) count += 1;
  return count;
};

const rangeOf = ({ text, places }, passage, before) => {
  const wanted = squeezed(passage);
  let best = -1;
  let score = -1;
  for (let at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + 1)) {
    const company = shared(squeezed(text.slice(Math.max(0, at - AROUND), at)), squeezed(before));
    if (company > score) [best, score] = [at, company];
  }
  const start = places[best];
  const end = places[best + wanted.length - 1];
  if (!start || !end) return null;
  const { model } = editor;
  return model.createRange(model.createPositionAt(...start), model.createPositionAt(end[0], end[1] + 1));
};

const markerOf = (thread) => editor.model.markers.get(`note:${thread.dataset.thread}`);

// What is deleted goes to the editor's graveyard, its marker with it, until it is undone.
const isThere = (marker) => {
  const range = marker?.getRange();
  return Boolean(range) && !range.isCollapsed && range.root === editor.model.document.getRoot();
};

const sayWhetherLost = () => {
  for (const thread of place.querySelectorAll("[data-thread]")) {
    const there = isThere(markerOf(thread));
    thread.querySelector(".lost").hidden = there;
    thread.querySelector("[data-show]").hidden = !there;
  }
};

const mark = () => {
  const line = squeezedWithPlaces(words());
  const threads = [...place.querySelectorAll("[data-thread]")];
  const kept = new Set(threads.map((thread) => `note:${thread.dataset.thread}`));
  editor.model.change((writer) => {
    for (const marker of [...editor.model.markers.getMarkersGroup("note")]) {
      if (!kept.has(marker.name)) writer.removeMarker(marker);
    }
    for (const thread of threads) {
      const marker = markerOf(thread);
      if (isThere(marker)) continue;
      const range = rangeOf(line, thread.dataset.anchor, thread.dataset.before);
      if (!range) continue;
      if (marker) writer.removeMarker(marker);
      writer.addMarker(`note:${thread.dataset.thread}`, { range, usingOperation: false, affectsData: false });
    }
  });
  sayWhetherLost();
};

const show = (thread) => {
  for (const each of place.querySelectorAll(".thread")) each.classList.toggle("is-shown", each === thread);
};

panel.addEventListener("click", (event) => {
  const thread = event.target.closest("[data-thread]");
  if (event.target.closest("[data-show]") && thread) {
    show(thread);
    editor.model.change((writer) => writer.setSelection(markerOf(thread).getRange()));
    editor.editing.view.scrollToTheSelection({ viewportOffset: 120 });
    editor.editing.view.focus();
  }
  if (event.target.closest("[data-drop]")) takePassage(null);
});

const takePassage = (passage) => {
  const form = place.querySelector("[data-new-note]");
  for (const name of ["passage", "before", "after"]) form.elements[name].value = passage?.[name] || "";
  form.querySelector("[data-chosen]").hidden = !passage;
  form.querySelector("[data-chosen-words]").textContent = passage?.passage.slice(0, 200) || "";
  form.querySelector("[data-drop]").hidden = !passage;
};

const selectedPassage = () => {
  const range = editor.model.document.selection.getFirstRange();
  if (!range || range.isCollapsed) return null;
  const line = words();
  const inside = line.spots.map((spot) => spot && range.containsPosition(editor.model.createPositionAt(...spot))
    || spot && range.start.isEqual(editor.model.createPositionAt(...spot)));
  const start = inside.indexOf(true);
  const end = inside.lastIndexOf(true) + 1;
  const passage = line.text.slice(start, end);
  if (start < 0 || !passage.trim()) return null;
  return { passage, before: line.text.slice(Math.max(0, start - AROUND), start), after: line.text.slice(end, end + AROUND) };
};

const followTheEditor = (found) => {
  editor = found;
  editor.conversion.for("editingDowncast").markerToHighlight({
    model: "note",
    view: ({ markerName }) => ({ classes: ["note-mark"], attributes: { "data-note": markerName.split(":")[1] } }),
  });
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button default note-selection";
  button.textContent = panel.dataset.onPassage;
  button.hidden = true;
  document.body.append(button);
  const selection = editor.model.document.selection;
  selection.on("change:range", () => { button.hidden = selection.isCollapsed; });
  // The selection must outlive the press.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    takePassage(selectedPassage());
    button.hidden = true;
    const area = document.getElementById("new-note");
    area.scrollIntoView({ block: "center" });
    area.focus({ preventScroll: true });
  });
  editor.editing.view.document.on("click", (event, data) => {
    const number = data.domTarget.closest?.("[data-note]")?.dataset.note;
    const thread = number && document.getElementById(`note-${number}`);
    if (!thread) return;
    show(thread);
    thread.scrollIntoView({ block: "nearest" });
  });
  let waiting = 0;
  editor.model.document.on("change:data", () => {
    clearTimeout(waiting);
    waiting = setTimeout(mark, 400);
  });
  mark();
};

const begin = () => {
  if (editor) mark();
};

const waitForTheEditor = () => {
  const body = document.querySelector("textarea.rich-text");
  if (!body) return;
  const look = () => document.querySelector(".ck-editor__editable")?.ckeditorInstance;
  if ("ready" in body.dataset && look()) return followTheEditor(look());
  const watch = new MutationObserver(() => {
    if (!("ready" in body.dataset) || !look()) return;
    watch.disconnect();
    followTheEditor(look());
  });
  watch.observe(body, { attributes: true, attributeFilter: ["data-ready"] });
};

waitForTheEditor();

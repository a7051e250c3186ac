// The copy desk beside the form: what the newsroom says about the words while they are typed. It asks after a pause,
// never holds up a key, and draws its underlines over the text, so that nothing of them is ever stored.
const form = document.getElementById("article_form");
const panel = document.getElementById("proofread");
const settings = panel && JSON.parse(panel.dataset.settings);
const PARTS = { kicker: "kicker", headline: "headline", standfirst: "standfirst", lead_alt: "alt", lead_caption: "caption" };
const BLOCKS = "p,h2,h3,li,td,th,figcaption,blockquote";
const NO_WORDS = ".ck-media__wrapper,.ck-widget__type-around,.ck-widget__selection-handle,.ck-reset_all";
// What the editor puts where the cursor stands beside a boundary.
const FILLER = "\u2060".repeat(7);
const PAUSE = 500;
const LEVELS = ["notice", "warning", "error"];

const at = (name) => panel.querySelector(`.proof-${name}`);
const element = (name, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
};

// On a narrow screen the panel is far below: this stands beside the buttons that are always seen.
const chip = element("button", { type: "button", className: "button proof-chip", disabled: true, textContent: settings?.say.desk });

let findings = [];
let snapshot = new Map();
let current = null;
let asking = null;
let timer = 0;
const hidden = new Set();
const stands = new Set();
const mirrors = new Map();

// ---------------------------------------------------------------- the words as they stand now

const editable = () => form.querySelector(".ck-editor__editable");
const field = (name) => form.elements[name];

// The body as lines, one a block, and where in the page each piece of them stands.
function readBody(root) {
  const pieces = [];
  let text = "";
  let block = null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node.nodeType === 1 && node.matches(NO_WORDS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === 1) {
      if (node.matches("br") && text) text += "\n";
      continue;
    }
    const own = node.parentElement.closest(BLOCKS);
    if (block && own !== block) text += "\n";
    block = own;
    const from = node.data.startsWith(FILLER) ? FILLER.length : 0;
    const words = node.data.slice(from).replaceAll(FILLER, "");
    if (!words) continue;
    pieces.push({ node, from, start: text.length, end: text.length + words.length });
    text += words;
  }
  return { text, pieces };
}

function readAll() {
  const read = new Map();
  for (const name of Object.keys(PARTS)) {
    const input = field(name);
    if (input?.value.trim()) read.set(name, { part: PARTS[name], text: input.value });
  }
  const root = editable();
  if (root?.ckeditorInstance) {
    read.set("body", { part: "body", ...readBody(root) });
    [...root.querySelectorAll("img[alt]")].slice(0, 40).forEach((image, number) => {
      if (image.alt.trim()) read.set(`body-alt-${number}`, { part: "alt", text: image.alt, image });
    });
  }
  return read;
}

// The newsroom counts letters, the browser counts halves of some of them.
const inBrowser = (text, offset) =>
  /[\ud800-\udfff]/.test(text) ? [...text].slice(0, offset).join("").length : offset;

function rangeOf(finding) {
  const { pieces } = snapshot.get("body") || { pieces: [] };
  const first = pieces.find((piece) => piece.end > finding.start && piece.start <= finding.start);
  const last = pieces.findLast((piece) => piece.start < finding.end && piece.end >= finding.end);
  if (!first || !last || !first.node.isConnected || !last.node.isConnected) return null;
  const range = document.createRange();
  try {
    range.setStart(first.node, first.from + finding.start - first.start);
    range.setEnd(last.node, last.from + finding.end - last.start);
  } catch { return null; }
  return range;
}

// ---------------------------------------------------------------- asking

const token = () => form.elements.csrfmiddlewaretoken.value;
const send = (url, sent, signal) => fetch(url, {
  method: "POST", signal, body: JSON.stringify(sent),
  headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
});

async function ask() {
  if ((form.elements.language?.value || "ar") !== "ar") return take([], null, settings.say.foreign);
  asking?.abort();
  asking = new AbortController();
  const read = readAll();
  const texts = [...read].map(([id, { part, text }]) => ({ id, part, text }));
  at("state").textContent ||= settings.say.reading;
  try {
    const answer = await send(settings.url, { texts }, asking.signal);
    if (!answer.ok) throw new Error(answer.status);
    const told = await answer.json();
    snapshot = read;
    take(told.findings.map(placed), told.readability, "");
  } catch (fault) {
    if (fault.name !== "AbortError") at("state").textContent = settings.say.silent;
  }
  return undefined;
}

const placed = (finding) => {
  const { text } = snapshot.get(finding.id) || { text: "" };
  const start = inBrowser(text, finding.offset);
  return { ...finding, start, end: inBrowser(text, finding.offset + finding.length) };
};

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

function take(told, measured, sentence) {
  const place = current ? findings.indexOf(current) : -1;
  findings = told;
  current = current && (shown().find((one) => sameAs(current, one)) || (place >= 0 && at("card").contains(document.activeElement)
    ? shown()[Math.min(place, shown().length - 1)] : null)) || null;
  measure(measured);
  show(sentence);
}

const keyOf = (finding) => `${finding.rule}\n${finding.text}`;
const sameAs = (one, other) => one.id === other.id && one.start === other.start && keyOf(one) === keyOf(other);
const isLeft = (finding) => finding.ignored || stands.has(keyOf(finding));
const heard = () => findings.filter((finding) => !isLeft(finding));
const shown = () => heard().filter((finding) => !hidden.has(finding.category));

// ---------------------------------------------------------------- showing

const counted = (n) => (settings.found[new Intl.PluralRules("ar").select(n)] || settings.found.other).replace("%(n)s", n);

function show(sentence = "") {
  const all = heard();
  panel.hidden = false;
  at("state").textContent = sentence || (all.length ? counted(all.length) : settings.say.clean);
  panel.dataset.checked = String(Number(panel.dataset.checked || 0) + 1);
  chip.textContent = `${settings.say.desk} ${all.length}`;
  chip.disabled = !all.length;
  showCounts(all);
  showList();
  showLeft();
  showCard();
  for (const name of ["previous", "next"]) at(name).disabled = !shown().length;
  at("fix").hidden = !all.some((finding) => finding.safe);
  (window.requestIdleCallback || setTimeout)(underline);
}

function showCounts(all) {
  const buttons = Object.entries(settings.kinds).map(([kind, name]) => {
    const n = all.filter((finding) => finding.category === kind).length;
    const button = element("button", { type: "button", className: n ? "" : "is-clean" }, `${name} `, element("b", { textContent: n }));
    button.setAttribute("aria-pressed", String(!hidden.has(kind)));
    button.dataset.kind = kind;
    button.addEventListener("click", () => {
      hidden.has(kind) ? hidden.delete(kind) : hidden.add(kind);
      show();
      panel.querySelector(`[data-kind="${kind}"]`).focus();
    });
    return button;
  });
  at("counts").replaceChildren(...buttons);
}

function showList() {
  at("list").replaceChildren(...shown().map((finding) => {
    const button = element("button", { type: "button" }, element("b", { textContent: finding.text.trim() || "␣" }), element("span", { textContent: finding.title }));
    if (finding === current) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => go(finding));
    return element("li", {}, button);
  }));
}

function showLeft() {
  const left = findings.filter(isLeft);
  at("stood").hidden = !left.length;
  at("stood").querySelector("b").textContent = left.length;
  at("stood").querySelector("ul").replaceChildren(...left.map((finding) => {
    const back = element("button", { type: "button", textContent: settings.say.heed });
    back.addEventListener("click", () => letStand(finding, false));
    return element("li", {}, element("q", { textContent: finding.text }), element("bdi", { textContent: finding.ignored }), back);
  }));
}

// An answer may come between two keys: whoever is on the card's buttons stays on them.
function showCard() {
  const card = at("card");
  const held = card.contains(document.activeElement);
  const words = held && document.activeElement.textContent;
  card.hidden = !current;
  if (current) fillCard(card);
  if (!held) return;
  const same = current && [...card.querySelectorAll("button")].find((button) => button.textContent === words);
  (same || (current ? firstOf(card) : at("state"))).focus({ preventScroll: true });
}

const firstOf = (card) => card.querySelector(".is-suggestion") || card;

function fillCard(card) {
  const choices = current.suggestions.map((words) => action(words || settings.say.remove, () => replace(current, words), "is-suggestion"));
  const actions = [action(settings.say.ignore, () => letStand(current, true))];
  if (settings.acceptUrl && ["spelling", "name"].includes(current.category) && !/\s/.test(current.text)) {
    actions.push(action(settings.say.everywhere, () => everywhere(current)));
  }
  const close = action("×", leave);
  close.setAttribute("aria-label", settings.say.close);
  const where = settings.fields[current.id] || settings.fields.body;
  card.replaceChildren(
    element("h3", { textContent: `${current.title} · ${where}` }),
    element("p", { className: "proof-said", textContent: settings.say.instead.replace("{text}", current.text.trim().slice(0, 80)) }),
    element("div", { className: "proof-choices" }, ...choices),
    element("p", { textContent: current.why }),
    element("div", { className: "proof-choices" }, ...actions, close),
  );
  card.querySelector(".proof-said").hidden = !choices.length;
}

function action(words, act, className = "") {
  const button = element("button", { type: "button", className: `button ${className}`, textContent: words });
  button.addEventListener("click", act);
  return button;
}

function measure(measured) {
  if (!measured) return;
  at("reading").querySelector("dl").replaceChildren(...Object.entries(settings.measures).flatMap(([name, label]) =>
    [element("dt", { textContent: label }), element("dd", { textContent: measured[name] })]));
}

// ---------------------------------------------------------------- underlines

function underline() {
  if (CSS.highlights) {
    const ranges = { error: [], warning: [], notice: [], current: [] };
    for (const finding of shown().filter((one) => one.id === "body" && one.end > one.start)) {
      const range = rangeOf(finding);
      if (!range) continue;
      // A remark on a whole sentence is drawn only when it is looked at.
      if (finding.category !== "structure" || finding.severity === "error") ranges[finding.severity].push(range);
      if (finding === current) ranges.current.push(range);
    }
    for (const [name, some] of Object.entries(ranges)) CSS.highlights.set(`proof-${name}`, new Highlight(...some));
    LEVELS.forEach((level, priority) => { CSS.highlights.get(`proof-${level}`).priority = priority; });
  }
  for (const name of Object.keys(PARTS)) underlineField(field(name), shown().filter((one) => one.id === name));
}

const COPIED = ["fontFamily", "fontSize", "fontWeight", "lineHeight", "letterSpacing", "textAlign", "direction",
  "paddingTop", "paddingBottom", "paddingLeft", "paddingRight", "borderTopWidth", "borderBottomWidth", "borderLeftWidth", "borderRightWidth"];

function underlineField(input, told) {
  if (!input) return;
  let mirror = mirrors.get(input);
  if (!mirror) {
    if (!told.length) return;
    mirror = element("div", { className: "proof-mirror" });
    mirror.setAttribute("aria-hidden", "true");
    mirrors.set(input, mirror);
    input.after(mirror);
    input.addEventListener("scroll", () => { mirror.scrollLeft = input.scrollLeft; mirror.scrollTop = input.scrollTop; });
  }
  const known = snapshot.get(input.name)?.text;
  mirror.replaceChildren();
  if (known !== input.value || !told.length) return;
  const style = getComputedStyle(input);
  for (const name of COPIED) mirror.style[name] = style[name];
  const lines = input.localName === "textarea";
  Object.assign(mirror.style, {
    whiteSpace: lines ? "pre-wrap" : "pre", overflowWrap: lines ? "break-word" : "normal",
    top: `${input.offsetTop}px`, left: `${input.offsetLeft}px`, width: `${input.offsetWidth}px`, height: `${input.offsetHeight}px`,
    lineHeight: lines ? style.lineHeight : `${input.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)}px`,
  });
  let done = 0;
  for (const finding of told.filter((one) => one.category !== "structure").sort((a, b) => a.start - b.start)) {
    if (finding.start < done) continue;
    mirror.append(known.slice(done, finding.start), element("mark", {
      className: `proof-${finding.severity}${finding === current ? " proof-current" : ""}`,
      textContent: known.slice(finding.start, finding.end),
    }));
    done = finding.end;
  }
  mirror.append(known.slice(done));
  mirror.scrollLeft = input.scrollLeft;
  mirror.scrollTop = input.scrollTop;
}

// ---------------------------------------------------------------- going through the remarks

function go(finding, focus = true) {
  current = finding;
  show();
  const place = finding.id === "body" ? rangeOf(finding)?.startContainer.parentElement : field(finding.id);
  place?.closest("details:not([open])")?.setAttribute("open", "");
  place?.scrollIntoView({ block: "center" });
  if (focus) firstOf(at("card")).focus({ preventScroll: true });
}

function step(by) {
  const all = shown();
  if (!all.length) return;
  const place = all.indexOf(current);
  go(all[place < 0 ? (by > 0 ? 0 : all.length - 1) : (place + by + all.length) % all.length]);
}

function leave() {
  const input = current && field(current.id);
  current = null;
  show();
  if (input?.focus && !input.hidden) input.focus();
  else editable()?.ckeditorInstance?.editing.view.focus();
}

// ---------------------------------------------------------------- changing the words

function replace(finding, words) {
  const all = shown();
  const following = all[all.indexOf(finding) + 1];
  change([[finding, words]]);
  current = following || null;
  show();
  ask();
}

// Later places first, so that the earlier ones stay where they are.
function change(changes) {
  const byField = Map.groupBy ? Map.groupBy(changes, ([finding]) => finding.id) : grouped(changes);
  for (const [id, some] of byField) {
    some.sort(([one], [other]) => other.start - one.start);
    if (id === "body") changeBody(some);
    else if (snapshot.get(id)?.image) changeAlt(id, some);
    else changeField(field(id), some);
  }
  for (const [finding, words] of changes) forget(finding, words);
  snapshot = readAll();
}

// Until the newsroom has answered: what was changed is no remark any more, and what stands after it has moved.
function forget(changed, words) {
  const longer = words.length - (changed.end - changed.start);
  findings = findings.filter((one) => one !== changed);
  for (const one of findings.filter((other) => other.id === changed.id)) {
    if (one.start >= changed.end) one.start += longer;
    if (one.end >= changed.end) one.end += longer;
  }
}

function grouped(changes) {
  const found = new Map();
  for (const one of changes) found.set(one[0].id, [...(found.get(one[0].id) || []), one]);
  return found;
}

function changeField(input, changes) {
  if (input.value !== snapshot.get(input.name)?.text) return;
  for (const [finding, words] of changes) input.setRangeText(words, finding.start, finding.end, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function changeBody(changes) {
  const editor = editable().ckeditorInstance;
  if (readBody(editable()).text !== snapshot.get("body")?.text) return;
  const { view, mapper } = editor.editing;
  const places = changes.map(([finding, words]) => {
    const range = rangeOf(finding);
    return range && [mapper.toModelRange(view.domConverter.domRangeToView(range)), words];
  }).filter(Boolean);
  editor.model.change((writer) => {
    for (const [range, words] of places) {
      const text = [...range.getItems()].find((item) => item.is("$textProxy"));
      const attributes = text ? [...text.getAttributes()] : [];
      writer.remove(range);
      if (words) writer.insertText(words, attributes, range.start);
    }
  });
}

function changeAlt(id, changes) {
  const editor = editable().ckeditorInstance;
  const { image, text } = snapshot.get(id);
  const changed = changes.reduce((words, [finding, better]) => words.slice(0, finding.start) + better + words.slice(finding.end), text);
  const seen = editor.editing.view.domConverter.mapDomToView(image.closest("figure") || image);
  const model = seen && editor.editing.mapper.toModelElement(seen);
  if (model) editor.model.change((writer) => writer.setAttribute("alt", changed, model));
}

function fixAll() {
  change(heard().filter((finding) => finding.safe).map((finding) => [finding, finding.suggestions[0]]));
  current = null;
  show();
  ask();
}

async function letStand(finding, stand) {
  const all = shown();
  const following = stand ? all[all.indexOf(finding) + 1] : current;
  stand ? stands.add(keyOf(finding)) : stands.delete(keyOf(finding));
  if (!stand) findings.filter((one) => keyOf(one) === keyOf(finding)).forEach((one) => { one.ignored = ""; });
  current = following && !isLeft(following) ? following : null;
  show();
  if (settings.ignoreUrl) await send(settings.ignoreUrl, { rule: finding.rule, text: finding.text, heed: !stand }).catch(() => {});
}

async function everywhere(finding) {
  await send(settings.acceptUrl, { word: finding.text }).catch(() => {});
  current = null;
  ask();
}

// ---------------------------------------------------------------- hands

function touched(event) {
  const position = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = position ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const [node, offset] = position ? [position.offsetNode, position.offset] : [range?.startContainer, range?.startOffset];
  const finding = node && shown().find((one) => {
    const own = one.id === "body" && one.category !== "structure" && rangeOf(one);
    return own && own.isPointInRange(node, offset);
  });
  if (finding) go(finding, false);
  else if (current && event.target.closest(".ck-editor__editable")) { current = null; show(); }
}

function pressed(event) {
  if (event.key === "Enter" && event.repeat && at("card").contains(event.target)) {
    // A key held down takes one suggestion, not all that follow.
    event.preventDefault();
  } else if (event.key === "F8") {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  } else if (event.key === "Enter" && event.altKey && current?.suggestions.length) {
    event.preventDefault();
    replace(current, current.suggestions[0]);
  } else if (event.key === "Escape" && current && at("card").contains(event.target)) leave();
}

function start() {
  panel.hidden = false;
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("click", (event) => { if (event.target.closest(".ck-editor__editable")) touched(event); });
  document.addEventListener("keydown", pressed);
  form.querySelector(".submit-row")?.append(chip);
  chip.addEventListener("click", () => step(1));
  at("next").addEventListener("click", () => step(1));
  at("previous").addEventListener("click", () => step(-1));
  at("fix").addEventListener("click", fixAll);
  addEventListener("resize", () => requestAnimationFrame(underline));
  const body = form.querySelector("textarea.rich-text");
  if (!body || "ready" in body.dataset) ask();
  else new MutationObserver((_, watching) => { watching.disconnect(); ask(); }).observe(body, { attributeFilter: ["data-ready"] });
}

if (form && panel) start();

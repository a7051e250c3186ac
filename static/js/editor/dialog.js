// Small windows of the desk: one that asks for a few lines, and one that finds rows to choose from.
// Built on <dialog>, outside the story's form, so that a form within a form never happens.
export const make = (tag, properties = {}, ...children) => {
  const { dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
};

const open = (title, ...parts) => {
  const heading = make("h2", { textContent: title });
  const form = make("form", { method: "dialog" }, heading, ...parts);
  const window_ = make("dialog", { className: "desk-dialog" }, form);
  window_.setAttribute("aria-label", title);
  document.body.append(window_);
  window_.addEventListener("close", () => window_.remove());
  window_.showModal();
  return { window_, form };
};

const foot = (labels, submit) => make(
  "p", { className: "dialog-foot" },
  make("button", { className: "button default", value: "ok", textContent: submit }),
  make("button", { className: "button", type: "button", textContent: labels.cancel, onclick: (event) => event.target.closest("dialog").close() }),
);

const line = ({ name, label, value = "", help, rows, longest, ltr, required }) => {
  const field = make(rows ? "textarea" : "input", { name, value, required: Boolean(required) });
  if (rows) field.rows = rows;
  if (longest) field.maxLength = longest;
  if (ltr) field.dir = "ltr";
  const parts = [make("span", { textContent: label }), field];
  if (help) parts.push(make("small", { textContent: help }));
  return make("label", {}, ...parts);
};

// Asks for `fields`; answers with their values, or null. `check(values)` returns what is wrong with them, or nothing.
export const ask = (labels, { title, fields, submit, above = [], check = () => "" }) => new Promise((answer) => {
  const fault = make("p", { className: "dialog-fault" });
  fault.setAttribute("role", "alert");
  const { window_, form } = open(title, ...above, ...fields.map(line), fault, foot(labels, submit));
  let values = null;
  form.addEventListener("submit", (event) => {
    const typed = Object.fromEntries(fields.map(({ name }) => [name, form.elements[name].value.trim()]));
    fault.textContent = check(typed) || "";
    if (fault.textContent) event.preventDefault();
    else values = typed;
  });
  window_.addEventListener("close", () => answer(values));
  form.querySelector("input, textarea").focus();
});

// Finds rows at `url` and answers with those chosen, in the order of choosing, or null.
// `show(row)` returns what stands on a row's button. `many`: more than one may be chosen. `narrow`: what opens the
// fields that `url` has for narrowing; it answers a page at a time then.
export const pick = (labels, { title, url, search, show, many = false, submit = "", before = [], className = "", narrow = "" }) => new Promise((answer) => {
  const typed = make("input", { type: "search", ariaLabel: search, placeholder: search });
  const list = make("ul", { className: `found ${className}` });
  const said = make("p", { className: "dialog-said" });
  said.setAttribute("role", "status");
  const filters = make("details", { className: "search-more", hidden: true }, make("summary", { textContent: narrow }));
  const more = make("button", { type: "button", className: "button dialog-more", textContent: labels.more, hidden: true });
  const { window_, form } = open(title, typed, filters, ...before, said, list, more, foot(labels, submit || labels.cancel));
  if (!many) form.querySelector(".default").remove();
  const chosen = [];
  let result = null;

  const choose = (row, button) => {
    if (!many) {
      result = [row];
      window_.close();
      return;
    }
    const place = chosen.findIndex((other) => other.id === row.id);
    if (place < 0) chosen.push(row);
    else chosen.splice(place, 1);
    button.setAttribute("aria-pressed", String(place < 0));
  };

  const line = (row) => {
    const button = make("button", { type: "button" }, ...show(row));
    if (many) button.setAttribute("aria-pressed", String(chosen.some((other) => other.id === row.id)));
    button.addEventListener("click", () => choose(row, button));
    return make("li", {}, button);
  };

  const offer = (fields) => {
    filters.append(make("div", { className: "narrowing", innerHTML: fields }));
    filters.hidden = false;
    filters.addEventListener("change", () => find());
    // Rows that are looked for by name: their list opens inside this window, and tells jQuery alone what was chosen.
    const named = globalThis.django?.jQuery?.(filters).find(".admin-autocomplete");
    named?.attr("data-dropdown-parent", ".desk-dialog").djangoAdminSelect2().on("change", () => find());
    document.dispatchEvent(new CustomEvent("desk:named"));
    filters.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  };

  let asked = 0;
  let page = 1;
  const find = async (next = 1) => {
    const mine = ++asked;
    const question = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    question.set("q", typed.value);
    if (next > 1) question.set("page", next);
    if (narrow && filters.hidden) question.set("narrowing", "1");
    const answered = await fetch(`${url}?${question}`);
    const { found = [], more: left = false, narrowing } = answered.ok ? await answered.json() : {};
    if (mine !== asked) return;
    if (narrowing && filters.hidden) offer(narrowing);
    page = next;
    said.textContent = found.length || next > 1 ? "" : labels.nothingFound;
    if (next > 1) list.append(...found.map(line));
    else list.replaceChildren(...found.map(line));
    more.hidden = !left;
  };
  more.addEventListener("click", () => find(page + 1));
  let waiting;
  typed.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => find(), 250);
  });
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    find();
  });
  form.addEventListener("submit", () => { result = chosen; });
  window_.addEventListener("close", () => answer(result && result.length ? result : null));
  form.addEventListener("picked", (event) => {
    chosen.push(event.detail);
    find();
  });
  typed.focus();
  find();
});

// Around the text: how long it is and takes to read, the whole screen for it, and the keys that help.
import { make } from "./dialog.js";

const C = window.CKEDITOR;

const inWords = (forms, count, language) => {
  const form = forms[new Intl.PluralRules(language).select(count)] || forms.other;
  return form.replace("%(n)s", count);
};

// The same count as articles/arabic/counting.py: signs within a number or a Latin word divide nothing.
const JOINED = "(?:(?<![\\u0620-\\u064a])[-'’.,:/@&+٫٬](?![\\u0620-\\u064a])[\\p{L}\\p{N}]+)*";
const WORD = new RegExp(`[\\p{L}\\p{N}]+${JOINED}`, "gu");
const UNSEEN = /[\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/g;
export const countWords = (text) => (text.replace(UNSEEN, "").match(WORD) || []).length;

const textIn = (element) => {
  let text = "";
  for (const child of element.getChildren()) {
    if (child.is("$text")) text += child.data;
    else text += `${child.is("element", "softBreak") ? "\n" : ""}${textIn(child)}\n`;
  }
  for (const name of ["headline", "caption"]) if (element.getAttribute?.(name)) text += `${element.getAttribute(name)}\n`;
  return text;
};

export const showLength = (editor, output, { words, minutes, language, wordsPerMinute }) => {
  const update = () => {
    const count = countWords(textIn(editor.model.document.getRoot()));
    const long = count ? Math.max(1, Math.floor((count + wordsPerMinute / 2) / wordsPerMinute)) : 0;
    output.replaceChildren(inWords(words, count, language), ...(count ? [" · ", make("span", { className: "reading-time", textContent: inWords(minutes, long, language) })] : []));
    output.dispatchEvent(new CustomEvent("story:length", { bubbles: true, detail: { words: count } }));
  };
  editor.model.document.on("change:data", update);
  update();
};

const listOfKeys = (labels, keys) => make(
  "dl", { className: "keys" },
  ...keys.map(([keys_, what]) => make("div", {}, make("dt", {}, make("kbd", { dir: "ltr", textContent: keys_ })), make("dd", { textContent: what }))),
);

const showKeys = (labels, keys) => {
  const close = make("button", { className: "button default", textContent: labels.close });
  const window_ = make("dialog", { className: "desk-dialog" }, make("form", { method: "dialog" }, make("h2", { textContent: labels.keys }), listOfKeys(labels, keys), make("p", { className: "dialog-foot" }, close)));
  window_.setAttribute("aria-label", labels.keys);
  document.body.append(window_);
  window_.addEventListener("close", () => window_.remove());
  window_.showModal();
};

export function writing(editor) {
  const { labels, keys } = editor.config.get("story");
  const add = (name, label, icon, act, keystroke) => {
    editor.ui.componentFactory.add(name, (locale) => {
      const button = new C.ButtonView(locale);
      button.set({ label, icon, tooltip: true, keystroke });
      if (name === "wholeScreen") editor.on("story:whole-screen", (event, on) => button.set("isOn", on));
      button.on("execute", act);
      return button;
    });
  };
  const toggle = () => {
    const place = editor.sourceElement?.closest(".field-body") || editor.ui.element.closest(".field-body");
    const on = place.classList.toggle("is-whole-screen");
    document.documentElement.classList.toggle("has-whole-screen", on);
    editor.fire("story:whole-screen", on);
    editor.editing.view.scrollToTheSelection();
    editor.editing.view.focus();
  };
  add("wholeScreen", labels.wholeScreen, C.IconFullscreenEnter, toggle, "Ctrl+Shift+F");
  add("keys", labels.keys, C.IconAccessibility, () => showKeys(labels, keys), "Alt+0");
  editor.keystrokes.set("Ctrl+Shift+F", (event, cancel) => {
    cancel();
    toggle();
  });
  editor.keystrokes.set("Alt+0", (event, cancel) => {
    cancel();
    showKeys(labels, keys);
  }, { priority: "highest" });
  editor.keystrokes.set("Esc", (event, cancel) => {
    if (!document.documentElement.classList.contains("has-whole-screen")) return;
    cancel();
    toggle();
  });
  // Ctrl+S anywhere on the form saves it.
  const { form } = editor.config.get("story");
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.code !== "KeyS" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector('[name="_save"]'));
  });
}

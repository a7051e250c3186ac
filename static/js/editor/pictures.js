// Pictures in the text: uploaded, pasted, dropped or from the library; what each shows is asked for on the spot.
import { addButton } from "./button.js";
import { ask, make, pick } from "./dialog.js";
import { insert, objectBox } from "./boxes.js";
import { library } from "./library.js";

const C = window.CKEDITOR;

const describe = (labels, { url, alt = "", caption = "" }) => ask(labels, {
  title: labels.describePicture,
  submit: labels.done,
  above: [make("img", { src: url, alt: "" })],
  fields: [
    { name: "alt", label: labels.alt, value: alt, help: labels.altHelp, longest: 250, rows: 2 },
    { name: "caption", label: labels.caption, value: caption, longest: 400, rows: 2 },
  ],
});

const setWords = (editor, element, { alt, caption }) => editor.model.change((writer) => {
  if (element.root.rootName === "$graveyard") return;
  writer.setAttribute("alt", alt, element);
  const old = editor.plugins.get("ImageCaptionUtils").getCaptionFromImageModelElement(element);
  if (!caption) return;
  const place = old || writer.createElement("caption");
  if (old) writer.remove(writer.createRangeIn(old));
  else writer.append(place, element);
  writer.insertText(caption, place);
});

export function pictures(editor) {
  const { labels, picturesUrl } = editor.config.get("story");
  // One window at a time, however many pictures were dropped at once.
  let last = Promise.resolve();
  const askFor = (element, picture) => {
    last = last.then(async () => {
      const words = await describe(labels, picture);
      if (words) setWords(editor, element, words);
      editor.editing.view.focus();
    });
  };
  editor.once("ready", () => editor.plugins.get("ImageUploadEditing").on("uploadComplete", (event, { data, imageElement }) => {
    if (data.url) askFor(imageElement, data);
  }));
  addButton(editor, "libraryPicture", {
    label: labels.library,
    icon: C.IconBrowseFiles,
    act: async () => {
      const chosen = await pick(labels, library(labels, picturesUrl));
      const words = chosen && await describe(labels, chosen[0]);
      if (!words) return;
      editor.model.change((writer) => {
        const element = writer.createElement("imageBlock", { src: chosen[0].url, alt: words.alt });
        editor.model.insertObject(element, null, null, { setSelection: "on", findOptimalPosition: "auto" });
        setWords(editor, element, words);
      });
      editor.editing.view.focus();
    },
  });
}

const textOf = (view) => [...view.getChildren()].map((child) => child.data || textOf(child)).join("");

const picturesIn = (view) => [...view.getChildren()].filter((child) => child.name === "figure").map((figure) => {
  const parts = [...figure.getChildren()];
  const image = parts.find((part) => part.name === "img");
  const caption = parts.find((part) => part.name === "figcaption");
  return image && { url: image.getAttribute("src"), alt: image.getAttribute("alt") || "", caption: caption ? textOf(caption) : "" };
}).filter(Boolean);

const uploader = (editor) => {
  const { labels, uploadUrl, token } = editor.config.get("story");
  const fault = make("small", { className: "dialog-fault" });
  const file = make("input", { type: "file", accept: "image/*", multiple: true });
  file.addEventListener("change", async () => {
    for (const each of file.files) {
      const body = new FormData();
      body.append("upload", each);
      const answer = await fetch(uploadUrl, { method: "POST", body, headers: { "X-CSRFToken": token } }).then((got) => got.json()).catch(() => null);
      if (answer?.id) file.form.dispatchEvent(new CustomEvent("picked", { detail: answer }));
      else fault.textContent = answer?.error?.message || labels.uploadFailed;
    }
    file.value = "";
  });
  return make("label", { className: "dialog-upload" }, make("span", { textContent: labels.uploadHere }), file, fault);
};

// Every picture of a gallery with its words, and its place in the row.
const arrange = (labels, rows) => {
  const list = make("ol", { className: "gallery-rows" });
  const icon = (label, sign, act) => make("button", { type: "button", className: "button", title: label, ariaLabel: label, textContent: sign, onclick: act });
  for (const row of rows) {
    const field = (name, label, longest) => make("label", {}, make("span", { textContent: label }), make("input", { value: row[name] || "", maxLength: longest, dataset: { name } }));
    const item = make(
      "li", {},
      make("img", { src: row.url, alt: "" }),
      make("div", {}, field("alt", labels.alt, 250), field("caption", labels.caption, 400)),
      make("p", {}, icon(labels.moveUp, "↑", () => item.previousElementSibling?.before(item)), icon(labels.remove, "×", () => item.remove())),
    );
    item.dataset.url = row.url;
    list.append(item);
  }
  const read = () => [...list.children].map((item) => ({
    url: item.dataset.url,
    ...Object.fromEntries([...item.querySelectorAll("input")].map((input) => [input.dataset.name, input.value.trim()])),
  }));
  return { list, read };
};

const edit = async (labels, rows) => {
  const { list, read } = arrange(labels, rows);
  const done = await ask(labels, { title: labels.gallery, submit: labels.done, above: [list], fields: [] });
  return done && read();
};

export function galleries(editor) {
  const { labels, picturesUrl } = editor.config.get("story");
  objectBox(editor, {
    model: "gallery",
    attributes: ["pictures"],
    label: labels.gallery,
    upcast: (view) => {
      if (view.name !== "div" || !view.hasClass("gallery")) return null;
      return { pictures: JSON.stringify(picturesIn(view)) };
    },
    downcast: (element, writer) => writer.createContainerElement("div", { class: "gallery" }, JSON.parse(element.getAttribute("pictures")).map((row) => (
      writer.createContainerElement("figure", { class: "image" }, [
        writer.createEmptyElement("img", { src: row.url, alt: row.alt }),
        ...(row.caption ? [writer.createContainerElement("figcaption", {}, [writer.createText(row.caption)])] : []),
      ])
    ))),
    draw: (element) => JSON.parse(element.getAttribute("pictures")).map((row) => make(
      "figure", {}, make("img", { src: row.url, alt: row.alt }), make("figcaption", { textContent: row.caption }),
    )),
  });
  const selected = () => {
    const element = editor.model.document.selection.getSelectedElement();
    return element?.is("element", "gallery") ? element : null;
  };
  const open = async () => {
    const before = selected();
    const rows = before
      ? JSON.parse(before.getAttribute("pictures"))
      : await pick(labels, {
        ...library(labels, picturesUrl), title: labels.gallery, many: true, submit: labels.next, before: [uploader(editor)],
      });
    const after = rows && await edit(labels, rows);
    if (!after) return;
    const pictures = JSON.stringify(after);
    if (before && !after.length) editor.model.change((writer) => writer.remove(before));
    else if (before) editor.model.change((writer) => writer.setAttribute("pictures", pictures, before));
    else if (after.length) insert(editor, "gallery", { pictures });
  };
  addButton(editor, "gallery", { label: labels.gallery, icon: C.IconImageAssetManager, act: open });
  editor.once("ready", () => editor.ui.getEditableElement().addEventListener("dblclick", () => { if (selected()) open(); }));
  editor.editing.view.document.on("enter", (event, data) => {
    if (!selected()) return;
    data.preventDefault();
    event.stop();
    open();
  }, { priority: "high", context: "$capture" });
}

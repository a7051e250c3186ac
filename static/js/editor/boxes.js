// The parts of a body that stand on its first level alone: fact box, related story, embed, gallery.
// Their stored shape is the one of articles/body/boxes.py.
import { addButton } from "./button.js";
import { ask, make, pick } from "./dialog.js";

const C = window.CKEDITOR;
const BOXES = ["factBox", "relatedStory", "storyEmbed", "gallery"];
const ON_TOP = ["$root", "$clipboardHolder", "$documentFragment"];

// Boxes stand on the first level, never in one another, in a list or in a table.
export function keepOnTop(editor) {
  editor.model.schema.addChildCheck((context, definition) => {
    if (BOXES.includes(definition.name)) return ON_TOP.includes(context.last.name);
  });
}

// A place on the first level: where the caret is, or after the box, the quote or the table that it is in.
const placeFor = (editor, writer, element) => {
  const { selection } = editor.model.document;
  const path = selection.getFirstPosition().parent.getAncestors({ includeSelf: true });
  if (path.length <= 2 && editor.model.schema.checkChild(path[0], element)) return null;
  return writer.createPositionAfter(path[1]);
};

const insert = (editor, name, attributes) => {
  editor.model.change((writer) => {
    const element = writer.createElement(name, attributes);
    const place = placeFor(editor, writer, element);
    const options = place ? { setSelection: "after" } : { setSelection: "after", findOptimalPosition: "auto" };
    editor.model.insertObject(element, place, null, options);
  });
  editor.editing.view.focus();
};

// What a box that is no text shows while a story is written.
const shown = (writer, className, draw) => writer.createRawElement("div", { class: className }, (element) => element.replaceChildren(...draw()));

const objectBox = (editor, { model, attributes, upcast, downcast, draw, label }) => {
  editor.model.schema.register(model, { inheritAllFrom: "$blockObject", allowAttributes: attributes });
  editor.conversion.for("upcast").add((dispatcher) => dispatcher.on("element", (event, data, api) => {
    const found = upcast(data.viewItem);
    if (!found || !api.consumable.consume(data.viewItem, { name: true })) return;
    const element = api.writer.createElement(model, found);
    if (!api.safeInsert(element, data.modelCursor)) return;
    api.updateConversionResult(element, data);
    event.stop();
  }, { priority: "highest" }));
  editor.conversion.for("dataDowncast").elementToStructure({ model: { name: model, attributes }, view: (element, { writer }) => downcast(element, writer) });
  editor.conversion.for("editingDowncast").elementToStructure({
    model: { name: model, attributes },
    view: (element, { writer }) => C.toWidget(
      writer.createContainerElement("div", { class: "story-box" }, [shown(writer, `story-box-${model}`, () => draw(element))]), writer, { label },
    ),
  });
};

export function relatedStories(editor) {
  const { labels, storiesUrl } = editor.config.get("story");
  objectBox(editor, {
    model: "relatedStory",
    attributes: ["story", "headline"],
    label: labels.related,
    upcast: (view) => {
      const link = view.name === "aside" && view.hasClass("related") && [...view.getChildren()].find((child) => child.name === "a");
      const story = link && /^\/a\/([0-9a-z]{8})\/$/.exec(link.getAttribute("href") || "");
      return story && { story: story[1], headline: [...link.getChildren()].map((child) => child.data || "").join("") };
    },
    downcast: (element, writer) => writer.createContainerElement("aside", { class: "related" }, [
      writer.createContainerElement("a", { href: `/a/${element.getAttribute("story")}/` }, [writer.createText(element.getAttribute("headline"))]),
    ]),
    draw: (element) => [make("small", { textContent: labels.readAlso }), make("b", { textContent: element.getAttribute("headline") })],
  });
  addButton(editor, "relatedStory", {
    label: labels.related,
    icon: C.IconDocumentWithLoupe,
    act: async () => {
      const chosen = await pick(labels, {
        title: labels.related, url: storiesUrl, search: labels.searchStories, className: "found-stories",
        show: (row) => [make("b", { textContent: row.headline }), make("small", { textContent: row.about })],
      });
      if (chosen) insert(editor, "relatedStory", { story: chosen[0].id, headline: chosen[0].headline });
    },
  });
}

// Reads a link as people copy it, by the table of articles/body/embeds.py.
export const linkReader = (providers) => {
  const patterns = Object.entries(providers).flatMap(([provider, { patterns }]) => patterns.map((each) => [provider, new RegExp(each, "i")]));
  return (link) => {
    for (const [provider, pattern] of patterns) {
      const found = pattern.exec(link);
      if (!found) continue;
      const place = found.groups;
      if (!place) return { provider, embed: found[1] };
      const short = (degrees) => degrees.replace(/(\.\d{5})\d+$/, "$1");
      return { provider, embed: `${short(place.lat)},${short(place.lon)},${place.zoom}` };
    }
    return null;
  };
};

export function embeds(editor) {
  const { labels, providers, read } = editor.config.get("story");
  objectBox(editor, {
    model: "storyEmbed",
    attributes: ["provider", "embed", "caption"],
    label: labels.embed,
    upcast: (view) => {
      if (view.name !== "figure" || !view.hasClass("embed")) return null;
      const caption = [...view.getChildren()].find((child) => child.name === "figcaption");
      const said = caption ? [...caption.getChildren()].map((child) => child.data || "").join("") : "";
      return { provider: view.getAttribute("data-provider"), embed: view.getAttribute("data-id"), ...(said && { caption: said }) };
    },
    downcast: (element, writer) => {
      const attributes = { class: "embed", "data-provider": element.getAttribute("provider"), "data-id": element.getAttribute("embed") };
      const caption = element.getAttribute("caption");
      if (!caption) return writer.createEmptyElement("figure", attributes);
      return writer.createContainerElement("figure", attributes, [writer.createContainerElement("figcaption", {}, [writer.createText(caption)])]);
    },
    draw: (element) => [
      make("small", { textContent: providers[element.getAttribute("provider")]?.name || "" }),
      make("bdi", { dir: "ltr", textContent: element.getAttribute("embed") }),
      ...(element.getAttribute("caption") ? [make("span", { textContent: element.getAttribute("caption") })] : []),
    ],
  });
  addButton(editor, "storyEmbed", {
    label: labels.embed,
    icon: C.IconMedia,
    act: async () => {
      const typed = await ask(labels, {
        title: labels.embed,
        submit: labels.insert,
        fields: [
          { name: "link", label: labels.embedLink, ltr: true, required: true, help: labels.embedHelp },
          { name: "caption", label: labels.caption, longest: 250 },
        ],
        check: ({ link }) => read(link) ? "" : labels.embedRefused,
      });
      if (typed) insert(editor, "storyEmbed", { ...read(typed.link), ...(typed.caption && { caption: typed.caption }) });
    },
  });
}

export function factBoxes(editor) {
  const { labels } = editor.config.get("story");
  const { schema } = editor.model;
  schema.register("factBox", { inheritAllFrom: "$blockObject" });
  schema.register("factBoxTitle", { isLimit: true, allowIn: "factBox", allowContentOf: "$block" });
  schema.register("factBoxBody", { isLimit: true, allowIn: "factBox", allowContentOf: "$root" });
  const inBox = (name, attributes) => (view) => view.name === name && view.parent?.hasClass?.("factbox") ? { name: true, ...attributes } : null;
  const upcast = editor.conversion.for("upcast");
  upcast.elementToElement({ view: { name: "aside", classes: "factbox" }, model: "factBox" });
  upcast.elementToElement({ view: inBox("h3"), model: "factBoxTitle", converterPriority: "highest" });
  upcast.elementToElement({ view: inBox("div", { classes: "factbox-body" }), model: "factBoxBody", converterPriority: "highest" });

  const data = editor.conversion.for("dataDowncast");
  data.elementToElement({ model: "factBox", view: { name: "aside", classes: "factbox" } });
  data.elementToElement({ model: "factBoxTitle", view: "h3" });
  data.elementToElement({ model: "factBoxBody", view: { name: "div", classes: "factbox-body" } });
  const editing = editor.conversion.for("editingDowncast");
  editing.elementToElement({
    model: "factBox",
    view: (element, { writer }) => C.toWidget(writer.createContainerElement("aside", { class: "factbox" }), writer, { label: labels.factBox, hasSelectionHandle: true }),
  });
  const part = (name, tag, className, placeholder) => editing.elementToElement({
    model: name,
    view: (element, { writer }) => {
      const view = writer.createEditableElement(tag, { class: className });
      if (placeholder) {
        view.placeholder = placeholder;
        C.enableViewPlaceholder({ view: editor.editing.view, element: view, keepOnFocus: true });
      }
      return C.toWidgetEditable(view, writer, { label: placeholder || labels.factBox });
    },
  });
  part("factBoxTitle", "div", "factbox-title", labels.factBoxTitle);
  part("factBoxBody", "div", "factbox-body");
  editor.editing.view.document.on("enter", fromTitleToBody(editor), { priority: "high", context: "$capture" });
  // A box that came without one of its parts gets it, so that there is always a place to write in.
  editor.model.document.registerPostFixer((writer) => completed(editor, writer));
  addButton(editor, "factBox", {
    label: labels.factBox,
    icon: C.IconInfo,
    act: () => {
      editor.model.change((writer) => {
        const box = writer.createElement("factBox");
        const title = writer.createElement("factBoxTitle");
        const inside = writer.createElement("factBoxBody");
        writer.append(title, box);
        writer.append(inside, box);
        writer.appendElement("paragraph", inside);
        const place = placeFor(editor, writer, box);
        editor.model.insertObject(box, place, null, place ? {} : { findOptimalPosition: "auto" });
        writer.setSelection(title, "in");
      });
      editor.editing.view.focus();
    },
  });
}

// A title is one line, so Enter in it goes on to the text of its box instead of doing nothing.
const fromTitleToBody = (editor) => (event, data) => {
  const title = editor.model.document.selection.getFirstPosition().findAncestor("factBoxTitle");
  if (!title) return;
  data.preventDefault();
  event.stop();
  editor.model.change((writer) => writer.setSelection(title.nextSibling.getChild(0), 0));
};

const completed = (editor, writer) => {
  let fixed = false;
  for (const entry of editor.model.document.differ.getChanges()) {
    if (entry.type !== "insert" && entry.type !== "remove") continue;
    const near = entry.position.nodeAfter;
    const box = near?.is("element", "factBox") ? near : entry.position.findAncestor("factBox");
    if (!box) continue;
    const parts = [...box.getChildren()].map((child) => child.name);
    if (!parts.includes("factBoxTitle")) writer.insertElement("factBoxTitle", box, 0);
    if (!parts.includes("factBoxBody")) writer.appendElement("factBoxBody", box);
    const inside = [...box.getChildren()].find((child) => child.name === "factBoxBody");
    if (inside.isEmpty) writer.appendElement("paragraph", inside);
    fixed ||= !parts.includes("factBoxTitle") || !parts.includes("factBoxBody");
  }
  return fixed;
};

export { insert, objectBox };

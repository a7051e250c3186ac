// The rich text editor over the textarea of a story's body. Without this file the textarea works as it is.
// The textarea stays the source of truth: it is written to only when somebody has changed something,
// so that opening and saving a story never changes its words.
import { embeds, factBoxes, keepOnTop, linkReader, relatedStories } from "./editor/boxes.js";
import { pullQuotes, questions } from "./editor/marks.js";
import { paste } from "./editor/paste.js";
import { galleries, pictures } from "./editor/pictures.js";
import { showLength, writing } from "./editor/writing.js";

const C = window.CKEDITOR;

const PLUGINS = [
  "Essentials", "Paragraph", "Heading", "Bold", "Italic", "Link", "AutoLink", "List", "ListProperties",
  "BlockQuote", "Autoformat", "GeneralHtmlSupport", "RemoveFormat", "PasteFromOffice",
  "FindAndReplace", "SelectAll", "HorizontalLine", "Widget",
  "ImageBlock", "ImageUpload", "ImageCaption", "ImageToolbar", "ImageTextAlternative", "SimpleUploadAdapter",
  "Table", "TableToolbar", "TableCaption",
  // No buttons: what the sanitiser lets in must survive being edited.
  "Underline", "Strikethrough", "Subscript", "Superscript",
];

const TOOLBAR = [
  "heading", "bold", "italic", "link", "|",
  "uploadImage", "libraryPicture", "gallery", "|",
  "bulletedList", "numberedList", "blockQuote", "pullQuote", "question", "|",
  "relatedStory", "factBox", "storyEmbed", "insertTable", "horizontalLine", "|",
  "findAndReplace", "removeFormat", "undo", "redo", "|", "wholeScreen", "keys",
];

const OWN_PICTURE = /^(\/admin\/pictures\/[2-9a-z]{12}\.jpg$|data:image\/|blob:)/;

// A function, not an arrow: the editor makes its plugins with `new`, and calls `init` when its own are ready.
const asPlugin = (init) => function Own(editor) {
  this.init = () => init(editor);
};

// A picture of another site would be loaded from there, and the sanitiser would drop it anyway.
const leaveForeignPicturesOut = (say) => (editor) => {
  editor.conversion.for("upcast").add((dispatcher) => {
    dispatcher.on("element:img", (event, data, api) => {
      // One that is being taken in carries the number of its upload, and no address yet.
      if (data.viewItem.getAttribute("uploadId")) return;
      if (OWN_PICTURE.test(data.viewItem.getAttribute("src") || "")) return;
      if (api.consumable.consume(data.viewItem, { name: true })) say(true);
      event.stop();
    }, { priority: "highest" });
  });
};

const configuration = (settings, textarea, say) => ({
  licenseKey: "GPL",
  language: { ui: settings.language, content: textarea.form?.elements.language?.value || "ar" },
  label: settings.labels.editor,
  initialData: textarea.value,
  plugins: PLUGINS.map((name) => C[name]),
  extraPlugins: [
    leaveForeignPicturesOut(say), keepOnTop, relatedStories, embeds, factBoxes, pictures, galleries,
    questions, pullQuotes, paste, writing,
  ].map(asPlugin),
  story: {
    ...settings,
    form: textarea.form,
    token: textarea.form.elements.csrfmiddlewaretoken.value,
    read: linkReader(settings.providers),
  },
  toolbar: TOOLBAR,
  heading: {
    options: [
      { model: "paragraph", title: settings.labels.paragraph, class: "ck-heading_paragraph" },
      { model: "heading2", view: "h2", title: settings.labels.heading, class: "ck-heading_heading2" },
      { model: "heading3", view: "h3", title: settings.labels.subheading, class: "ck-heading_heading3" },
    ],
  },
  htmlSupport: {
    allow: [
      { name: "p", attributes: { dir: true, lang: true } },
      { name: "blockquote", attributes: { dir: true, lang: true } },
      { name: "a", attributes: { title: true } },
    ],
  },
  list: { properties: { styles: false, startIndex: true, reversed: true } },
  link: { defaultProtocol: "https://", addTargetToExternalLinks: false },
  image: { toolbar: ["imageTextAlternative", "toggleImageCaption"] },
  table: { contentToolbar: ["tableColumn", "tableRow", "mergeTableCells", "toggleTableCaption"] },
  simpleUpload: {
    uploadUrl: settings.uploadUrl,
    // Asked for at every upload: signing in again over the open story renews the token.
    headers: () => ({ "X-CSRFToken": textarea.form.elements.csrfmiddlewaretoken.value }),
  },
});

const followTheStory = (editor, form) => {
  const turn = () => editor.editing.view.change((writer) => {
    const root = editor.editing.view.document.getRoot();
    writer.setAttribute("dir", form.elements.direction?.value || "rtl", root);
    writer.setAttribute("lang", form.elements.language?.value || "ar", root);
    // Paragraphs of the original, to be written over one by one, read as they were written.
    writer[form.elements.translation_of?.value ? "addClass" : "removeClass"]("is-translation", root);
  });
  turn();
  form.addEventListener("story:direction", turn);
};

const start = async (textarea) => {
  const settings = JSON.parse(textarea.dataset.editor);
  const place = document.createElement("div");
  const foot = document.createElement("div");
  const counter = document.createElement("output");
  const said = document.createElement("p");
  foot.className = "editor-foot";
  counter.setAttribute("aria-live", "off");
  said.setAttribute("role", "status");
  foot.append(counter, said);
  textarea.after(place, foot);
  const say = (words) => { said.textContent = words === true ? settings.labels.foreign : words; };

  const editor = await C.ClassicEditor.create(place, configuration(settings, textarea, say));
  showLength(editor, counter, settings);
  textarea.hidden = true;
  textarea.dataset.ready = "";
  followTheStory(editor, textarea.form);

  let changed = false;
  editor.model.document.on("change:data", () => {
    changed = true;
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  });
  textarea.form.addEventListener("formdata", (event) => {
    if (changed) event.formData.set(textarea.name, editor.getData({ skipListItemIds: true }));
  });
  editor.plugins.get("Notification").on("show:warning", (event, data) => {
    say(data.message);
    event.stop();
  });
  textarea.addEventListener("focus", () => editor.focus());
  textarea.labels.forEach((label) => label.addEventListener("click", (event) => {
    event.preventDefault();
    editor.focus();
  }));
  textarea.addEventListener("story:focus", () => editor.focus());
};

document.addEventListener("DOMContentLoaded", () => {
  for (const textarea of document.querySelectorAll("textarea.rich-text")) {
    start(textarea).catch((fault) => console.error(fault));
  }
});

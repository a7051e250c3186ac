// What is pasted keeps its structure and loses everything else: looks, furniture of the page it came from, and the
// names and times of a chat. The editor's own filters have read Word and Google Docs before this one looks.
const C = window.CKEDITOR;

const HEADINGS = { h1: "h2", h4: "h3", h5: "h3", h6: "h3" };
const FURNITURE = new Set("script style noscript template nav form button input select textarea svg canvas footer dialog object".split(" "));
const FURNITURE_CLASS = /(^|[\s_-])(share|sharing|social|advert\w*|ads?|sponsor\w*|newsletter|breadcrumbs?|cookie\w*|comments?|widget|promo|recommend\w*|toolbar|visually-hidden|sr-only)([\s_-]|$)/i;
const OWN = ["factbox", "factbox-body", "related", "gallery", "embed", "image", "pullquote", "question"];
const EMPTY = /^[\s\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*$/;

const isFurniture = (view) => {
  if (FURNITURE.has(view.name)) return true;
  if (OWN.some((name) => view.hasClass(name))) return false;
  if (view.getAttribute("hidden") !== undefined || view.getAttribute("aria-hidden") === "true") return true;
  return ["div", "ul", "aside", "section", "span", "p"].includes(view.name) && FURNITURE_CLASS.test(view.getAttribute("class") || "");
};

const textOf = (view) => [...view.getChildren()].map((child) => child.is("$text") ? child.data : textOf(child)).join("");
const holds = (view, names) => [...view.getChildren()].some((child) => child.is("element") && (names.includes(child.name) || holds(child, names)));

// A post or a film that the other site shows is one of our embeds, if we know the site.
const linkIn = (view) => {
  if (view.name === "iframe") return view.getAttribute("src") || "";
  if (view.name !== "blockquote" || !/^(twitter-tweet|instagram-media|tiktok-embed)/.test(view.getAttribute("class") || "")) return "";
  if (view.getAttribute("cite")) return view.getAttribute("cite");
  const links = [];
  const walk = (each) => {
    for (const child of each.getChildren()) {
      if (!child.is("element")) continue;
      if (child.name === "a") links.push(child.getAttribute("href") || "");
      walk(child);
    }
  };
  walk(view);
  return view.getAttribute("data-instgrm-permalink") || links.reverse().find((link) => /status|\/p\/|\/video\//.test(link)) || "";
};

const tidied = (writer, view, context) => {
  for (const child of [...view.getChildren()]) {
    if (child.is("$text")) {
      if (child.data.includes("\u00a0")) writer.replace(child, writer.createText(child.data.replace(/\u00a0+/g, " ")));
      continue;
    }
    if (!child.is("element")) continue;
    if (isFurniture(child)) {
      writer.remove(child);
      continue;
    }
    const embed = context.read(linkIn(child));
    if (embed) {
      writer.replace(child, writer.createElement("figure", { class: "embed", "data-provider": embed.provider, "data-id": embed.embed }));
      continue;
    }
    if (child.name === "iframe") {
      writer.remove(child);
      continue;
    }
    tidied(writer, child, context);
    settle(writer, child, context);
  }
};

// Weight and slant are marks when a programme writes them as looks.
const asMark = (view) => {
  if (view.name !== "span") return null;
  const weight = view.getStyle("font-weight") || "";
  if (weight === "bold" || weight === "bolder" || Number(weight) >= 600) return "strong";
  return view.getStyle("font-style") === "italic" ? "em" : null;
};

const settle = (writer, given, { direction, language }) => {
  const mark = asMark(given);
  const view = mark ? writer.rename(mark, given) : given;
  if ((view.getAttribute("dir") || "").toLowerCase() === direction) writer.removeAttribute("dir", view);
  if ((view.getAttribute("lang") || "").split("-")[0].toLowerCase() === language) writer.removeAttribute("lang", view);
  writer.removeAttribute("style", view);
  writer.removeAttribute("title", view);
  const heading = HEADINGS[view.name];
  const element = heading ? writer.rename(heading, view) : view;
  if (/^h[23]$/.test(element.name)) {
    // A heading is heavy as it is.
    for (const child of [...element.getChildren()]) if (child.is("element") && ["strong", "b"].includes(child.name)) unwrap(writer, child);
  }
  const isEmpty = ["p", "h2", "h3"].includes(element.name) && EMPTY.test(textOf(element)) && !holds(element, ["img", "br"]);
  if (isEmpty && element.parent && element.name !== "h3") writer.remove(element);
};

const unwrap = (writer, view) => {
  const { parent } = view;
  const place = parent.getChildIndex(view);
  const inside = [...view.getChildren()];
  writer.remove(view);
  writer.insertChild(place, inside, parent);
};

const escaped = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
// «[12/11/2026، 9:15 م] سالم:», «12/11/2026, 21:15 - سالم:» and «[21:15, 12/11/2026] سالم:» before a message.
const DAY = "[\\d٠-٩]{1,4}[/.-][\\d٠-٩]{1,2}[/.-][\\d٠-٩]{2,4}";
const TIME = "[\\d٠-٩]{1,2}:[\\d٠-٩]{2}(?::[\\d٠-٩]{2})?(?:\\s*[صم]|\\s*[AaPp]\\.?[Mm]\\.?)?";
const STAMP = new RegExp(`^\\s*(?:\\[(?:${DAY}[,،]?\\s*${TIME}|${TIME}[,،]?\\s*${DAY})\\]|${DAY}[,،]?\\s*${TIME}\\s*-)\\s*[^:\\n]{1,40}:\\s*`, "u");
const BULLET = /^\s*[•▪◾●–—*-]\s+(?=\S)/u;
const NUMBER = /^\s*[\d٠-٩]{1,2}\s*[.)-]\s+(?=\S)/u;
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const marked = (line) => escaped(line)
  .replace(/(^|[\s(«])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s.,،؛:!؟?)»])/gu, "$1<strong>$2</strong>")
  .replace(/(^|[\s(«])_(\S(?:[^_\n]*\S)?)_(?=$|[\s.,،؛:!؟?)»])/gu, "$1<em>$2</em>")
  .replace(/(^|[\s(«])~(\S(?:[^~\n]*\S)?)~(?=$|[\s.,،؛:!؟?)»])/gu, "$1<s>$2</s>");

const kind = (line) => BULLET.test(line) ? "ul" : NUMBER.test(line) ? "ol" : "p";

// Plain text, as a telephone has it on its clipboard: paragraphs, real lists, and the signs of a chat as marks.
export const fromPlainText = (text) => {
  const lines = text.split(/\r?\n/).map((line) => line.replace(INVISIBLE, "").replace(STAMP, "").trim());
  let markup = "";
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line) continue;
    const as = kind(line);
    let end = at;
    while (as !== "p" && lines[end + 1] && kind(lines[end + 1]) === as) end += 1;
    if (end === at) {
      markup += `<p>${marked(line)}</p>`;
      continue;
    }
    const sign = as === "ul" ? BULLET : NUMBER;
    markup += `<${as}>${lines.slice(at, end + 1).map((item) => `<li>${marked(item.replace(sign, ""))}</li>`).join("")}</${as}>`;
    at = end;
  }
  return markup;
};

const ofChat = (html) => !html || /data-pre-plain-text|_ao3e|copyable-text/.test(html);

export function paste(editor) {
  const { form, read } = editor.config.get("story");
  const view = editor.editing.view.document;
  view.on("clipboardInput", (event, data) => {
    if (data.method === "drop") return;
    const text = data.dataTransfer.getData("text/plain");
    if (!text || !ofChat(data.dataTransfer.getData("text/html"))) return;
    const link = /^\S+$/.test(text.trim()) && read(text.trim());
    const block = editor.model.document.selection.anchor?.parent;
    if (link && block?.is("element", "paragraph") && block.isEmpty) {
      data.content = editor.data.htmlProcessor.toView(`<figure class="embed" data-provider="${link.provider}" data-id="${link.embed}"></figure>`);
    } else if (/\n/.test(text.trim()) || /[*_~]\S/.test(text)) {
      data.content = editor.data.htmlProcessor.toView(fromPlainText(text));
    }
  }, { priority: "high" });
  editor.plugins.get("ClipboardPipeline").on("inputTransformation", (event, data) => {
    const writer = new C.ViewUpcastWriter(view);
    const context = {
      read,
      direction: form.elements.direction?.value || "rtl",
      language: form.elements.language?.value || "ar",
    };
    tidied(writer, data.content, context);
  });
}

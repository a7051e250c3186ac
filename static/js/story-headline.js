// How long a headline is, measured as it will be set: on the card of the home page, in WhatsApp, in Google.
// The cards beside the form change while one types.
const form = document.getElementById("article_form");
const panel = document.getElementById("headline-looks");

const THREE_LINES_OF_A_PHONE = 3 * 214;
const value = (name) => form.elements[name]?.value.trim() || "";

const meter = () => {
  const field = form.elements.headline;
  const bar = document.createElement("progress");
  const said = document.createElement("output");
  bar.max = 100;
  bar.setAttribute("aria-label", panel.querySelector("h2").textContent);
  const place = document.createElement("p");
  place.className = "headline-meter";
  place.append(bar, said);
  field.after(place);
  return { bar, said };
};

const widthOf = (() => {
  const pen = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    pen.font = font;
    return pen.measureText(text).width;
  };
})();

const inWords = (count) => {
  const forms = JSON.parse(panel.dataset.lines);
  return (forms[new Intl.PluralRules(document.documentElement.lang).select(count)] || forms.other).replace("%(n)s", count);
};

const linesOf = (element) => {
  if (!element.textContent) return 0;
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.bottom))).size;
};

const fontOf = (element) => {
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  return `${fontWeight} ${fontSize} ${fontFamily}`;
};

// A headline is one line of text, however many it fills: Enter goes on to the next field.
form?.elements.headline?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  form.elements.standfirst?.focus();
});

if (form && panel) {
  const { bar, said } = meter();
  const headlines = panel.querySelector(".mock-home [data-shows=headline]");
  const show = (name, words) => {
    for (const place of panel.querySelectorAll(`[data-shows="${name}"]`)) place.textContent = words;
  };
  const label = () => {
    const chosen = (name) => form.elements[name]?.selectedOptions[0]?.textContent.trim() || "";
    const section = form.elements.section?.value ? chosen("section").split("‹").pop().trim() : "";
    return ["news", "report"].includes(value("kind")) ? section : chosen("kind");
  };
  const picture = () => {
    const image = document.querySelector(".lead-picture img.chosen");
    for (const place of panel.querySelectorAll("img[data-shows=picture]")) {
      place.hidden = !image || image.hidden;
      if (!place.hidden && place.src !== image.src) place.src = image.src;
    }
  };
  const update = () => {
    const headline = value("headline");
    show("label", label());
    show("headline", headline);
    show("sharing", value("social_headline") || headline);
    show("search", value("seo_headline") || headline);
    if (value("standfirst")) show("summary", value("standfirst").slice(0, 160));
    for (const mock of panel.querySelectorAll(".mock")) {
      mock.dir = form.elements.direction.value;
      mock.lang = form.elements.language.value;
    }
    picture();
    const lines = linesOf(headlines);
    const width = widthOf(headline, fontOf(headlines));
    bar.value = Math.min(100, (100 * width) / THREE_LINES_OF_A_PHONE);
    bar.parentElement.classList.toggle("is-long", lines > 3);
    said.textContent = headline ? inWords(lines) : "";
    panel.querySelector("[data-lines]").textContent = said.textContent;
    for (const output of panel.querySelectorAll("[data-cut]")) {
      const title = output.closest(".look").querySelector("b");
      // Both places show two lines; what is behind them is laid out all the same, and counts.
      const isCut = linesOf(title) > 2;
      output.textContent = headline ? (isCut ? panel.dataset.cut : panel.dataset.fits) : "";
      output.classList.toggle("is-cut", isCut);
    }
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  window.django?.jQuery(form).on("change", update);
  form.addEventListener("story:picture", update);
  document.fonts.ready.then(update);
}

// The words of a story follow its language and direction, whatever the desk around them reads like. A translation
// begins with the words of its original: in each field they follow their own until they are written over.
const form = document.getElementById("article_form");
const WORDS = "kicker headline standfirst lead_alt lead_caption seo_headline social_headline place source tags".split(" ");

const letters = (text, script) => (text.match(script) || []).length;

const settingOf = (words) => {
  const { direction, language, translation_of: original } = form.elements;
  const arabic = letters(words, /\p{Script=Arabic}/gu), latin = letters(words, /\p{Script=Latin}/gu);
  if (!original?.value || arabic === latin) return { dir: direction.value, lang: language.value };
  return arabic > latin ? { dir: "rtl", lang: "ar" } : { dir: "ltr", lang: "en" };
};

const set = (field) => {
  for (const [name, value] of Object.entries(settingOf(field.value))) field.setAttribute(name, value);
};

const turn = () => {
  for (const name of WORDS) if (form.elements[name]) set(form.elements[name]);
  form.dispatchEvent(new CustomEvent("story:direction"));
};

if (form?.elements.direction) {
  form.elements.language.addEventListener("change", () => {
    form.elements.direction.value = form.elements.language.value === "ar" ? "rtl" : "ltr";
    turn();
  });
  form.elements.direction.addEventListener("change", turn);
  form.addEventListener("input", (event) => { if (WORDS.includes(event.target.name)) set(event.target); });
  turn();
}

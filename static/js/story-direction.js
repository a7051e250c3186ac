// The words of a story follow its language and direction, whatever the desk around them reads like.
const form = document.getElementById("article_form");
const WORDS = "kicker headline standfirst lead_alt lead_caption seo_headline social_headline place source tags".split(" ");

const turn = () => {
  for (const name of WORDS) {
    form.elements[name]?.setAttribute("dir", form.elements.direction.value);
    form.elements[name]?.setAttribute("lang", form.elements.language.value);
  }
  form.dispatchEvent(new CustomEvent("story:direction"));
};

if (form?.elements.direction) {
  form.elements.language.addEventListener("change", () => {
    form.elements.direction.value = form.elements.language.value === "ar" ? "rtl" : "ltr";
    turn();
  });
  form.elements.direction.addEventListener("change", turn);
  turn();
}

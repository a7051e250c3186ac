// What is typed and not saved: leaving asks first, a link to the next step saves on the way,
// and one tap of a button sends a form once.
const form = document.getElementById("article_form");
let changed = Boolean(document.getElementById("faults"));
let sent = false;

const notice = () => { changed = true; };

if (form) {
  form.addEventListener("input", notice);
  form.addEventListener("change", notice);
  // The lists with a search of their own say what happened through jQuery alone.
  window.django?.jQuery(form).on("change", notice);
  addEventListener("beforeunload", (event) => {
    if (changed && !sent) event.preventDefault();
  });
  form.addEventListener("story:not-saved", () => { sent = false; delete form.dataset.sent; });
  for (const link of document.querySelectorAll("a[data-save-first]")) {
    link.addEventListener("click", (event) => {
      if (!changed) return;
      event.preventDefault();
      form.elements._next.value = link.dataset.saveFirst;
      form.requestSubmit();
    });
  }
}

for (const each of document.querySelectorAll("form[method=post]")) {
  each.addEventListener("submit", (event) => {
    if (each.dataset.sent) return event.preventDefault();
    each.dataset.sent = "1";
    if (each === form) sent = true;
  });
}

// Back from the next page: the form can be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  sent = false;
  for (const each of document.querySelectorAll("form[data-sent]")) delete each.dataset.sent;
});

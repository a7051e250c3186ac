// A link to a field («the story has no dateline») opens the fold that the field is in and goes to it.
const go = (id) => {
  const target = id && document.getElementById(id);
  if (!target) return;
  const fold = target.closest("details");
  if (fold) fold.open = true;
  const shown = target.closest(".field") || target;
  shown.scrollIntoView({ block: "center" });
  if (target.matches("textarea.rich-text")) target.dispatchEvent(new CustomEvent("story:focus"));
  else (target.matches("select, input, textarea") ? target : shown.querySelector("select, input"))?.focus({ preventScroll: true });
};

addEventListener("hashchange", () => go(location.hash.slice(1)));
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (link && link.hash === location.hash) go(link.hash.slice(1));
});
addEventListener("load", () => {
  if (location.hash) go(location.hash.slice(1));
  else document.getElementById("faults")?.focus();
});

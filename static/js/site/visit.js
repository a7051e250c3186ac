// What a visit leaves behind: one reading, counted without a cookie; the page itself, kept for later; and no old «عاجل».
addEventListener("load", () => {
  const story = document.querySelector("[data-story]"), line = document.querySelector(".breaking");
  if (line?.dataset.until < Date.now() / 1000) line.remove();
  if (story) setTimeout(() => document.hidden || navigator.sendBeacon(`/seen/${story.dataset.story}/`), 5000);
  navigator.serviceWorker?.register("/sw.js");
});

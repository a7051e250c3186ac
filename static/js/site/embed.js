// An embed is a link until it is pressed: only then does anything come from elsewhere.
addEventListener("click", (event) => {
  const link = event.target.closest("[data-frame] > a");
  if (!link) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = link.parentNode.dataset.frame;
  frame.title = link.textContent;
  frame.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
  link.replaceWith(frame);
});

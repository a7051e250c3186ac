// An open menu closes when the attention goes elsewhere: a tap beside it, or Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.desk-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.desk-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// The menu strip of a phone starts where the current room is in view.
document.querySelector(".desk-nav > ul > li > [aria-current], .desk-nav .is-current")
  ?.scrollIntoView({ block: "nearest", inline: "nearest" });

// Moves a story one place up on the layout of a front: the two places change what they hold.
for (const row of document.querySelectorAll("[data-slots] .form-row:not(:first-of-type)")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = "↑";
  button.title = button.ariaLabel = row.querySelector("label").textContent + " ↑";
  button.addEventListener("click", () => {
    const here = row.querySelector("select"), above = row.previousElementSibling.querySelector("select");
    [here.value, above.value] = [above.value, here.value];
    above.focus();
  });
  row.querySelector(".flex-container").append(button);
}

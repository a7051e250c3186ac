// Rows of names: added, removed and moved up with a tap.
const button = (label, sign, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.title = label;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
};

for (const list of document.querySelectorAll("ol.bylines")) {
  const changed = () => list.dispatchEvent(new Event("change", { bubbles: true }));
  const equip = (row) => row.append(
    button(list.dataset.up, "↑", () => { row.previousElementSibling?.before(row); changed(); }),
    button(list.dataset.remove, "×", () => { row.remove(); changed(); }),
  );
  const spare = list.lastElementChild.cloneNode(true);
  for (const select of spare.querySelectorAll("select")) select.removeAttribute("id");
  for (const row of [...list.children]) {
    if (row !== list.firstElementChild && !row.querySelector("select").value) row.remove();
    else equip(row);
  }
  const add = button(list.dataset.add, list.dataset.add, () => {
    const row = spare.cloneNode(true);
    equip(row);
    list.append(row);
    row.querySelector("select").focus();
  });
  add.className = "button";
  list.after(add);
}

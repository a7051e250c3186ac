// Boxes in which a row is chosen by name are made by a script that gives them no name: they get their label's.
(() => {
  const name = () => {
    for (const box of document.querySelectorAll(".select2-selection:not([aria-label])")) {
      const select = box.closest(".select2-container").previousElementSibling;
      const label = select && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
      const words = label ? label.textContent.replace(/[:\s]+$/, "") : "";
      for (const part of [box, ...box.querySelectorAll("[role=textbox]")]) part.setAttribute("aria-label", words);
    }
  };
  document.addEventListener("DOMContentLoaded", () => setTimeout(name));
  for (const more of ["formset:added", "desk:named"]) document.addEventListener(more, () => setTimeout(name));
})();

// A touch on the picture fills in the focal point. Without this file the two numbers are typed.
(() => {
  const frame = document.querySelector(".focal-frame");
  const [across, down] = ["focal_x", "focal_y"].map((name) => document.querySelector(`input.js-focal-point[name=${name}]`));
  if (!frame || !across || !down) return;

  const mark = document.createElement("span");
  mark.className = "focal-mark";
  mark.ariaHidden = "true";
  frame.append(mark);
  frame.classList.add("is-live");

  const share = (input) => Math.min(Math.max(Number(input.value) || 0, 0), 1);
  const show = () => {
    mark.style.setProperty("--across", `${share(across) * 100}%`);
    mark.style.setProperty("--down", `${share(down) * 100}%`);
  };

  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect();
    across.value = ((event.clientX - box.left) / box.width).toFixed(2);
    down.value = ((event.clientY - box.top) / box.height).toFixed(2);
    for (const input of [across, down]) input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  for (const input of [across, down]) {
    input.addEventListener("input", show);
    input.addEventListener("change", show);
  }
  show();
})();

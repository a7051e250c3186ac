// A touch on the picture, or the arrow keys, fill in the focal point. Without this file the two numbers are typed.
// Left is left: the numbers are counted from the picture's own edges, whatever direction the page reads in.
(() => {
  const frame = document.querySelector(".focal-frame");
  const picture = frame?.querySelector("img");
  const [across, down] = ["focal_x", "focal_y"].map((name) => document.querySelector(`input.js-focal-point[name=${name}]`));
  if (!picture || !across || !down) return;

  const CARD = 16 / 9;
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const add = (parent, name) => {
    const part = document.createElement("span");
    part.className = name;
    part.ariaHidden = "true";
    parent.append(part);
    return part;
  };
  const card = add(add(frame, "focal-veil"), "focal-card");
  const mark = add(frame, "focal-mark");

  frame.classList.add("is-live");
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", [across, down].flatMap((input) => [...input.labels].map((label) => label.innerText.trim())).join("، "));

  const within = (value, least, most) => Math.min(Math.max(value, least), most);
  const share = (input) => within(Number(input.value) || 0, 0, 1);
  const place = (part, values) => {
    for (const [name, value] of Object.entries(values)) part.style.setProperty(`--${name}`, `${value * 100}%`);
  };

  // Every shape of the site: the largest cut round the point, as far as the edges of the picture let it be.
  const list = document.querySelector(".focal-crops");
  const crops = [...(list?.querySelectorAll(".focal-crop") || [])];
  if (list) list.hidden = false;
  for (const crop of crops) {
    crop.append(Object.assign(document.createElement("img"), { src: picture.src, alt: "" }));
    crop.style.setProperty("aspect-ratio", `${crop.dataset.wide} / ${crop.dataset.high}`);
  }
  const corner = (wide, high) => ({ across: within(share(across) - wide / 2, 0, 1 - wide), down: within(share(down) - high / 2, 0, 1 - high) });
  const cut = (crop, ratio) => {
    const shape = crop.dataset.wide / crop.dataset.high;
    const [wide, high] = [Math.min(1, shape / ratio), Math.min(1, ratio / shape)];
    const at = corner(wide, high);
    place(crop.firstElementChild, { wide: 1 / wide, high: 1 / high, across: -at.across / wide, down: -at.down / high });
  };

  // The card of a front page: the largest 16:9 cut round the point, as the server makes it.
  const show = () => {
    const ratio = picture.getAttribute("width") / picture.getAttribute("height");
    const [wide, high] = [Math.min(1, CARD / ratio), Math.min(1, ratio / CARD)];
    place(mark, { across: share(across), down: share(down) });
    place(card, { ...corner(wide, high), wide, high });
    for (const crop of crops) cut(crop, ratio);
  };

  const choose = (x, y) => {
    across.value = within(x, 0, 1).toFixed(2);
    down.value = within(y, 0, 1).toFixed(2);
    for (const input of [across, down]) input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  frame.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    choose((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  });
  frame.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const stride = event.shiftKey ? 0.1 : 0.01;
    choose(share(across) + step[0] * stride, share(down) + step[1] * stride);
  });
  for (const input of [across, down]) {
    input.addEventListener("input", show);
    input.addEventListener("change", show);
  }
  show();
})();

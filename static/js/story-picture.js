// The lead picture: shown as soon as it is chosen, and uploaded as soon as its file is.
import { pick } from "./editor/dialog.js";
import { library } from "./editor/library.js";

const box = document.querySelector(".lead-picture");

if (box) {
  const select = box.querySelector("select");
  const file = box.querySelector("input[type=file]");
  const image = box.querySelector("img.chosen");
  const said = box.querySelector(".said");

  const rights = box.querySelector(".rights");
  const browse = box.querySelector(".browse");

  const show = (picture) => {
    rights.textContent = picture?.rights || "";
    rights.hidden = !rights.textContent;
    image.hidden = !picture?.url;
    if (picture?.url) {
      image.src = picture.url;
      image.alt = picture.alt;
    }
    select.form.dispatchEvent(new CustomEvent("story:picture"));
    if (!picture?.url) return;
    for (const name of ["alt", "caption"]) {
      const field = select.form.elements[`lead_${name}`];
      if (field) field.placeholder = picture[name];
    }
  };

  window.django?.jQuery(select).on("change", async () => {
    if (!select.value) return show(null);
    const answer = await fetch(`${box.dataset.pictureUrl}?id=${encodeURIComponent(select.value)}`);
    if (answer.ok) show(await answer.json());
  });

  const choose = (picture) => {
    select.append(new Option(picture.name, picture.id, true, true));
    window.django?.jQuery(select).trigger("change");
    show(picture);
  };

  const upload = async () => {
    const data = new FormData();
    data.append("upload", file.files[0]);
    const headers = { "X-CSRFToken": select.form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(box.dataset.uploadUrl, { method: "POST", body: data, headers });
    const picture = await answer.json();
    if (picture.error) return picture.error.message;
    choose(picture);
    file.value = "";
    return picture.said || "";
  };

  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    said.textContent = box.dataset.working;
    said.textContent = await upload().catch(() => box.dataset.failed);
  });

  const words = document.querySelector("textarea.rich-text")?.dataset.editor;
  browse.hidden = !words;
  browse.addEventListener("click", async () => {
    const { labels, picturesUrl } = JSON.parse(words);
    const chosen = await pick(labels, library(labels, picturesUrl));
    if (chosen) choose(chosen[0]);
  });
}

// The library of pictures as a window opens it, wherever a picture is chosen.
import { make } from "./dialog.js";

const thumbnails = (row) => [
  make("img", { src: row.small, alt: row.alt, loading: "lazy" }),
  make("small", { textContent: row.name }),
  ...(row.rights ? [make("small", { className: "tag tag-warning", textContent: row.rights })] : []),
];

export const library = (labels, url) => ({
  title: labels.library, url, search: labels.searchPictures, show: thumbnails, className: "found-pictures", narrow: labels.narrowPictures,
});

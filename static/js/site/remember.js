// Light or dark, and the size of the text, as the reader chose them: kept on the device, since no cookie may change
// a page that everybody shares. The last file: where storage is closed it stops here, and nothing else is lost.
{
  const { dataset, style } = document.documentElement;
  addEventListener("click", ({ target }) => {
    if (target.matches(".themes *")) localStorage.theme = dataset.theme = target.dataset.theme;
  });
  dataset.theme = "";
  dataset.theme = localStorage.theme || "";
  style.fontSize = localStorage.size || "";
}

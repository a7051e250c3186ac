// On the page without a connection: the stories that this device has kept.
(async () => {
  const place = document.getElementById("kept");
  const cache = await caches.open("pages");
  for (const request of (await cache.keys()).reverse()) {
    const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
    const headline = page.querySelector("[data-story] h1");
    if (!headline) continue;
    const row = document.createElement("li"), link = document.createElement("a");
    link.href = request.url;
    link.textContent = headline.textContent;
    link.dir = "auto";
    row.append(link);
    place.querySelector("ul").append(row);
    place.hidden = false;
  }
})();

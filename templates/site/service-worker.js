{% load static %}// Keeps the pages that a reader has opened, for when there is no connection. The network always comes first.
const PAGES = "pages", FILES = "files", MOST = 60, WAITS = 6000;
const SHELL = ["{% url 'offline' %}", "{% static 'css/site.css' %}", "{% static 'js/site.js' %}", "{% static 'js/offline.js' %}", "{% static 'img/site.svg' %}"];

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(SHELL)));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (/^\/(admin|accounts|i18n)\//.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (/^\/(static|pictures)\//.test(pathname)) event.respondWith(file(request));
});

async function page(request) {
  const cache = await caches.open(PAGES);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(WAITS * 5) });
    if (answer.ok && !answer.redirected) {
      await cache.put(request, answer.clone());
      const kept = await cache.keys();
      for (const old of kept.slice(0, -MOST)) cache.delete(old);
    } else if (answer.status === 404 || answer.status === 410) cache.delete(request); // withdrawn here too
    return answer;
  } catch {
    return (await cache.match(request)) || caches.match(SHELL[0]);
  }
}

async function file(request) {
  const cache = await caches.open(FILES);
  try {
    const answer = await fetch(request);
    if (answer.ok) cache.put(request, answer.clone());
    return answer;
  } catch {
    return (await cache.match(request)) || Response.error();
  }
}

{% load static %}// Keeps the pages that a reader has opened, for when there is no connection. The network always comes first.
const PAGES = "pages", FILES = "files", MOST = 60, MOST_FILES = 200;
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
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) {
      await keep(cache, request, answer.clone(), MOST);
    } else if (answer.status === 404 || answer.status === 410) cache.delete(request); // withdrawn here too
    return answer;
  } catch {
    return (await cache.match(request)) || caches.match(SHELL[0]);
  }
}

// Put in anew, so that what was opened last goes last.
async function keep(cache, request, answer, most) {
  await cache.delete(request);
  await cache.put(request, answer);
  const kept = (await cache.keys()).filter(({ url }) => !SHELL.includes(new URL(url).pathname));
  for (const old of kept.slice(0, -most)) cache.delete(old);
}

async function file(request) {
  const cache = await caches.open(FILES);
  try {
    const answer = await fetch(request);
    if (answer.ok) keep(cache, request, answer.clone(), MOST_FILES);
    return answer;
  } catch {
    return (await cache.match(request)) || Response.error();
  }
}

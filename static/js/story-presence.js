// «فلان يحرّر الآن»: this page says that it is open, and shows who else is at it. A hint, never a wall.
const form = document.getElementById("article_form");
const safety = document.getElementById("story-safety");
const url = safety?.dataset.presenceUrl;
const shown = safety?.querySelector(".safety-presence");
// Three times in a lease of a minute: one that is lost on the way does no harm.
const EVERY = 20_000;

const card = (more = {}) => {
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "page", "version"]) data.set(name, form.elements[name].value);
  for (const name in more) data.set(name, more[name]);
  return data;
};

const show = ({ who, newer }) => {
  shown.replaceChildren([who, newer].filter(Boolean).join(" "));
  shown.hidden = !(who || newer);
  if (!who) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = safety.dataset.sayTakeover;
  button.addEventListener("click", () => report({ takeover: "1" }));
  shown.append(" ", button);
};

const report = async (more) => {
  const answer = await fetch(url, { method: "POST", body: card(more), headers: { Accept: "application/json" } });
  if (answer.ok) show(await answer.json());
};

if (form && url) {
  const now = () => { if (!document.hidden) report().catch(() => {}); };
  now();
  setInterval(now, EVERY);
  document.addEventListener("visibilitychange", now);
  addEventListener("pagehide", () => navigator.sendBeacon(url, card({ leave: "1" })));
}

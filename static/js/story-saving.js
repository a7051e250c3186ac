// Saving without leaving the page until the newsroom has the words: the session may end, the network may drop,
// the server may restart. The form stays, says what happened, and the save is made again by itself.
const form = document.getElementById("article_form");
const safety = document.getElementById("story-safety");
const say = safety?.dataset;
const alarm = safety?.querySelector(".safety-alarm");
const kept = safety?.querySelector(".safety-kept");
const TRY_AGAIN = [1000, 2000, 4000, 8000];

const clock = () => new Intl.DateTimeFormat(document.documentElement.lang === "ar" ? "ar-u-nu-latn" : "en", { timeStyle: "short" }).format();

const warn = (words, label, act) => {
  if (!alarm.hidden && alarm.dataset.words === words) return;
  alarm.dataset.words = words;
  alarm.replaceChildren(words);
  if (label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    alarm.append(" ", button);
  }
  alarm.hidden = false;
};
const calm = () => { alarm.hidden = true; alarm.replaceChildren(); };
const tell = (name, detail) => form.dispatchEvent(new CustomEvent(name, { detail }));

// ------------------------------------------------------------------ signing in on this page
let overlay = null;

const signIn = () => {
  if (overlay) return;
  overlay = document.createElement("dialog");
  overlay.className = "sign-in-again";
  overlay.setAttribute("aria-label", say.sayFrame);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button";
  close.textContent = say.sayClose;
  const frame = document.createElement("iframe");
  frame.src = say.signInUrl;
  frame.title = say.sayFrame;
  overlay.append(close, frame);
  document.body.append(overlay);
  close.addEventListener("click", () => overlay.close());
  overlay.addEventListener("close", () => { overlay.remove(); overlay = null; });
  overlay.showModal();
};

const signedOut = () => warn(say.saySignedOut, say.saySignIn, signIn);
const another = (name) => warn(say.sayOther.replace("{name}", name), say.saySignIn, () => open(say.signInUrl, "_blank"));

// A token for the form from the session as it is now. True when it is this form's own writer who is signed in.
const freshToken = async () => {
  const answer = await fetch(say.pulseUrl, { headers: { Accept: "application/json" } });
  if (answer.status === 401) {
    signedOut();
    if (wanted) signIn();
    return false;
  }
  if (!answer.ok) return false;
  const who = await answer.json();
  form.elements.csrfmiddlewaretoken.value = who.token;
  if (String(who.user) === say.user) return true;
  another(who.name);
  return false;
};

const signedIn = async () => {
  overlay?.close();
  if (!await freshToken().catch(() => false)) return;
  calm();
  tries = 0;
  tell("story:signed-in");
  if (wanted) save();
};

// ------------------------------------------------------------------ saving
let wanted = null;
let busy = false;
let tries = 0;
let timer = null;

const asked = () => {
  const data = new FormData(form);
  data.set(wanted.name, wanted.value);
  return fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual" });
};

// Faults to be looked at, or two texts to be brought together: the page itself shows them.
const showThePage = () => {
  const chosen = document.createElement("input");
  Object.assign(chosen, { type: "hidden", name: wanted.name, value: wanted.value });
  form.append(chosen);
  HTMLFormElement.prototype.submit.call(form);
};

const goOn = async (address) => {
  const before = [];
  tell("story:saved", { after: (work) => before.push(work) });
  await Promise.all(before);
  location.assign(address);
};

const later = () => {
  warn(say.sayWaiting);
  timer = setTimeout(save, TRY_AGAIN[Math.min(tries, TRY_AGAIN.length - 1)]);
  tries += 1;
};

const READ = {
  200: async (answer) => {
    const said = await answer.json();
    if (said.to) await goOn(said.to);
    else showThePage();
    return true;
  },
  401: async () => { signedOut(); signIn(); },
  403: async () => {
    if (tries) { wanted = null; warn(say.sayRefused); }
    else if (await freshToken()) { tries = 1; setTimeout(save); }
  },
  409: async (answer) => another((await answer.json()).other),
};

const save = async () => {
  if (busy || !wanted) return;
  busy = true;
  clearTimeout(timer);
  kept.textContent = say.saySaving;
  tell("story:saving");
  let done = false;
  try {
    const answer = await asked();
    if (READ[answer.status]) done = await READ[answer.status](answer);
    else if (answer.status >= 500) later();
    else { wanted = null; warn(say.sayRefused); }
  } catch {
    later();
  }
  busy = false;
  if (done) return;
  kept.textContent = "";
  tell("story:not-saved");
};

if (form && safety) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    wanted = { name: event.submitter?.name || "_save", value: event.submitter?.value || "1" };
    tries = 0;
    save();
  });
  form.addEventListener("story:kept", (event) => {
    if (!wanted) calm();
    // Not before the last key has arrived: somebody may shut the lid on this word.
    if (event.detail.all) kept.textContent = say.sayKept.replace("{time}", clock());
  });
  form.addEventListener("story:signed-out", signedOut);
  form.addEventListener("story:stale", () => { freshToken().then((own) => own && tell("story:signed-in"), () => {}); });
  form.addEventListener("story:other", (event) => another(event.detail.other));
  form.addEventListener("story:down", () => { if (!wanted) warn(say.sayOffline); });
  form.addEventListener("story:recovered", () => warn(say.sayRecovered, say.sayOpen, () => location.reload()));
  addEventListener("online", () => { if (wanted) save(); });
  addEventListener("message", (event) => {
    if (event.origin === location.origin && event.data === "signed-in") signedIn();
  });
}

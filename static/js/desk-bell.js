// The bell keeps its count while a page stays open, and what is told of a story is read when the story is opened.
const bell = document.querySelector(".desk-bell");
const EVERY = 60_000;

const show = ({ unread, said }) => {
  const number = bell.querySelector("[data-count]");
  number.textContent = unread;
  number.hidden = !unread;
  bell.querySelector("[data-said]").textContent = said;
};

const ask = async () => {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(bell.dataset.countUrl, { headers: { Accept: "application/json" } }).catch(() => null);
  // A session that has ended answers with the sign-in page.
  if (answer?.ok && !answer.redirected) show(await answer.json());
};

const readTheStory = async () => {
  const data = new FormData(document.getElementById("logout-form"));
  data.set("article", bell.dataset.story);
  await fetch(bell.dataset.readUrl, { method: "POST", body: data, redirect: "manual" }).catch(() => null);
  await ask();
};

if (bell) {
  if (bell.dataset.story && !bell.querySelector("[data-count]").hidden) readTheStory();
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}

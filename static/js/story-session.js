// The list of sessions follows the chosen event. Without this file it does so after the next save.
const event_ = document.getElementById("id_event");
const session = document.getElementById("id_session");

// A list with a search of its own says what happened through jQuery alone.
window.django?.jQuery(event_).on("change", async () => {
  session.replaceChildren(session.options[0]);
  session.value = "";
  if (!event_.value) return;
  const answer = await fetch(`${session.dataset.sessionsUrl}?event=${encodeURIComponent(event_.value)}`);
  if (!answer.ok) return;
  for (const { id, title } of (await answer.json()).sessions) session.append(new Option(title, id));
});

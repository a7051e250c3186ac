// A notification that is opened is read. Without this file there is a button beside each.
document.querySelector(".notification-list")?.addEventListener("click", (event) => {
  const row = event.target.closest("a") && event.target.closest(".is-unread");
  if (!row) return;
  const form = row.querySelector("form");
  const data = new FormData(form);
  data.set("only", row.dataset.notification);
  // Sent even though the page is being left.
  navigator.sendBeacon(form.action, data);
});

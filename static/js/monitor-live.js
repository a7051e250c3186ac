// The monitor keeps up with the desk: every half minute, and when somebody looks at it again.
(() => {
  const EVERY = 30_000;
  const parts = ["monitor", "read-at"];

  const renew = async () => {
    if (document.hidden) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    // Signed out, or the server is away: what is on the screen stays, with the time at which it was read.
    if (!answer?.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focused = document.activeElement?.closest(".card")?.id;
    for (const id of parts) {
      const [now, then] = [document.getElementById(id), fresh.getElementById(id)];
      if (!then) return;
      // Whoever is about to press a button must not have it moved away.
      if (id === "monitor" && (focused || now.querySelector(".card:hover"))) continue;
      if (now.innerHTML !== then.innerHTML) now.replaceChildren(...then.childNodes);
    }
  };

  setInterval(renew, EVERY);
  document.addEventListener("visibilitychange", renew);
})();

// The buttons under a story: copy, share, print, the size of the text, reading aloud.
{
  const { dataset, lang, style } = document.documentElement, voice = window.speechSynthesis;
  const resize = (by) => {
    const size = (parseFloat(style.fontSize) || 112.5) + by;
    localStorage.size = style.fontSize = Math.min(165, Math.max(90, size)) + "%";
  };
  const acts = {
    copy: (button, url) => navigator.clipboard.writeText(url).then(() => { button.textContent = button.dataset.done; }),
    share: (_, url) => navigator.share({ url, title: document.title }),
    print: () => print(),
    smaller: () => resize(-7.5),
    larger: () => resize(7.5),
    listen: (button) => {
      const turn = () => [button.textContent, button.dataset.done] = [button.dataset.done, button.textContent];
      turn();
      if (voice.speaking) return voice.cancel();
      let last;
      for (const part of document.querySelectorAll("h1, .story-body > :not(nav, figure)"))
        voice.speak(last = Object.assign(new SpeechSynthesisUtterance(part.textContent), { lang }));
      last.onend = turn;
    },
  };
  const listen = () => voice.getVoices().some((one) => one.lang.startsWith(lang)) && (dataset.can += " listen");
  addEventListener("click", ({ target }) => acts[target.dataset.do]?.(target, target.parentNode.dataset.link));
  dataset.can = navigator.share ? "script share" : "script";
  if (voice) voice.onvoiceschanged = listen, listen();
}

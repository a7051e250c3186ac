// The framed page as it looks on paper, or in the dark or the light whatever this device prefers: the rules of the
// page's own sheets are switched on and off, so nothing has to be known about them.
const frame = document.querySelector(".looks-stage iframe");

const rulesOf = (holder) => {
  try {
    return [...holder.cssRules];
  } catch {
    return [];
  }
};

const turn = (rules, decide) => {
  for (const rule of rules) {
    if (rule.media) {
      const on = decide(rule.media.mediaText);
      if (on !== null) rule.media.mediaText = on ? "all" : "not all";
    }
    if (rule.styleSheet) turn(rulesOf(rule.styleSheet), decide);
    if (rule.cssRules) turn(rulesOf(rule), decide);
  }
};

const show = () => {
  const page = frame.contentDocument;
  if (!page?.body) return;
  const dark = frame.dataset.in === "dark";
  const print = frame.dataset.as === "print";
  const decide = (media) => {
    if (media.includes("prefers-color-scheme: dark")) return dark && !print;
    if (media.includes("prefers-color-scheme: light")) return !dark || print;
    if (/\bprint\b/.test(media)) return print;
    return null;
  };
  for (const sheet of page.styleSheets) {
    const on = sheet.media.length ? decide(sheet.media.mediaText) : null;
    if (on !== null) sheet.media.mediaText = on ? "all" : "not all";
    turn(rulesOf(sheet), decide);
  }
  page.documentElement.style.colorScheme = dark && !print ? "dark" : "light";
  page.documentElement.dataset.looks = print ? "print" : frame.dataset.in;
  // A link inside would leave the story.
  page.addEventListener("click", (event) => {
    if (event.target.closest("a[href]") && !event.target.closest('a[href^="#"]')) event.preventDefault();
  });
};

if (frame) {
  frame.addEventListener("load", show);
  if (frame.contentDocument?.readyState === "complete") show();
}

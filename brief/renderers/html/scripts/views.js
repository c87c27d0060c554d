// What of the page is in sight: one side at a time on a phone, the part of the briefing that is read, the stretch of the text.
const showView = (name) => {
  root.dataset.view = name;
  for (const button of all(".views button")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
};

const startViews = () => {
  const bar = make("nav", { className: "views", "aria-label": "Side of the page" });
  for (const [name, title] of [["briefing", "Briefing"], ["text", "Text"]]) {
    const button = make("button", { content: title, type: "button" });
    button.dataset.view = name;
    button.addEventListener("click", () => {
      showView(name);
      const mark = name === "text" ? one(".words .lit") : one(".claim.picked");
      if (mark) bringIntoSight(mark);
      else scrollTo(0, 0);
    });
    bar.append(button);
  }
  document.body.append(bar);
  showView("briefing");

  const links = all(".parts a");
  const parts = links.map((link) => one(link.hash));
  const follow = () => {
    const top = briefing.getBoundingClientRect().top + 120;
    let here = -1;
    parts.forEach((part, place) => {
      if (part.getBoundingClientRect().top < top) here = place;
    });
    links.forEach((link, place) => {
      if (place === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  };
  const frame = one(".strip .window");
  const frameText = () => {
    const share = (value) => `${(100 * value) / Math.max(1, text.scrollHeight)}%`;
    frame.setAttribute("x", share(text.scrollTop));
    frame.setAttribute("width", isNarrow() ? "0" : share(text.clientHeight));
  };
  const later = (act) => {
    let waiting = false;
    return () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        act();
      });
    };
  };
  briefing.addEventListener("scroll", later(follow), { passive: true });
  text.addEventListener("scroll", later(frameText), { passive: true });
  addEventListener("resize", later(frameText));
  follow();
  frameText();
};

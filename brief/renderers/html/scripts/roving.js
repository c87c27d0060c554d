// Long rows of links are one stop of the tab key each; the arrow keys, Home and End go from link to link.
const groups = [];

const isThere = (node) => !node.closest(".out, details:not([open])");

const rove = (container, selector) => {
  if (!container) return;
  const group = { links: all(selector, container) };
  if (!group.links.length) return;
  groups.push(group);
  for (const link of group.links) link.tabIndex = -1;
  group.links[0].tabIndex = 0;
  const settle = (link) => {
    for (const other of group.links) if (other.tabIndex === 0) other.tabIndex = -1;
    link.tabIndex = 0;
  };
  container.addEventListener("focusin", (event) => {
    const link = event.target.closest(selector);
    if (link) settle(link);
  });
  container.addEventListener("keydown", (event) => {
    const here = event.target.closest(selector);
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = group.links.filter(isThere);
    const at = links.indexOf(here);
    const turn = getComputedStyle(container).direction === "rtl" ? -1 : 1;
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      ArrowRight: at + turn,
      ArrowLeft: at - turn,
      Home: 0,
      End: links.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = links[Math.min(Math.max(to, 0), links.length - 1)];
    settle(next);
    next.focus();
  });
};

// After a filter the stop of each group has to be a link that is there.
const tidyRoving = () => {
  for (const { links } of groups) {
    const stop = links.find((link) => link.tabIndex === 0);
    if (stop && isThere(stop)) continue;
    const next = links.find(isThere);
    if (stop) stop.tabIndex = -1;
    if (next) next.tabIndex = 0;
  }
};

const startRoving = () => {
  rove(one("#claim-list"), ".statement");
  for (const link of all("#claim-list .number")) link.tabIndex = -1;
  rove(words, ".ref");
  rove(one(".strip"), "a");
  for (const list of all(".voices")) rove(list, ".unit");
};

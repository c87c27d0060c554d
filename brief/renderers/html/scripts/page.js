// What stands in the page: pieces of the text, claims, and the ways between them. Everything is read from the page itself.
const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const text = one("#text");
const words = one(".words");
const briefing = one("#briefing");
const status = one("#status");

const pieces = all("[data-s]", words).map((node) => ({
  node,
  start: Number(node.dataset.s),
  end: Number(node.dataset.e),
  claims: (node.dataset.claims || "").split(" ").filter(Boolean),
}));

const parseSpots = (value) => (value || "").split(" ").filter(Boolean).map((spot) => spot.split("-").map(Number));

const claims = new Map(
  all(".claim").map((item) => {
    const number = item.id.slice(1);
    const link = one(".statement", item);
    const spots = parseSpots(link.dataset.at);
    return [number, { number, item, link, spots, speaking: parseSpots(item.dataset.who) }];
  }),
);

// The pieces that share a character with one of the spots. Pieces stand in order and do not overlap.
const piecesAt = (spots) => {
  const found = [];
  for (const [start, end] of spots) {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle].end <= start) low = middle + 1;
      else high = middle;
    }
    for (; low < pieces.length && pieces[low].start < end; low += 1) found.push(pieces[low]);
  }
  return found;
};

const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
const isNarrow = () => matchMedia("(max-width: 59.99rem)").matches;

// An element with its class, text and attributes; there is no way here to make markup of a string.
const make = (name, { className, content, ...attributes } = {}) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (content !== undefined) node.textContent = content;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

// Scrolls the pane that holds a node, and only so far that the node is well in sight.
const bringIntoSight = (node) => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: "center", inline: "nearest", behavior: calm ? "instant" : "smooth" });
};

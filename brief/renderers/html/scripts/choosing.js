// Choosing: a claim lights up its words, words show their claims. One thing is chosen at a time.
const chosen = one("#chosen");
const chosenList = one("#chosen-list");
let isChosen = false;

const unmark = () => {
  for (const node of all(".lit")) node.classList.remove("lit");
  for (const node of all(".speaking")) node.classList.remove("speaking");
  for (const node of all(".picked")) node.classList.remove("picked");
  for (const node of all("a[aria-current=true]")) node.removeAttribute("aria-current");
  for (const node of all(".acts")) node.remove();
};

const light = (spots) => {
  const found = piecesAt(spots);
  for (const piece of found) piece.node.classList.add("lit");
  for (const link of all(".strip a")) {
    const [start, end] = parseSpots(link.dataset.at)[0];
    if (spots.some(([first, last]) => first < end && start < last)) link.classList.add("lit");
  }
  return found;
};

const point = (number) => {
  for (const node of all(`a[data-claim="${number}"]`)) node.setAttribute("aria-current", "true");
};

const copyLink = async (number, button) => {
  const address = `${location.href.split("#")[0]}#c${number}`;
  try {
    await navigator.clipboard.writeText(address);
    button.textContent = "Copied";
    status.textContent = `The link to claim ${number} is copied.`;
  } catch (error) {
    // A page that may not write to the clipboard shows the link to be copied by hand.
    const field = make("input", { readonly: "", value: address, "aria-label": `Link to claim ${number}` });
    button.replaceWith(field);
    field.select();
  }
};

// What a chosen claim offers: its link, and the other claims that rest on the same words.
const addActs = (claim, found) => {
  const acts = make("div", { className: "acts" });
  const copy = make("button", { className: "plain-button", content: "Copy link", type: "button" });
  copy.addEventListener("click", () => copyLink(claim.number, copy));
  acts.append(copy);
  const others = new Set(found.flatMap((piece) => piece.claims));
  others.delete(claim.number);
  if (others.size) {
    const also = make("span", { className: "also cites", content: "The same words: " });
    for (const number of others) {
      const link = make("a", { className: "cite", content: number, href: `#c${number}`, "aria-label": `Claim ${number}` });
      link.dataset.claim = number;
      also.append(link);
    }
    acts.append(also);
  }
  one(".evidence", claim.item).append(acts);
};

const remember = (hash) => {
  if (location.hash !== hash) history.replaceState(null, "", hash || location.pathname + location.search);
};

const clear = ({ quiet = false } = {}) => {
  unmark();
  chosen.hidden = true;
  if (isChosen && /^#c\d+$/.test(location.hash)) remember("");
  if (isChosen && !quiet) status.textContent = "Nothing is chosen.";
  isChosen = false;
};

const chooseClaim = (number, { scrollText = true, scrollList = true } = {}) => {
  const claim = claims.get(number);
  if (!claim) return;
  clear({ quiet: true });
  isChosen = true;
  if (claim.item.classList.contains("out")) resetFilters();
  const found = light(claim.spots);
  for (const piece of piecesAt(claim.speaking)) piece.node.classList.add("speaking");
  claim.item.classList.add("picked");
  claim.link.setAttribute("aria-current", "true");
  point(number);
  addActs(claim, found);
  remember(`#c${number}`);
  if (scrollList) bringIntoSight(claim.item);
  if (isNarrow() && scrollText) {
    showView("text");
    showChosen([number], [], "Chosen claim");
  }
  if (scrollText && found.length) bringIntoSight(found[0].node);
  status.textContent = `Claim ${number} is chosen. Its words are marked in the text.`;
};

const choosePlaces = (spots, link) => {
  clear({ quiet: true });
  isChosen = true;
  const found = light(spots);
  link?.setAttribute("aria-current", "true");
  if (isNarrow()) showView("text");
  if (found.length) bringIntoSight(found[0].node);
  status.textContent = "The words are marked in the text.";
};

const showChosen = (numbers, notes, title) => {
  const list = make("ul");
  for (const number of numbers) {
    const claim = claims.get(number);
    const row = make("li");
    const cite = make("a", { className: "cite", content: number, href: `#c${number}`, "aria-label": `Claim ${number}` });
    cite.dataset.claim = number;
    const statement = make("a", { content: claim.link.textContent, href: `#c${number}`, dir: "auto" });
    statement.dataset.claim = number;
    const told = make("div");
    told.append(make("div", { className: "who", content: one(".holder b", claim.item).textContent }), statement);
    row.append(cite, told);
    list.append(row);
  }
  const about = notes.map(({ quote, note }) => {
    const line = make("p", { className: "note" });
    line.append(make("span", { className: "judging", content: quote }), `: ${note}`);
    return line;
  });
  chosenList.replaceChildren(make("h3", { content: title }), ...(numbers.length ? [list] : []), ...about);
  chosen.hidden = false;
  chosen.scrollTop = 0;
};

// Words were chosen in the text: `found` are the pieces they touch.
const chooseWords = (found) => {
  const numbers = [...new Set(found.flatMap((piece) => piece.claims))].sort((a, b) => a - b);
  const notes = [];
  for (const { node } of found) {
    if (!node.title) continue;
    const same = notes.find((entry) => entry.key === node.dataset.loaded);
    if (same) same.quote += node.textContent;
    else notes.push({ key: node.dataset.loaded, quote: node.textContent, note: node.title });
  }
  clear({ quiet: true });
  isChosen = true;
  light(numbers.length ? numbers.flatMap((number) => claims.get(number).spots) : found.map((p) => [p.start, p.end]));
  for (const number of numbers) {
    if (claims.get(number).item.classList.contains("out")) resetFilters();
    claims.get(number).item.classList.add("picked");
    point(number);
  }
  const title = numbers.length ? `These words support ${counted(numbers.length, "claim")}` : "These words support no claim";
  showChosen(numbers, notes, title);
  if (numbers.length === 1) remember(`#c${numbers[0]}`);
  if (numbers.length && !isNarrow()) bringIntoSight(claims.get(numbers[0]).item);
  status.textContent = `${title}${numbers.length ? `: ${numbers.join(", ")}` : ""}.`;
};

// A sentence of the strip tells its claims, or why it has none.
const tellSentence = (link) => {
  const numbers = (link.dataset.claims || "").split(" ").filter(Boolean);
  const told = link.getAttribute("aria-label");
  showChosen(numbers, [], numbers.length ? told.split(":")[0] : told);
};

const piecesIn = (range) =>
  range.collapsed ? [] : pieces.filter(({ node }) => range.intersectsNode(node) && overlaps(range, node));

// A range that only touches a piece's edge holds none of its words.
const overlaps = (range, node) => {
  const whole = document.createRange();
  whole.selectNodeContents(node);
  return (
    range.compareBoundaryPoints(Range.START_TO_END, whole) > 0 && range.compareBoundaryPoints(Range.END_TO_START, whole) < 0
  );
};

const startChoosing = () => {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    const cited = event.target.closest("a[data-claim]");
    const passage = event.target.closest("a[data-at]");
    const number = event.target.closest("a.number");
    if (cited) {
      event.preventDefault();
      if (cited.closest("#chosen")) {
        if (isNarrow()) showView("briefing");
        chooseClaim(cited.dataset.claim, { scrollText: false });
      } else if (cited.closest(".words")) {
        chooseWords(piecesAt(claims.get(cited.dataset.claim).spots));
      } else chooseClaim(cited.dataset.claim, { scrollList: !isNarrow() });
    } else if (number) {
      event.preventDefault();
      chooseClaim(number.textContent, { scrollList: false });
    } else if (passage) {
      event.preventDefault();
      const item = passage.classList.contains("statement") && passage.closest(".claim");
      if (item) chooseClaim(item.id.slice(1), { scrollList: false });
      else {
        choosePlaces(parseSpots(passage.dataset.at), passage);
        if (passage.closest(".strip")) tellSentence(passage);
      }
    } else if (event.target.closest(".words") && getSelection().isCollapsed) {
      const node = event.target.closest("[data-s]");
      const found = pieces.filter((piece) => piece.node === node && (piece.claims.length || node.title));
      if (found.length) chooseWords(found);
      else clear();
    } else if (event.target.closest(".claim") && getSelection().isCollapsed && !event.target.closest("a, button, input")) {
      chooseClaim(event.target.closest(".claim").id.slice(1), { scrollList: false });
    }
  });
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const selection = getSelection();
      if (selection.isCollapsed || !words.contains(selection.anchorNode) || !words.contains(selection.focusNode)) return;
      const found = piecesIn(selection.getRangeAt(0));
      if (found.length) chooseWords(found);
    }, 250);
  });
  one("#clear").addEventListener("click", () => {
    clear();
    text.focus({ preventScroll: true });
  });
  addEventListener("hashchange", () => {
    const number = /^#c(\d+)$/.exec(location.hash)?.[1];
    if (number) chooseClaim(number);
  });
};

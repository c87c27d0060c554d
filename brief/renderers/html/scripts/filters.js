// Filters by speaker, kind and weight. Nothing ticked means everything.
const form = one("#filters");
const shown = one("#shown");

const ticked = (name) => new Set(all(`input[name=${name}]:checked`, form).map((box) => box.value));

const fits = (item, speaker, kinds, weights) =>
  (!speaker || (speaker === "others" ? item.dataset.speaker !== "p0" : item.dataset.speaker === speaker)) &&
  (!kinds.size || kinds.has(item.dataset.kind)) &&
  (!weights.size || weights.has(item.dataset.weight));

const applyFilters = () => {
  if (!form) return;
  const speaker = one("#speaker").value;
  const kinds = ticked("kind");
  const weights = ticked("weight");
  const left = new Set();
  for (const { number, item } of claims.values()) {
    const stays = fits(item, speaker, kinds, weights);
    item.classList.toggle("out", !stays);
    if (stays) left.add(number);
  }
  const isFiltered = left.size < claims.size;
  const isOff = (numbers) => isFiltered && !numbers.some((number) => left.has(number));
  for (const { node, claims: numbers } of pieces) node.classList.toggle("off", numbers.length > 0 && isOff(numbers));
  for (const link of all(".strip a")) link.classList.toggle("off", isOff((link.dataset.claims || "").split(" ")));
  for (const unit of all(".unit")) unit.classList.toggle("off", isOff([unit.dataset.claim]));
  for (const button of all("button.speaker")) {
    button.setAttribute("aria-pressed", String(Boolean(speaker) && button.dataset.speaker === speaker));
  }
  shown.textContent = isFiltered ? `${counted(left.size, "claim")} of ${claims.size.toLocaleString("en")}` : counted(claims.size, "claim");
  one("[type=reset]", form).hidden = !isFiltered;
  root.classList.toggle("filtered", isFiltered);
  tidyRoving();
};

const resetFilters = () => {
  form?.reset();
  applyFilters();
};

const startFilters = () => {
  if (!form) return;
  form.addEventListener("change", applyFilters);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(applyFilters));
  // A speaker's name in the chart is a switch for the filter.
  for (const label of all("span.speaker")) {
    const button = make("button", { className: "speaker", content: label.textContent, type: "button", dir: "auto" });
    button.dataset.speaker = label.dataset.speaker;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const select = one("#speaker");
      select.value = select.value === button.dataset.speaker ? "" : button.dataset.speaker;
      applyFilters();
      status.textContent = `${shown.textContent} shown.`;
    });
    label.replaceWith(button);
  }
  // A mark of the chart tells its statement to a pointer that rests on it.
  for (const chart of all(".voices")) {
    chart.addEventListener("pointerover", (event) => {
      const unit = event.target.closest(".unit");
      if (unit) unit.title = claims.get(unit.dataset.claim).link.textContent;
    });
  }
  applyFilters();
};

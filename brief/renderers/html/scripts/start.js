// Puts the page to work. Without this it is the same page, to be read by its links.
root.classList.add("js");
startViews();
startRoving();
startFilters();
startChoosing();

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (isChosen) clear();
  else if (root.classList.contains("filtered")) {
    resetFilters();
    status.textContent = "All claims are shown.";
  }
});

const asked = /^#c(\d+)$/.exec(location.hash)?.[1];
if (asked) chooseClaim(asked);

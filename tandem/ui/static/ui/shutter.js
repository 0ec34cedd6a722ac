// Covers the page at once, then tells the server, which keeps every page of this sign-in covered.
const form = document.getElementById("shutter");

function cover() {
  const sheet = document.createElement("dialog");
  sheet.className = "cover";
  sheet.setAttribute("aria-label", "Tandem");
  sheet.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(sheet);
  sheet.showModal();
}

if (form) {
  let last = 0;
  let covered = false;
  form.addEventListener("submit", () => {
    if (!covered) cover();
    covered = true;
  });
  // Escape twice within a second: one key, found without looking, hard to press by mistake.
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat || event.isComposing || covered) return;
    if (event.timeStamp - last < 1000) form.requestSubmit();
    last = event.timeStamp;
  });
  // A page brought back by the browser must not lie under a cover that the server has lifted.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

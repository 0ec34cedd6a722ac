// Pages that nobody beside the reader may see: Escape twice within a second leaves to a page that says
// nothing, as it covers a shared screen. The way back does not lead here.
const way = document.querySelector("a[data-quickly]");
let last = -Infinity;

function leave(event) {
  event?.preventDefault();
  document.body.hidden = true;
  location.replace(way.href);
}

way.addEventListener("click", leave);
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat || event.isComposing) return;
  if (event.timeStamp - last < 1000) leave();
  last = event.timeStamp;
});
// Nor is it shown from the browser's own store.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// Whose turn it is, on both screens: said once when it moves, and gone when the second screen is.
const place = document.getElementById("turn");

export function showTurn(whose) {
  if (!place) return;
  const line = place.querySelector("[role=status]");
  const words = line.dataset[whose];
  place.hidden = !words;
  if (words && line.textContent.trim() !== words) line.textContent = words;
  for (const button of place.querySelectorAll("[data-turn]")) button.hidden = button.dataset.turn !== whose;
}

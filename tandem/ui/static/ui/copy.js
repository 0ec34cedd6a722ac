// Puts the words of a box on the clipboard. Without scripts the box itself is there to copy from.
for (const button of document.querySelectorAll("[data-copy]")) {
  const box = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(box.value);
      said.textContent = said.dataset.copied;
    } catch {
      // Where a browser does not let pages write to the clipboard, one key press does.
      box.focus();
      box.select();
      said.textContent = said.dataset.notCopied;
    }
  });
}

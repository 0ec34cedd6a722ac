// Pages whose words are stored by a button: while any are not, the page says so, and no way off it
// is taken before the reader was asked.
import { guard } from "./leaving.js";

const line = document.getElementById("saved");
const TYPED = ["textarea", "text", "date", "number", "email", "search"];

// A form that was sent back holds words that are stored nowhere, though the server drew them.
const ERROR = ".govuk-error-message, .has-error, [aria-invalid=true]";
const marked = [...document.forms].filter((form) => form.querySelector(ERROR));
const isSentBack = (form) =>
  marked.length ? marked.includes(form) : Boolean(document.querySelector(".govuk-error-summary"));

function isUnsaved(field) {
  if (field.readOnly || "sent" in (field.form?.dataset ?? {}) || !TYPED.includes(field.type) || field.form?.method !== "post") return false;
  return isSentBack(field.form) ? field.value.trim() !== "" : field.value !== field.defaultValue;
}

const unsaved = () =>
  [...document.querySelectorAll("main textarea, main input")].filter(isUnsaved);

// A button that passes over what is asked leaves its own form's words behind as well.
const isSafe = (form, button) =>
  unsaved().every((field) => field.form === form && button?.name !== "skip");

function say() {
  const state = unsaved().length ? "unsaved" : "saved";
  if (line?.dataset.state === state) return;
  line.dataset.state = state;
  line.textContent = state === "unsaved" ? line.dataset.unsaved : "";
}

// The sheet stores words as they are said, and guards itself.
if (!document.querySelector("[data-sheet]")) {
  guard({ isSafe });
  if (line) document.addEventListener("input", say);
}

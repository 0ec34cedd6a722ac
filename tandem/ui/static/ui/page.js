// What every page does once scripts run: wake the components and shut double posts out.
const root = document.documentElement;
root.classList.add("js");
document.body.classList.add("js-enabled", "govuk-frontend-supported");

const { initAll } = await import("../govuk/govuk-frontend.min.js");

// One phrase serves every number, so no language lacks a plural of it.
const { lettersLeft, lettersNone, lettersOver } = document.body.dataset;
const forAll = (words) =>
  Object.fromEntries(["zero", "one", "two", "few", "many", "other"].map((form) => [form, words]));
const characterCount = {
  i18n: {
    charactersUnderLimit: forAll(lettersLeft),
    charactersAtLimit: lettersNone,
    charactersOverLimit: forAll(lettersOver),
  },
};
initAll({ characterCount });
// Rows that are drawn anew are woken like the page was.
document.addEventListener("row", ({ target }) => initAll({ characterCount, scope: target }));

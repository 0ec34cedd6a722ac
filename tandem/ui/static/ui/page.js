// What every page does once scripts run: wake the components and shut double posts out.
const root = document.documentElement;
root.classList.add("js");
document.body.classList.add("js-enabled", "govuk-frontend-supported");

const { initAll } = await import("../govuk/govuk-frontend.min.js");
initAll();

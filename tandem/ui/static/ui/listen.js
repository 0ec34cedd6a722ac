// Reads a block out with the device's own voice, in the language of its words.
const synth = window.speechSynthesis;
let speaking = null;

function voiceFor(language) {
  return synth.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
}

// What is read: the words on the page, not the controls' hidden names, and nothing twice that stands
// in short and in full.
function wordsOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("button, .item-actions, .vh, [hidden], [data-short], svg").forEach((part) => part.remove());
  copy.querySelectorAll("textarea").forEach((area) => area.replaceWith(`. ${area.value}. `));
  copy.querySelectorAll("legend, label, p, li, h1, h2, h3").forEach((part) => part.append(". "));
  return copy.textContent.replace(/\s+/g, " ").replace(/([.?!:])\s*\./g, "$1").trim();
}

function rest(button) {
  button.removeAttribute("aria-pressed");
  button.querySelector("[data-listen-label]").textContent = button.dataset.start;
  if (speaking === button) speaking = null;
}

function toggle(button) {
  const stopping = speaking === button;
  synth.cancel();
  if (speaking) rest(speaking);
  if (stopping) return;
  const target = document.getElementById(button.dataset.listen);
  if (!target) return;
  const language = (target.closest("[lang]") ?? document.documentElement).lang;
  const words = new SpeechSynthesisUtterance(wordsOf(target));
  words.lang = language === "en" ? "en-GB" : language;
  words.voice = voiceFor(language) ?? null;
  words.onend = words.onerror = () => rest(button);
  speaking = button;
  button.setAttribute("aria-pressed", "true");
  button.querySelector("[data-listen-label]").textContent = button.dataset.stop;
  synth.speak(words);
}

// Buttons stay hidden where the device has no voice of its own: nothing is sent to a server.
function show() {
  const language = document.documentElement.lang;
  const able = Boolean(voiceFor(language));
  document.querySelectorAll("[data-listen]").forEach((button) => {
    button.dataset.start ??= button.querySelector("[data-listen-label]").textContent;
    button.hidden = !able;
  });
}

if (synth) {
  show();
  synth.addEventListener?.("voiceschanged", show);
  // Rows that arrive later are served too.
  new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-listen]");
    if (button) toggle(button);
  });
  addEventListener("pagehide", () => synth.cancel());
}

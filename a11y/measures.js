// What a page is measured with from inside. Given through the debugger, on a page of the product.
globalThis.a11y = (() => {
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";

  const isShown = (e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.height > 0;
  };

  // "the link 'Correct'" rather than a path that nobody can read.
  const nameOf = (e) => {
    const words = (e.labels?.[0] ?? e).textContent.replace(/\s+/g, " ").trim().slice(0, 50);
    const own = e.id ? `#${e.id}` : e.name ? `[name=${e.name}]` : `.${[...e.classList].join(".")}`;
    return `${e.tagName.toLowerCase()}${own === "." ? "" : own} "${words}"`;
  };

  const isHiddenFromEyes = (e) => {
    for (let at = e; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath.startsWith("inset(50%") || /^rect\((0px|1px)/.test(style.clip)) return true;
    }
    return false;
  };

  // A circle or box is worked by its words too.
  const boxOf = (e) => {
    const boxes = [e.getBoundingClientRect()];
    if (["radio", "checkbox"].includes(e.type)) {
      for (const label of e.labels) boxes.push(label.getBoundingClientRect());
    }
    const left = Math.min(...boxes.map((b) => b.left)), top = Math.min(...boxes.map((b) => b.top));
    const right = Math.max(...boxes.map((b) => b.right));
    const bottom = Math.max(...boxes.map((b) => b.bottom));
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  };

  // Keyboard

  const sameGroup = (a, b) =>
    a.type === "radio" && b.type === "radio" && a.name === b.name && a.form === b.form;

  function stops() {
    const found = [];
    for (const e of document.querySelectorAll(FOCUSABLE)) {
      if (e.tabIndex < 0 || e.matches(":disabled") || e.closest("[inert]")) continue;
      if (!e.checkVisibility({ visibilityProperty: true })) continue;
      if (e.tagName === "SUMMARY" && e.parentElement.querySelector("summary") !== e) continue;
      const place = found.findIndex((other) => sameGroup(other, e));
      if (place < 0) found.push(e);
      else if (e.checked) found[place] = e;
    }
    return found;
  }

  // What may carry the sign of focus: the control, its words, what stands around it.
  function ring(e) {
    const bearers = [[e], [e, "::before"], [e, "::after"], [e.parentElement]];
    const beside = e.type === "radio" || e.type === "checkbox" ? [...e.labels] : [];
    for (const label of beside) bearers.push([label], [label, "::before"], [label, "::after"]);
    for (const part of beside.flatMap((l) => [...l.children])) bearers.push([part]);
    return bearers.map(([at, part]) => {
      const style = getComputedStyle(at, part);
      const isForced = matchMedia("(forced-colors: active)").matches;
      const isSeen = isForced || !/^rgba\(.*, 0\)$/.test(style.outlineColor);
      const width = parseFloat(style.outlineWidth);
      const outline = style.outlineStyle === "none" || !width || !isSeen
        ? "" : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
      return `${outline}|${style.boxShadow}`;
    }).join("\n");
  }

  let walked = [], atRest = new Map();

  function begin() {
    document.activeElement?.blur();
    walked = stops();
    atRest = new Map(walked.map((e) => [e, ring(e)]));
    return { names: walked.map(nameOf), early: walked.filter((e) => e.tabIndex > 0).map(nameOf) };
  }

  function rest() {
    document.activeElement?.blur();
    scrollTo(0, 0);
  }

  function isCovered(e) {
    const box = boxOf(e);
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (right <= left || bottom <= top) return "off the screen";
    const parts = [0.15, 0.5, 0.85];
    let over = null;
    for (const x of parts) {
      for (const y of parts) {
        const at = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
        const isOwn = !at || at === e || e.contains(at) || at.contains(e)
          || [...(e.labels ?? [])].some((label) => label.contains(at));
        if (isOwn) return "";
        over = at;
      }
    }
    return `under ${nameOf(over)}`;
  }

  function here() {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    let index = walked.indexOf(e);
    if (index < 0) index = walked.findIndex((other) => sameGroup(other, e));
    const isScroller = index < 0 && e.scrollHeight + e.scrollWidth > e.clientHeight + e.clientWidth;
    const box = e.getBoundingClientRect();
    return {
      index,
      name: nameOf(e),
      isDate: e.type === "date",
      isScroller,
      isMarked: atRest.has(e) ? ring(e) !== atRest.get(e) : true,
      covered: isCovered(e),
      group: [...document.querySelectorAll("form, nav, header, footer, section, li, article")]
        .findLastIndex((part) => part.contains(e)),
      box: [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY],
    };
  }

  // Size and place

  function small(floor) {
    const faults = [];
    for (const e of document.querySelectorAll(FOCUSABLE)) {
      if (e.tabIndex < 0 || e.matches(":disabled, .skip") || !isShown(e)) continue;
      const isInSentence = getComputedStyle(e).display === "inline"
        && e.parentElement.textContent.trim() !== e.textContent.trim();
      if (isInSentence || (isHiddenFromEyes(e) && !e.labels?.length)) continue;
      const box = boxOf(e);
      // A link that stands alone is as tall as its line.
      const isInline = getComputedStyle(e).display === "inline";
      const line = isInline ? parseFloat(getComputedStyle(e).lineHeight) || 0 : 0;
      const height = Math.max(box.height, line);
      if (box.width < floor - 0.5 || height < floor - 0.5) {
        faults.push(`${nameOf(e)} is ${Math.round(box.width)} by ${Math.round(height)}`);
      }
    }
    return faults;
  }

  const ownText = (e) => [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());

  function cut() {
    const faults = new Set();
    for (const e of document.body.querySelectorAll("*")) {
      const texts = ownText(e);
      const isField = e.matches("input, textarea, select");
      if ((!texts.length && !isField) || !isShown(e) || isHiddenFromEyes(e)) continue;
      const range = document.createRange();
      for (const text of texts) {
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        if (box.right > innerWidth + 1 || box.left < -1) {
          if (!e.closest("[data-scrolls]") && !inScroller(e)) faults.add(`${nameOf(e)} runs off the side`);
        }
      }
      // A field shows a part of long words by its nature.
      for (let at = isField ? e.parentElement : e; at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        // A very long name takes two lines of a bar on purpose; it stands in full elsewhere.
        if (style.webkitLineClamp !== "none") continue;
        const isClipped = (overflow) => overflow === "hidden" || overflow === "clip";
        if (isClipped(style.overflowX) && at.scrollWidth > at.clientWidth + 2) {
          faults.add(`${nameOf(at)} hides its width`);
        }
        if (isClipped(style.overflowY) && at.scrollHeight > at.clientHeight + 2) {
          faults.add(`${nameOf(at)} hides its height`);
        }
      }
    }
    return [...faults];
  }

  function inScroller(e) {
    for (let at = e; at && at !== document.body; at = at.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  }

  // Changed by the reader: WCAG 1.4.12, and words twice as big (1.4.4).
  const CHANGES = {
    spacing: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`,
    bigger: "html { font-size: 200% !important; }",
  };
  const before = [...document.adoptedStyleSheets];

  function change(what) {
    const sheets = what ? [new CSSStyleSheet()] : [];
    sheets[0]?.replaceSync(CHANGES[what]);
    document.adoptedStyleSheets = [...before, ...sheets];
  }

  let opened = [];

  function openAll() {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((e) => (e.open = true));
    return opened.length;
  }

  const shutAgain = () => opened.forEach((e) => (e.open = false));

  // Forms

  function forms() {
    return [...document.forms].map((form) => ({
      action: new URL(form.getAttribute("action") ?? "", location.href).pathname,
      method: form.method,
      fields: [...new Set([...form.elements].map((e) => e.name).filter(Boolean))].sort(),
      canSend: [...form.elements].some((e) => e.type === "submit" || e.type === "image"),
    }));
  }

  // Past what the browser itself would refuse, as somebody without it would.
  function send(action, values) {
    const form = [...document.forms].find(
      (one) => new URL(one.getAttribute("action") ?? "", location.href).pathname === action
        && one.method === "post",
    );
    if (!form) return false;
    const isOfAny = (key, name) =>
      key.startsWith("*.") && name.endsWith(key.slice(1)) && !/^(act|was):/.test(name);
    const given = ({ name }) =>
      Object.keys(values).find((key) => key === name || isOfAny(key, name));
    for (const e of form.elements) {
      const key = given(e);
      if (key !== undefined) {
        const is = (value) => value === "*" || e.value === value;
        if (["radio", "checkbox"].includes(e.type)) e.checked = is(values[key]);
        else e.value = values[key];
      } else if (e.matches("textarea") && values["*"]) {
        e.value = values["*"];
      } else if (e.matches("textarea, input[type=text], input[type=password], input[type=email], input:not([type])")) {
        e.value = "";
      }
    }
    form.noValidate = true;
    HTMLFormElement.prototype.submit.call(form);
    return true;
  }

  return { begin, here, small, cut, change, openAll, shutAgain, forms, send, rest };
})();

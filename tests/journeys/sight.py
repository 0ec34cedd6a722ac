"""What a page must be for everyone: no wider than its window, and with no fault axe can find."""

import json
from functools import cache
from typing import Any

from playwright.sync_api import Page

from tandem.config.assets import BUILD

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def fits(page: Page) -> None:
    """No page scrolls sideways."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= window, f"{wide} > {window} pixels wide: {page.url}"


@cache
def axe() -> str:
    return (BUILD / "axe" / "axe.min.js").read_text("utf-8")


def sound(page: Page) -> None:
    """Given through the debugger: the page's own policy lets no script of another origin in."""
    page.wait_for_load_state()
    devtools = page.context.new_cdp_session(page)

    def told(script: str) -> Any:
        answer = devtools.send(
            "Runtime.evaluate",
            {"expression": script, "awaitPromise": True, "returnByValue": True},
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    # What fades in is judged when it has come.
    told("Promise.allSettled(document.getAnimations().map(a => a.finished)).then(() => 0)")
    told(axe() + ";0")
    asked = {"runOnly": RULES, "resultTypes": ["violations"]}
    said = told(f"axe.run(document, {json.dumps(asked)}).then(r => JSON.stringify(r.violations))")
    devtools.detach()
    faults = [
        f"{fault['id']} ({fault['help']}): {node['target']} {node.get('failureSummary', '')}"
        for fault in json.loads(said)
        for node in fault["nodes"]
    ]
    assert faults == [], "\n".join([page.url, *faults])


WORKED = {
    "button",
    "checkbox",
    "combobox",
    "Date",
    "DisclosureTriangle",
    "link",
    "listbox",
    "menuitem",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "textbox",
}
ABOUT = """function () {
  const form = this.form, action = this.getAttribute('formaction') ?? form?.getAttribute('action');
  return {
    href: this.tagName === 'A' ? this.href : '',
    action: form && this.type !== 'button' ? new URL(action ?? '', location.href).href : '',
    name: this.name ?? '',
    is_page_only: this.tagName === 'SUMMARY' || this.hasAttribute('data-listen')
      || this.matches('[href^="#"], .govuk-password-input__toggle, .govuk-js-character-count'),
  };
}"""


def controls(page: Page) -> list[dict[str, Any]]:
    """Whatever can be worked on a page, as the accessibility tree has it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("Accessibility.enable")
    found = []
    for node in devtools.send("Accessibility.getFullAXTree")["nodes"]:
        if node.get("ignored") or node["role"]["value"] not in WORKED:
            continue
        devtools_object = devtools.send(
            "DOM.resolveNode", {"backendNodeId": node["backendDOMNodeId"]}
        )["object"]["objectId"]
        about = devtools.send(
            "Runtime.callFunctionOn",
            {"objectId": devtools_object, "functionDeclaration": ABOUT, "returnByValue": True},
        )["result"]["value"]
        found.append({"role": node["role"]["value"], "words": node["name"]["value"], **about})
    devtools.detach()
    return found

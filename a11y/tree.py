"""A page as assistive technology has it: the accessibility tree, joined with the document."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page

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


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None"


@dataclass(frozen=True, slots=True)
class Node:
    role: str
    words: str
    level: int
    element: Element
    href: str
    action: str  # where its form goes, if it is a part of one
    about: str = field(default="")  # what describes it besides its name

    @property
    def is_control(self) -> bool:
        return self.role in WORKED

    @property
    def name(self) -> str:
        return self.element.attributes.get("name", "")

    @property
    def is_page_only(self) -> bool:
        """What it does stays on this page."""
        attributes = self.element.attributes
        classes = attributes.get("class", "").split()
        return (
            self.element.tag == "summary"
            or "data-listen" in attributes
            or "data-copy" in attributes
            or "readonly" in attributes  # words to read and to copy
            or attributes.get("href", "").startswith("#")
            or "govuk-password-input__toggle" in classes
            or "govuk-js-character-count" in classes
        )


def tree(page: Page) -> list[Node]:
    devtools = page.context.new_cdp_session(page)
    try:
        document = devtools.send("DOM.getDocument", {"depth": -1})["root"]
        nodes = devtools.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        devtools.detach()
    elements: dict[int, Element] = {}
    by_id: dict[str, Element] = {}
    _gather(document, None, elements, by_id)
    found = []
    for node in nodes:
        if (
            node.get("ignored")
            or (element := elements.get(node.get("backendDOMNodeId", 0))) is None
        ):
            continue
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        href, action = _leads(element, by_id, page.url)
        found.append(
            Node(
                node["role"]["value"],
                node.get("name", {}).get("value", ""),
                int(properties.get("level", 0)),
                element,
                href,
                action,
                node.get("description", {}).get("value", ""),
            )
        )
    return found


def controls(page: Page) -> list[Node]:
    """Whatever can be worked on a page."""
    return [node for node in tree(page) if node.is_control]


def _gather(
    node: dict[str, Any],
    parent: Element | None,
    elements: dict[int, Element],
    by_id: dict[str, Element],
) -> None:
    if node["nodeType"] == 1:
        flat = node.get("attributes", [])
        attributes = dict(zip(flat[::2], flat[1::2], strict=True))
        parent = Element(node["localName"], attributes, parent)
        elements[node["backendNodeId"]] = parent
        by_id.setdefault(attributes.get("id", ""), parent)
    for child in node.get("children", []):
        _gather(child, parent, elements, by_id)


def _leads(element: Element, by_id: dict[str, Element], url: str) -> tuple[str, str]:
    attributes = element.attributes
    if element.tag == "a" and "href" in attributes:
        return urljoin(url, attributes["href"]), ""
    if attributes.get("type") == "button":
        return "", ""
    form = by_id.get(attributes["form"]) if "form" in attributes else element.parent
    while form and form.tag != "form":
        form = form.parent
    if form is None:
        return "", ""
    return "", urljoin(url, attributes.get("formaction") or form.attributes.get("action", ""))

"""Reads a printed page back, as a screen reader would meet it."""

import io
import re
from functools import cache

import pikepdf

HEX = rb"<([0-9a-fA-F]+)>"


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def letters_of(font):
    """Code to text, from the font's own ToUnicode map."""
    source = bytes(font.ToUnicode.read_bytes())
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", source, re.S):
        for code, text in re.findall(HEX + rb"\s*" + HEX, block):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", source, re.S):
        for first, last, text in re.findall(HEX + rb"\s*" + HEX + rb"\s*" + HEX, block):
            start = ord(bytes.fromhex(text.decode()).decode("utf-16-be"))
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found


def text_of(pdf, with_edges=False):
    """All that is read out, in order, without any space: lines may break anywhere.

    What is printed at the edges of each page is not read out, unless asked for.
    """
    said = []
    with opened(pdf) as document:
        for page in document.pages:
            maps = cache(lambda name, page=page: letters_of(page.Resources.Font[name]))
            font, marks = "", []
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "BMC" | "BDC":
                        marks.append(str(operands[0]))
                        # One text for several glyphs, such as a letter and its accents.
                        if str(operator) == "BDC" and "/ActualText" in operands[1]:
                            said.append(str(operands[1].ActualText))
                            marks[-1] = "actual"
                    case "EMC":
                        marks.pop()
                    case "Tf":
                        font = str(operands[0])
                    case "Tj" | "TJ" if "actual" not in marks and (
                        with_edges or "/Artifact" not in marks
                    ):
                        parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                        for part in parts:
                            if isinstance(part, pikepdf.String):
                                raw = bytes(part)
                                for at in range(0, len(raw), 2):
                                    code = int.from_bytes(raw[at : at + 2], "big")
                                    said.append(maps(font).get(code, ""))
    return squeezed("".join(said))


def squeezed(text):
    return re.sub(r"[\s\u200b\u2068\u2069]", "", text)


def tags_of(pdf):
    """The kinds of every structure element in reading order, and the languages set on them."""
    kinds, languages = [], []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                kinds.append(str(node.S))
                if "/Lang" in node:
                    languages.append(str(node.Lang))
            if "/K" in node:
                walk(node.K)

    with opened(pdf) as document:
        walk(document.Root.StructTreeRoot.K)
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and "/Lang" in operands[1]:
                    languages.append(str(operands[1].Lang))
    return kinds, languages


def smallest_type(pdf):
    """The smallest letters on any page, in points."""
    sizes = []
    with opened(pdf) as document:
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    sizes.append(float(operands[1]))
    return min(sizes)

"""Workbooks and instruments made for tests."""

import io
import json

import openpyxl

from tandem.instruments import loader

EN, CY = "label::English (en)", "label::Welsh (cy)"


def workbook(**sheets):
    """A workbook of lists of rows; each row is a dict by heading."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
    return saved(book)


def saved(book):
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def question(name="how", label="How are you?", type="text", **more):
    return {"type": type, "name": name, "label": label, **more}


def big(questions=500, options=700, conditions=300, per_area=50):
    """A made-up instrument: areas of questions with answers, nested conditions over the area's
    earlier questions, and one part that is answered again and again."""
    areas, keys, left = {}, [], conditions
    choosing = options // 5
    for number in range(questions):
        area = f"area_{number // per_area}"
        item = {"party": ("person", "worker")[number % 2], "prompt": f"Question {number}?"}
        if number % per_area == 0:
            keys = []
        if number < choosing:
            item |= {"kind": "one", "options": {f"a{n}": f"Answer {n}" for n in range(5)}}
        else:
            item |= {"kind": "ten", "low": "Not at all", "high": "Very much"}
        if left and len(keys) > 3:
            left -= 1
            asks = [
                {"item": key, "is": "a1"} if kind == "one" else {"item": key, "at_least": 5}
                for key, kind in keys[-3:]
            ]
            item["asked_if"] = {"any": [{"all": asks[:2]}, {"not": asks[2]}]}
        keys.append((f"{area}.q{number}", item["kind"]))
        items = areas.setdefault(area, {"name": f"Area {area}", "items": {}})["items"]
        items[f"q{number}"] = item
    child = {"party": "person", "kind": "words", "prompt": "What is this child called?"}
    areas["children"] = {
        "name": "Children",
        "parts": {"each": {"name": "Each child", "at_most": 12, "items": {"called": child}}},
    }
    assert left == 0
    return json.dumps({"en": {"name": "big", "version": 1, "areas": areas}})


def instrument(content):
    return loader.parse(json.dumps({"en": {"name": "x", "version": 1, **content}}))

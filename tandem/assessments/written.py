"""Put what was typed about one question into the content of an instrument that is being written."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tandem.assessments.forms.manuscripts import AddForm
from tandem.assessments.forms.questions import QuestionForm
from tandem.instruments.content import FIRST, Content, Place, at, put
from tandem.instruments.fates import keys_changed
from tandem.instruments.links import ask_about, relink
from tandem.instruments.manuscript import (
    Question,
    add_pair,
    add_question,
    add_scale,
    answers_at,
    languages_of,
    move,
    set_choices,
    set_value,
    set_words,
    take_out,
)
from tandem.instruments.parts import place_to_add
from tandem.instruments.xlsform.choices import key_from

Taken = list[dict[str, Any]]


def add(content: Content, area: str, form: AddForm) -> str:
    """A new question at the end of a part, with the worker's beside it where both answer; its
    whole key."""
    said = form.cleaned_data
    part = place_to_add(content, area, said.get("part", ""))
    party, kind = said["party"], said["kind"]
    table = {
        "party": "person" if party == "pair" else party,
        "kind": "one" if kind == "yes_no" else kind,
        "prompt": said["prompt"],
    }
    place = add_question(content, part, table)
    if kind == "yes_no":
        # Welsh has a yes for each question, so its words are left to be written.
        put(content, (*place, "options"), {"yes": "Yes", "no": "No"})
    if kind == "scale":
        put(content, (*place, "scale"), add_scale(content, place[-1]))
    if party == "pair":
        add_pair(content, place, said["prompt"], "need")
    return f"{'.'.join(one for one in part if one not in ('areas', 'parts'))}.{place[-1]}"


def save(content: Content, taken: Taken, form: QuestionForm) -> None:
    place, said = form.place, form.cleaned_data
    for name in ("follows", "construct"):
        if name in said:
            set_value(content, (*place, name), said[name])
    for name in ("prompt", "hint", *(["easy"] if form.is_persons else [])):
        set_words(content, (*place, name), form.words(name))
    if not form.words("prompt")[FIRST]:
        put(content, (*place, "prompt"), "")  # it is the checker who says so
    if form.rows and (where := answers_at(form.question)):
        set_choices(content, where, form.answers())
    for name in ("low", "high") if "low-en" in form.fields else ():
        for one in (place, *([form.paired.place] if form.paired else [])):
            set_words(content, (*one, name), form.words(name))
    if form.tens:
        _save_tens(content, form)
    if form.paired:
        set_words(content, (*form.paired.place, "prompt"), form.words("worker"))
        for one in (place, form.paired.place):
            put(content, (*one, "rule"), said["rule"])
    if form.is_persons:
        set_value(content, (*place, "needs_notice"), said["needs_notice"])
    if said["kind"] != form.question.table.get("kind"):
        _turn(content, taken, form.question, said["kind"])


def _save_tens(content: Content, form: QuestionForm) -> None:
    for code in languages_of(content):
        set_value_in(content, (*form.place, "easy_tens"), code)
    for row in form.tens:
        number, words = form.cleaned_data[f"ten-{row}"], form.words(f"ten-{row}-easy")
        if any(words.values()):
            set_words(content, (*form.place, "easy_tens", number), words)


def set_value_in(content: Content, place: Place, code: str) -> None:
    table = at(content, place[:-1], code)
    if isinstance(table, dict):
        table.pop(place[-1], None)


def _turn(content: Content, taken: Taken, question: Question, kind: str) -> None:
    """Into another kind. A list stays the list of the next kind, and what that has no place for is
    kept among what was taken out."""
    where, place = answers_at(question), question.place
    lists = {"one": ("options", "easy_options"), "many": ("options", "easy_options")}
    if where and kind == "scale":
        scale = add_scale(content, place[-1])
        _carry(content, where.place, ("scales", scale), lists["one"], ("steps", "easy"))
        put(content, (*place, "scale"), scale)
    elif where and kind in lists and question.table.get("kind") == "scale":
        _carry(content, where.place, place, ("steps", "easy"), lists["one"])
        set_value(content, (*place, "scale"), None)
    elif where and kind not in lists:
        if where.place == place:
            called = _("the answers of “%(question)s”") % {"question": question.prompt[:60]}
            take_out(content, taken, (*place, "options"), called)
            for name in ("easy_options", "levels", "after"):
                for code in languages_of(content):
                    set_value_in(content, (*place, name), code)
        set_value(content, (*place, "scale"), None)
    elif kind == "scale":
        put(content, (*place, "scale"), add_scale(content, place[-1]))
    for name in ("low", "high", "easy_tens") if question.table.get("kind") == "ten" else ():
        for code in languages_of(content):
            set_value_in(content, (*place, name), code)
    put(content, (*place, "kind"), kind)


def _carry(
    content: Content, source: Place, to: Place, names: tuple[str, str], called: tuple[str, str]
) -> None:
    for code in languages_of(content):
        for name, now in (
            *zip(names, called, strict=True),
            ("levels", "levels"),
            ("after", "after"),
        ):
            if (table := at(content, (*source, name), code)) is not None:
                put(content, (*to, now), dict(table), code)
                if source[0] != "scales":  # other questions may stand on the steps of a scale
                    set_value_in(content, (*source, name), code)


def shift_answer(content: Content, taken: Taken, question: Question, what: str, key: str) -> None:
    """Up or down in the list, or out of it."""
    where = answers_at(question)
    if where is None:
        return
    place = (*where.place, where.words, key)
    if what == "out":
        take_out(content, taken, place, str(at(content, place) or key))
    else:
        move(content, place, -1 if what == "up" else 1)


def pair_up(content: Content, question: Question) -> None:
    """Ask the worker the same."""
    if question.table.get("party") == "person" and not question.table.get("pair"):
        add_pair(content, question.place, question.prompt, "need")


def renew(content: Content, question: Question) -> str:
    """The same as a new question, with a new key: what asks something else is not the old one."""
    place = question.place
    fellows = at(content, place[:-1])
    name = key_from(place[-1], fellows)
    for code in languages_of(content):
        table = at(content, place[:-1], code)
        if isinstance(table, dict) and place[-1] in table:
            named = {name if key == place[-1] else key: one for key, one in table.items()}
            table.clear()
            table.update(named)
    for one in fellows.values():
        relink(one, {place[-1]: name})
    keys = {question.key: question.beside(name)}
    ask_about(content, keys)
    keys_changed(content, keys, is_moved=False)
    return question.beside(name)

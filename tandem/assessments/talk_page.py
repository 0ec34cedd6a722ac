"""What the pages of one talk show: its note, line by line, and what is said after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import shown_day
from tandem.assessments.page import Speaker
from tandem.assessments.rules.differences import Gap
from tandem.assessments.rules.talks import AGAIN, NOTE, WHERE, Talk
from tandem.instruments.loader import released
from tandem.instruments.schema import Instrument


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One thing that was said in a talk; `step` leads back to where it can be said again."""

    step: str
    title: str
    party: str
    name: str
    words: str


def note(talk: Talk, gap: Gap, say: Speaker) -> list[NoteLine]:
    """The note of a talk: everything that was said in it, in its own order and words."""
    words = released("talk", talk.opened.value["version"])
    found = []
    for prompt in words.prompts:
        for item in prompt.items:
            short = item.key.removeprefix(f"talk.{prompt.key}.")
            value = talk.said(prompt.key, item.party).get(short)
            if value is None or talk.said(NOTE, "person").get("fair") == "change" == value:
                continue
            if item.kind == "date":
                text = shown_day(date.fromisoformat(value))
            else:
                text = say.answer(item, value)
            found.append(
                NoteLine(
                    step=prompt.key,
                    title=say.say(prompt.title),
                    party=item.party,
                    name=say.names.get(item.party, ""),
                    words=text,
                )
            )
        if prompt.key == WHERE:
            found += _again(talk, gap, say)
    return found + _fair(talk, words, say)


def _fair(talk: Talk, words: Instrument, say: Speaker) -> list[NoteLine]:
    """What the person tapped on their own screen, if they let the worker see it."""
    tapped = talk.said("fair", "person").get("fair")
    if not tapped:
        return []
    item = words.item("talk.fair.answer")
    name = say.names["person"]
    return [NoteLine("", say.say(item.prompt), "person", name, say.answer(item, tapped))]


def _again(talk: Talk, gap: Gap, say: Speaker) -> list[NoteLine]:
    found = []
    for party in talk.voices(AGAIN):
        said = talk.said(AGAIN, party)
        if "mark" not in said:
            continue
        item = gap.pair.person if party == "person" else gap.pair.worker
        lines = [say.say(item.choice(said["mark"]).words), said.get("words", "")]
        text = "\n".join(line for line in lines if line)
        found.append(NoteLine(AGAIN, _("The mark now"), party, say.names[party], text))
    return found


def after_line(talk: Talk, say: Speaker) -> str:
    """What is said once the two have said where they are now."""
    if talk.outcome is None:
        return ""
    item = released("talk", talk.opened.value["version"]).item("talk.where.outcome")
    return say.say(item.choice(talk.outcome.value).after)

"""What the pages of one talk show: its note, line by line, and what is said after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import shown_day
from tandem.assessments.rules.differences import Gap
from tandem.assessments.rules.talks import AGAIN, NOTE, WHERE, Talk
from tandem.assessments.speaker import Speaker
from tandem.instruments.loader import released
from tandem.instruments.schema import Instrument, Item


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One thing that was said in a talk; `step` leads back to where it can be said again."""

    step: str
    title: str
    party: str
    name: str
    words: str
    language: str = ""  # of words that somebody typed; "" for answers told in that of the page


def note(talk: Talk, gap: Gap, say: Speaker) -> list[NoteLine]:
    """The note of a talk: everything that was said in it, in its own order and words."""
    words = released("talk", talk.version)
    found = []
    for prompt in words.prompts:
        # Each party once a step, in the order in which the step's items ask them.
        for party in dict.fromkeys(item.party for item in prompt.items):
            then = say.as_then(author_of(talk, prompt.key, party))
            told = {
                item: line
                for item in prompt.items
                if item.party == party and (line := _told(item, talk.said(prompt.key, party), then))
            }
            text = "\n".join(told.values())
            asks_again = prompt.key == NOTE and talk.said(NOTE, party).get("fair") == "change"
            if text and not asks_again:
                name = "" if prompt.key in ("person", "worker") else then.names.get(party, "")
                is_typed = all(item.kind == "words" for item in told)
                language = talk.entries[prompt.key, party].language if is_typed else ""
                title = then.say(prompt.title)
                found.append(NoteLine(prompt.key, title, party, name, text, language))
        if prompt.key == WHERE:
            found += _again(talk, gap, say)
    return found + _fair(talk, words, say)


def author_of(talk: Talk, step: str, party: str) -> str:
    """The worker who was there. What came from the person's own device names none: then whoever
    else is named in the talk."""
    entry = talk.entries.get((step, party))
    named = (one.author for one in (*talk.entries.values(), talk.opened) if one.author)
    return (entry.author if entry else "") or next(named, "")


def _told(item: Item, said: Mapping[str, Any], say: Speaker) -> str:
    short = item.key.split(".", 2)[2]
    if short not in said:
        return ""
    if item.kind == "date":
        return shown_day(date.fromisoformat(said[short]))
    return say.answer(item, said[short])


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
        name = say.as_then(author_of(talk, AGAIN, party)).names[party]
        found.append(NoteLine(AGAIN, _("The mark now"), party, name, text))
    return found


def after_line(talk: Talk, say: Speaker) -> str:
    """What is said once the two have said where they are now."""
    if talk.outcome is None:
        return ""
    item = released("talk", talk.version).item("talk.where.outcome")
    return say.say(item.choice(talk.outcome.value).after)

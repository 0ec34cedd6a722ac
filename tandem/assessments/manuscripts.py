"""What an organisation is writing: its content, and what stands in the way of releasing it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tandem.assessments.library import versions_of
from tandem.assessments.models import Manuscript
from tandem.assessments.queries import shipped_names
from tandem.assessments.told import told
from tandem.instruments.content import FIRST, Content, content_of
from tandem.instruments.fates import BECAME, became_of, told_in
from tandem.instruments.judging import Fault, Judged, judge
from tandem.instruments.loader import instrument_of
from tandem.instruments.manuscript import Question, find, questions
from tandem.instruments.schema import Instrument
from tandem.instruments.versions import Change, changes, unsaid
from tandem.instruments.waiting import Order, answers_of, condition_of
from tandem.people.models import Organisation


@dataclass(frozen=True, slots=True)
class InTheWay:
    """faults: all that stands in the way; content: what would be released, where nothing does.
    changes: since the version before, if there is one."""

    judged: Judged
    faults: tuple[Fault, ...]
    content: Content | None
    changes: tuple[Change, ...]
    version: int


def content_in(manuscript: Manuscript) -> Content:
    found: Content = json.loads(manuscript.body)
    return found


def in_the_way(organisation: Organisation, content: Content) -> InTheWay:
    judged = judge(content)
    faults, name = list(judged.faults), str(content[FIRST]["name"])
    here = versions_of(organisation, name)
    version = here[0].version + 1 if here else 1
    if content[FIRST]["version"] != version:
        # Released as it is, it would take back in silence what the other one said.
        faults.append(
            Fault(
                _("Version %(version)s came meanwhile. Begin the next version from it.")
                % {"version": version - 1}
            )
        )
    if name in shipped_names():
        faults.append(Fault(_("%(name)s comes with Tandem.") % {"name": name}))
    made, before = judged.instrument, here[0] if here else None
    changed: tuple[Change, ...] = ()
    if before:
        faults += _untold(before, content)
    if made and before:
        made = with_became(before, made)
        changed = tuple(changes(before, made))
        if not faults:  # what is left out as unsound is not gone
            for sentence in unsaid(before, made):
                key = next((word for word in re.findall(r"[a-z0-9_.]+[a-z0-9_]", sentence)), "")
                one = find(content, key)
                faults.append(Fault(sentence, one.place if one else ()))
    whole = content_of(made) if made and not faults else None
    if whole:
        whole[FIRST]["version"] = version
    return InTheWay(judged, tuple(faults), whole, changed, version)


def version_before(organisation: Organisation, content: Content) -> Instrument | None:
    """The version after which it is written; None for a first one."""
    here = versions_of(organisation, str(content[FIRST]["name"]))
    return next((one for one in here if one.version < content[FIRST]["version"]), None)


def _untold(before: Instrument, content: Content) -> Iterator[Fault]:
    """Questions of the version before that are gone, and nobody said what became of them, or what
    was said is gone as well."""
    asked, told = {one.key for one in questions(content)}, told_in(content)
    for item in before.items:
        if item.key in asked:
            continue
        if item.key not in told:
            sentence = _("Say what became of “%(question)s”.")
        elif not asked.issuperset(told[item.key]):
            sentence = _(
                "“%(question)s” became a question that is gone too. Say again what became of it."
            )
        else:
            continue
        said = {"question": item.prompt.raw(FIRST)[:60]}
        yield Fault(sentence % said, (*BECAME, item.key))


def with_became(before: Instrument, now: Instrument) -> Instrument:
    """The same with what became of each question: of those that are gone what is told, and of the
    others what can be seen."""
    content = content_of(now)
    old, new = {item.key for item in before.items}, {item.key for item in now.items}
    told = {key: to for key, to in told_in(content).items() if key in old and key not in new}
    content[FIRST].pop("became", None)
    come = {key for to in told.values() for key in to}
    plain = changes(before, instrument_of(content))
    both = [change.now[0].key for change in plain if change.before and change.now]
    kept = {change.now[0].key for change in plain if change.what == "kept"}
    became = became_of(told) | {
        "reworded": [key for key in both if key not in kept | come],
        "new": [item.key for item in now.items if item.key not in old | come],
    }
    if found := {what: keys for what, keys in became.items() if keys}:
        content[FIRST]["became"] = found
    return instrument_of(content)


@dataclass(frozen=True, slots=True)
class WrittenNames:
    """The words of what is being written, for a condition that is told; what is gone has none."""

    order: Order

    def question(self, item: str) -> str:
        one = self.order.all.get(item)
        return one.prompt if one else _("a question that is gone")

    def answer(self, item: str, key: str) -> str:
        one = self.order.all.get(item)
        known = answers_of(self.order.content, one) if one else {}
        return known.get(key) or _("an answer that is gone")

    def takes_many(self, item: str) -> bool:
        one = self.order.all.get(item)
        return one is not None and one.table.get("kind") == "many"


def asked_when(order: Order, question: Question) -> str:
    """When it is asked, in one sentence."""
    try:
        branch = condition_of(question)
    except ValueError:
        return _("It is asked after answers that this page cannot show.")
    if branch is None:
        return _("It is always asked.")
    return _("It is asked only if %(this)s.") % {"this": told(branch, WrittenNames(order)).line}


def written_in(organisation: Organisation) -> list[tuple[Manuscript, dict[str, Any]]]:
    """What is being written, last changed first. Those of one name are told apart by a number."""
    written = organisation.manuscripts.select_related("changed_by").order_by("begun_at", "pk")
    heads = [(each, head_in(content_in(each))) for each in written]
    counted = Counter[str]()
    for _each, head in heads:
        counted[head["title"]] += 1
        head["number"] = counted[head["title"]]
    return sorted(heads, key=lambda one: one[0].changed_at, reverse=True)


def head_in(content: Content) -> dict[str, Any]:
    """What a manuscript is called, and which version it would be."""
    first = content["en"]
    return {"title": first.get("title") or first["name"], "version": first["version"]}

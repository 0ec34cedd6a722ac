"""Whom a row names: by names in parts, by a name in full, or by what they are called. Pure."""

from collections.abc import Mapping
from typing import Any

from tandem.lib.text import search_key

PARTS = ("given_names", "family_name")
# Any of these is a name.
NAMES = (*PARTS, "called", "full_name")


def in_parts(full: str) -> dict[str, str]:
    """The family name stands before a comma, or is the last word. The report tells of this guess;
    the whole stays what it was."""
    family, comma, given = full.partition(",")
    if not comma:
        given, _, family = full.rpartition(" ")
    return {"given_names": given.strip(), "family_name": family.strip()}


def straight(full: str) -> str:
    """ "Marsh, Danielle" -> "Danielle Marsh"."""
    return " ".join(in_parts(full).values()).strip()


def whole(facts: Mapping[str, Any]) -> str:
    """All of someone's name as one key, in whichever way it is written."""
    parts = " ".join(str(facts.get(name) or "") for name in PARTS).strip()
    return search_key(parts or straight(str(facts.get("full_name") or facts.get("called") or "")))


def name_key(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Who someone without a reference is: their name and the day they were born."""
    return whole(facts), str(facts.get("born_on") or "")


def of_somebody_new(said: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a row with the names that are stored. Without a name of its own, what they are
    called is the name in full, else the first name that there is."""
    facts = dict(said)
    full = facts.pop("full_name", "")
    if full and not has_parts(facts):
        facts |= in_parts(full) if "called" in facts else {"called": straight(full)}
    facts.setdefault("called", facts.get("given_names") or facts.get("family_name", ""))
    return facts


def of_somebody_here(said: Mapping[str, Any], here: Mapping[str, Any]) -> dict[str, Any]:
    """The same for a person who is here: a name in full changes what they are called never, and
    their other names only where it is not what they make up together."""
    facts = dict(said)
    full = facts.pop("full_name", "")
    if full and not has_parts(facts) and whole(here) != search_key(straight(full)):
        facts |= in_parts(full)
    return facts


def has_parts(facts: Mapping[str, Any]) -> bool:
    return any(facts.get(name) for name in PARTS)


def is_someone_else(here: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether nothing that both know agrees: no name and no birth date."""
    full = {} if has_parts(said) else in_parts(said.get("full_name") or "")
    known = {**said, **full}
    agree = [
        search_key(str(here[name])) == search_key(str(known[name]))
        for name in (*PARTS, "born_on")
        if here.get(name) and known.get(name)
    ]
    if has_parts(here) and has_parts(known):
        agree.append(whole(here) == whole(known))
    return bool(agree) and not any(agree)

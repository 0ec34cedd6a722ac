"""The plan's thread as it is read in voluntary work, where nobody reads what an order asked for. A
copy of an answer keeps all that was read then, and is not read through this."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tandem.plans import rules
from tandem.plans.forks import FORK
from tandem.voices.fold import Said


def without_order(said: Iterable[Said]) -> list[Said]:
    """The same entries; what they say of an order is taken out of them."""
    return [one if (kept := _kept(one)) is None else replace(one, value=kept) for one in said]


def _kept(one: Said) -> Mapping[str, Any] | None:
    """What is left of its value; None where it says nothing of an order.

    An answer is to the rest of the words that it was given to: so like is compared with like, and
    nobody is asked again because an order is over.
    """
    value = one.value if isinstance(one.value, dict) else {}
    if one.kind == "goal" and "requirement" in value:
        return {name: told for name, told in value.items() if name != "requirement"}
    if one.about.startswith(FORK) and value.get("choice") == "required":
        return {"choice": "", "words": ""}
    read = value.get("text", {})
    free = _free(read)
    if free != read and rules.bound_to(value) == value["digest"]:
        # Its code stays that of its copy.
        told = {name: one for name, one in value.items() if name not in ("form", "around")}
        code = rules.short_code(value["digest"])
        return {**told, "text": free, "digest": rules.digest(free), "code": code}
    return None


def _free(read: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of one goal, or of the whole plan."""
    if "plan" in read:
        return {**read, "plan": [_free(goal) for goal in read["plan"]]}
    return {name: told for name, told in read.items() if name != "required"}

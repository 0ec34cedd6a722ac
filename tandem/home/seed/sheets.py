"""What the two say on the sheet. Which questions may be asked when is the product's own rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from tandem.assessments.rules.sheet import LINKS, OPENED, Sheet
from tandem.home.seed.banks import Sayings
from tandem.home.seed.log import Log
from tandem.home.seed.sitting import Sat
from tandem.instruments.schema import Area, Instrument, Item, Part
from tandem.voices.fold import Said
from tandem.voices.models import Kind

NOW = ("good", "mostly_fine", "some", "hard", "very_hard")
READY = ("keeping", "started", "have_a_way", "not_alone", "wonder", "as_it_is")
# Too heavy to be made up by dice, or of a place where nobody here is.
LEFT_OUT = ("not_here", "hurt_myself", "hurt_others", "prison", "voices")

# How often an item is answered, the first time and when the area comes up again.
OFTEN = {
    "fact": (0.9, 0.3),
    "strength": (0.95, 0.4),
    "strength.words": (0.6, 0.3),
    "now": (1, 1),
    "hard": (0.85, 0.4),
    "better": (0.8, 0.4),
    "matter": (0.7, 0.3),
    "matter.words": (0.4, 0.2),
    "ready": (0.6, 0.4),
    "sure": (0.6, 0.3),
    "sure.words": (0.35, 0.1),
    "link": (0.85, 0.4),
    "link.words": (0.45, 0.2),
    "harm": (0.8, 0.4),
    "harm.words": (0.35, 0.2),
    "safer": (0.4, 0.15),
    "w.strength": (0.93, 0.6),
    "w.strength.none": (0.8, 0.2),
    "w.now": (0.97, 0.9),
    "w.hard": (0.7, 0.4),
    "w.how": (0.7, 0.3),
    "w.how.on": (0.3, 0.2),
    "w.evidence": (0.6, 0.4),
    "w.link": (0.8, 0.35),
    "w.link.words": (0.4, 0.2),
    "w.harm": (0.75, 0.35),
    "w.harm.words": (0.35, 0.2),
    "w.unknown": (0.1, 0.05),
    "w.offer": (0.15, 0.1),
}


class SheetTold:
    """One person's sheet over its sittings: how each part of a life goes, what is said."""

    def __init__(self, random: Random, log: Log, instrument: Instrument, mode: str) -> None:
        self.random, self.log, self.instrument = random, log, instrument
        self.spoken: dict[tuple[str, str], Said] = {}
        self.notices: dict[str, str] = {}
        self.rules = Sheet(instrument, mode, self.spoken, frozenset(), self.notices, {}, {}, {}, {})
        # From 0, good, to 4: how it is for the person, and how the worker sees it.
        self.level = {
            part.key: random.choices(range(5), (2, 3, 4, 3, 2))[0]
            for area in instrument.areas
            for part in area.parts
        }
        self.view = {key: self._near(level) for key, level in self.level.items()}
        self.talked: list[str] = []

    def _near(self, level: int) -> int:
        apart = self.random.choices((-2, -1, 0, 1, 2, 3), (5, 15, 35, 22, 17, 6))[0]
        return max(0, min(4, level + apart))

    def time_passes(self, *, is_setback: bool) -> None:
        for key in self.level:
            shift = self.random.choices((-1, 0, 1), (30, 55, 15))[0]
            if is_setback and self.random.random() < 0.35:
                shift = 2
            self.level[key] = max(0, min(4, self.level[key] + shift))
            self.view[key] = self._near(self.level[key])

    def areas(self) -> list[Area]:
        """Which there are to talk about in this mode."""
        return [a for a in self.instrument.areas if a.number and self.rules.is_area_open(a)]

    def pick(self, sat: Sat, says: Sayings) -> list[Area]:
        """The person picks up to three; the worker may add one. What is hard comes up again."""
        there, random = self.areas(), self.random

        def pull(area: Area) -> float:
            worst = max(self.level[part.key] for part in area.parts)
            return random.random() * (1 + worst) * (0.6 if area.key in self.talked else 1)

        chosen = sorted(there, key=pull)[-random.choices((1, 2, 3), (15, 40, 45))[0] :]
        keys = [area.key for area in there if area in chosen]
        sat.say(self.log, Kind.PICK, "pick/today", "person", keys)
        sat.event("collect", "pick")
        picked = [area for area in there if area.key in keys]
        rest = [area for area in there if area.key not in keys]
        if rest and random.random() < 0.25:
            added = max(rest, key=lambda area: max(self.view[part.key] for part in area.parts))
            value = {"area": added.key, "why": says.one(random, "talk", "why")}
            sat.say(self.log, Kind.PICK, "pick/today", "worker", value)
            sat.event("collect", "pick")
            picked.append(added)
        return picked

    def pick_first(self, sat: Sat, picked: list[Area]) -> None:
        for party in ("person", "worker"):
            area = self.random.choice(picked)
            sat.say(self.log, Kind.PICK, "pick/first", party, area.key)
            sat.event("collect", "pick")

    def open_links(self, sat: Sat) -> None:
        """In voluntary work the person may open the questions about trouble and harm."""
        sat.say(self.log, Kind.PICK, f"{OPENED}/{LINKS}", "person", True)
        sat.event("collect", "pick")
        self.rules = replace(self.rules, opened=frozenset({LINKS}))

    def how_we_work(self, sat: Sat) -> None:
        """The page before the marks: what makes meetings work."""
        for item in self.instrument.area("how").items:
            # Their language is in the caseload: the dice would say another.
            if item.kind == "many" and item.key != "how.language" and self.random.random() < 0.6:
                self._say(sat, item, Kind.ANSWER, self._some(item, 2))
        sat.event("collect", "answer")

    def talk_over(self, sat: Sat, area: Area, says: Sayings) -> None:
        """An area from top to bottom, the person's side first."""
        is_again = area.key in self.talked
        for part in self._parts(area):
            for party in ("person", "worker"):
                before = len(self.log.said)
                for item in part.items:
                    if item.party == party:
                        self._ask(sat, area, part, item, says, is_again=is_again)
                if len(self.log.said) > before:
                    sat.event("collect", "answer")
        if not is_again:
            self.talked.append(area.key)

    def _parts(self, area: Area) -> list[Part]:
        parts = list(area.parts)
        return parts if len(parts) == 1 or self.random.random() < 0.4 else parts[:1]

    def _ask(
        self, sat: Sat, area: Area, part: Part, item: Item, says: Sayings, *, is_again: bool
    ) -> None:
        short = item.key.removeprefix(f"{part.key}.")
        if self.random.random() > OFTEN.get(short, (0, 0))[is_again]:
            return
        if not self.rules.is_open(item) or not self.rules.is_asked(item):
            return
        if item.follows and not self._stands(item.follows, item.party):
            if short != "w.strength.none":
                return
        elif short == "w.strength.none":
            return
        if item.needs_notice and area.key not in self.notices:
            choice = "answer" if self.random.random() < 0.93 else "not_today"
            sat.say(self.log, Kind.PROMPT, f"notice/{area.key}", "person", choice)
            sat.event("collect", "answer_prompt")
            self.notices[area.key] = choice
            self.rules.forget()
        if item.party == "person" and self.random.random() < 0.02:
            self._say(sat, item, Kind.PASS, "not_today")
            return
        if self.rules.waits_for_the_notice(item):
            return
        value = self._value(sat, part, item, short, says)
        if value is not None:
            self._say(sat, item, Kind.ANSWER, value)

    def _stands(self, key: str, party: str) -> bool:
        said = self.spoken.get((key, party))
        return said is not None and said.kind == "answer" and said.value not in ("", [])

    def _say(self, sat: Sat, item: Item, kind: Kind, value: Any) -> None:
        self.heard(sat.say(self.log, kind, item.key, item.party, value))

    def heard(self, said: Said) -> None:
        """What a talk says anew on an item stands on the sheet too."""
        self.spoken[said.about, said.party] = said
        self.rules.forget()

    # What is answered

    def _value(self, sat: Sat, part: Part, item: Item, short: str, says: Sayings) -> Any:
        random, called = self.random, sat.known.called
        level = self.level[part.key] if item.party == "person" else self.view[part.key]
        bank = part.key

        def words(kind: str, place: str = bank) -> str:
            return says.one(random, place, kind, called)

        makers: dict[str, Callable[[], Any]] = {
            "fact": lambda: self._fact(item),
            "strength": lambda: self._strengths(item, level),
            "strength.words": lambda: words("mine"),
            "now": lambda: NOW[level],
            "hard": lambda: self._some(item, 1 + level // 2) if level > 1 else None,
            "better": lambda: words("better") if level > 0 else None,
            "matter": lambda: min(10, 2 + 2 * level + random.randrange(3)),
            "matter.words": lambda: words("matter", "talk"),
            "ready": lambda: READY[max(0, min(5, level + random.randrange(-1, 2)))],
            "sure": lambda: max(0, 9 - 2 * level + random.randrange(2)),
            "sure.words": lambda: words("sure", "talk"),
            "link": lambda: self._lies(("out", "none", "unsure", "both", "into"), level),
            "link.words": lambda: words("link", "talk"),
            "harm": lambda: self._lies(("safe", "none", "unsure", "both", "hurt"), level - 1),
            "harm.words": lambda: words("harm", "talk"),
            "safer": lambda: words("better", "safe"),
            "w.strength": lambda: words("seen"),
            "w.strength.none": lambda: "not_seen",
            "w.now": lambda: NOW[level],
            "w.hard": lambda: words("hard") if level > 1 else None,
            "w.how": lambda: self._some(item, 2),
            "w.how.on": lambda: (sat.held_on - timedelta(random.randrange(2, 40))).isoformat(),
            "w.evidence": lambda: words("evidence"),
            "w.link": lambda: self._lies(("less", "none", "unknown", "both", "more"), level),
            "w.link.words": lambda: words("link", "talk"),
            "w.harm": lambda: self._lies(("less", "none", "unknown", "both", "more"), level - 1),
            "w.harm.words": lambda: words("harm", "talk"),
            "w.unknown": lambda: words("unknown", "talk"),
            "w.offer": lambda: {
                "words": words("offer"),
                "due_on": (sat.held_on + timedelta(random.randrange(5, 30))).isoformat(),
            },
        }
        return makers[short]()

    def _lies(self, choices: tuple[str, ...], level: int) -> str:
        """A choice near a level, the first being the best."""
        weights = [1 / (1 + (place - level) ** 2 * 1.5) for place in range(5)]
        return self.random.choices(choices, weights)[0]

    def _fact(self, item: Item) -> str:
        said = self.spoken.get((item.key, item.party))
        if said and said.kind == "answer" and self.random.random() < 0.7:
            return str(said.value)
        return self.random.choice(self._keys(item))

    def _strengths(self, item: Item, level: int) -> list[str]:
        if level == 4 and self.random.random() < 0.2:
            return ["nothing"]
        return self._some(item, 1 + (4 - level) // 2)

    def _some(self, item: Item, many: int) -> list[str]:
        known = [key for key in self._keys(item) if key not in ("nothing", "none")]
        chosen = self.random.sample(known, min(many, len(known)))
        return [key for key in known if key in chosen]

    def _keys(self, item: Item) -> list[str]:
        return [c.key for c in item.choices if not any(one in c.key for one in LEFT_OUT)]

"""Made-up talks about a difference: each step an entry, settled as the product settles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid5

from tandem.assessments.rules.differences import Difference, Gap, Outcome, open_differences
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.rules.talks import AGAIN, NOTE, OPEN, OWN_HANDS, WHERE
from tandem.home.seed.banks import Sayings
from tandem.home.seed.log import new_id
from tandem.home.seed.sheets import SheetTold
from tandem.home.seed.sitting import Sat
from tandem.instruments.schema import Item
from tandem.lib.working_days import working_days_after
from tandem.people.models import ANSWER_WITHIN
from tandem.voices.fold import Said
from tandem.voices.models import Kind

OUTCOMES = {
    Outcome.PERSON: 20,
    Outcome.WORKER: 20,
    Outcome.BOTH: 8,
    Outcome.DIFFERENTLY: 27,
    Outcome.COME_BACK: 20,
    Outcome.SOMEONE_ELSE: 5,
}


class TalkTold:
    """One talk, from "Two views" to the note; it may stop before the two come to an end."""

    def __init__(self, sheet: SheetTold, sat: Sat, says: Sayings, gap: Gap) -> None:
        self.sheet, self.sat, self.says, self.gap = sheet, sat, says, gap
        self.random = sheet.random
        opened = {"step": OPEN, "version": 1}
        sat.event("collect", "talk")
        self.opened = sat.say(sheet.log, Kind.TALK, gap.about, "both", opened)

    def tell(self) -> None:
        words, random = self._words, self.random
        self._step("person", {"person": {"view": words("person")}})
        if random.random() < 0.7:
            heard = {"worker": {"heard": words("heard")}, "person": {"is_it": "yes"}}
            self._step("worker_back", heard)
        else:
            self._skip("worker_back", "person")
        self._step("worker", {"worker": {"view": words("worker")}})
        if random.random() < 0.3:
            heard = {"person": {"heard": words("heard_back")}, "worker": {"is_it": "yes"}}
            self._step("person_back", heard)
        else:
            self._skip("person_back", "worker")
        if random.random() < 0.08:
            return  # they stop here; nothing is lost
        if random.random() < 0.6:
            need = {"person": {"person": words("need_person")}}
            self._step("count", {**need, "worker": {"worker": words("need_worker")}})
        else:
            self._skip("count", "person", "worker")
        at = {"at": words("look")} if random.random() < 0.6 else {"at.nothing": "nothing"}
        self._step("look", {"both": at})
        self._where()
        if random.random() < 0.85:
            changes = {"changes": "yes"} if random.random() < 0.4 else {"changes": "no"}
            if random.random() < 0.4:
                changes["changes.words"] = words("changes")
            self._step("plan", {"both": changes})
            fair = {"fair": "yes"}
            if random.random() < 0.08:
                fair = {"fair": "add", "fair.words": words("person")}
            self._step(NOTE, {"person": fair})
        if random.random() < 0.4 and not self.sat.is_paper:
            self._tap()

    def _words(self, kind: str) -> str:
        return self.says.one(self.random, "talk", kind, self.sat.known.called)

    def _step(self, step: str, answers: Mapping[str, Mapping[str, Any]]) -> Said:
        """What each says at a step, as one request; gives the last of its entries."""
        act = new_id(self.random)
        own = step in OWN_HANDS and not (step == AGAIN and "worker" in answers)
        hands = self.sat.own() if own else self.sat.shared()
        self.sat.event("collect", f"talk {step}", by_guest=hands.author is None)
        self._act, self._hands = act, hands
        for party, said in answers.items():
            value: dict[str, Any] = {"talk": str(self.opened.id), "step": step}
            value |= {"said": dict(said)} if said else {"skipped": True}
            last = self.sat.say(
                *(self.sheet.log, Kind.TALK, self.gap.about, party, value),
                hands=hands,
                act=uuid5(act, party),
            )
        return last

    def _skip(self, step: str, *parties: str) -> None:
        self._step(step, {party: {} for party in parties})

    def _where(self) -> None:
        random = self.random
        outcome = random.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
        where = {"outcome": str(outcome)}
        more: dict[str, str] = {}
        if outcome is Outcome.COME_BACK:
            on = (self.sat.held_on + timedelta(random.randrange(14, 75))).isoformat()
            where["outcome.on"], more["on"] = on, on
        if outcome is Outcome.SOMEONE_ELSE:
            where["outcome.who"] = more["who"] = self._words("who")
        self._step(WHERE, {"both": where})
        for party in outcome.thinks_again:
            self._thinks_again(party, outcome)
        value = {"talk": str(self.opened.id), "outcome": str(outcome), **more}
        self.sat.say(
            *(self.sheet.log, Kind.SETTLE, self.gap.about, "both", value),
            hands=self._hands,
            act=uuid5(self._act, "settle"),
        )

    def _thinks_again(self, party: str, outcome: Outcome) -> None:
        pair = self.gap.pair
        item = pair.person if party == "person" else pair.worker
        mark = self._nearer(item, party, half=outcome is Outcome.BOTH)
        said = {"mark": mark}
        if self.random.random() < 0.7:
            said["words"] = self._words("again")
        self._step(AGAIN, {party: said})
        again = self.sat.say(
            *(self.sheet.log, Kind.ANSWER, item.key, party, mark),
            hands=self._hands,
            act=uuid5(self._act, f"{party} mark"),
        )
        self.sheet.heard(again)

    def _nearer(self, item: Item, party: str, *, half: bool) -> str:
        """The mark that lies next to the other's, or half way there."""
        mine, theirs = self.gap.person, self.gap.worker
        assert mine
        assert theirs
        at, to = (mine, theirs) if party == "person" else (theirs, mine)
        here, there = at.level or 0, to.level or 0
        goal = (here + there) / 2 if half else there
        marks = [choice for choice in item.choices if choice.level is not None]
        return min(marks, key=lambda choice: abs((choice.level or 0) - goal)).key

    def _tap(self) -> None:
        random, sat = self.random, self.sat
        hands = sat.own()
        act = new_id(random)
        answer = random.choices(("yes", "part", "no", "skip"), (70, 17, 5, 8))[0]
        sees = random.random() < 0.25
        sat.event("collect", "fair", by_guest=hands.author is None)
        wants = random.random() < 0.03
        sat.told.taps.add(act, sat.id, self.opened.id, answer, sees, wants, sat.tick())
        if sees:
            fair = {"talk": str(self.opened.id), "step": "fair", "said": {"fair": answer}}
            sat.say(
                *(self.sheet.log, Kind.TALK, self.gap.about, "person", fair),
                hands=hands,
                act=uuid5(act, "fair"),
            )


def talk_about_some(sheet: SheetTold, sat: Sat, says: Sayings) -> None:
    """The differences that are open are talked about, one or two of them."""
    found = differences_now(sheet, sat)
    for difference in sheet.random.sample(found, min(len(found), sheet.random.randrange(3))):
        TalkTold(sheet, sat, says, difference.gap).tell()


def differences_now(sheet: SheetTold, sat: Sat) -> list[Difference]:
    said = without_shut(sheet.instrument, sat.known.mode, sheet.log.said)
    return open_differences(sheet.instrument, said)


def remark(sheet: SheetTold, sat: Sat, says: Sayings) -> Said | None:
    """The person puts their own words next to something that the worker said."""
    theirs = [key for (key, party), _ in sheet.spoken.items() if party == "worker"]
    if not theirs:
        return None
    hands = sat.own()
    sat.event("collect", "differ", by_guest=hands.author is None)
    value = {
        "words": says.one(sheet.random, "talk", "differ"),
        "answer_by": working_days_after(sat.held_on, ANSWER_WITHIN).isoformat(),
    }
    about = sheet.random.choice(theirs)
    return sat.say(sheet.log, Kind.DIFFER, about, "person", value, hands=hands)


def answer(sheet: SheetTold, sat: Sat, says: Sayings, to: Said) -> None:
    sat.event("collect", "differ")
    value = {"words": says.one(sheet.random, "talk", "answer"), "to": str(to.id)}
    sat.say(sheet.log, Kind.DIFFER, to.about, "worker", value)

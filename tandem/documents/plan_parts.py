"""What the page of the plan holds, as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tandem.documents.words import Day, Words

Who = Literal["person", "worker"]
# One page of A4; big print; Easy Read with its pictures.
Size = Literal["page", "large", "easy"]


@dataclass(frozen=True)
class StepLine:
    """A promise: who does what, by when, and how it stands."""

    who: Who
    who_name: str
    words: Words
    by_day: Day | None = None
    state: str = ""  # in words, in the page's language: "Promised", "Doing", "Done"
    is_done: bool = False
    now: str = ""  # who carries it now, where another worker promised it


@dataclass(frozen=True)
class RemarkOnPaper:
    """ "I see this differently" and what was answered, each under a name."""

    name: str
    words: Words


@dataclass(frozen=True)
class AskedOnPaper:
    """What was asked for so that a goal can be reached, and how that stands."""

    words: Words
    told: str  # sentences: how much, and yes or no
    said: tuple[RemarkOnPaper, ...] = ()  # a reason for no, what it changed


@dataclass(frozen=True)
class GoalLine:
    number: int
    words: Words
    by_day: Day | None = None
    is_later: bool = False
    required: str = ""  # what of an order it is there for, where it has to happen
    because: tuple[str, ...] = ()  # the items it comes from
    person_answer: str = ""  # in words: "Yes, I agree"
    worker_answer: str = ""
    agreement_note: str = ""  # a sentence, such as one about a lapsed agreement
    own_words: Words | None = None  # what the person said about agreeing
    steps: tuple[StepLine, ...] = ()
    worker_name: str = ""  # whose answer the worker's is; empty: the page's worker
    remarks: tuple[RemarkOnPaper, ...] = ()
    asked: tuple[AskedOnPaper, ...] = ()
    picture: bytes = b""  # in Easy Read: of the area that it comes from


@dataclass(frozen=True)
class WholeAnswer:
    """What each said to the whole plan, in words."""

    person_answer: str = ""
    worker_answer: str = ""
    worker_name: str = ""  # empty: the page's worker
    note: str = ""  # a sentence, when the plan changed since
    own_words: Words | None = None


@dataclass(frozen=True)
class NewsLine:
    """What was said since the last time, of a goal or of something else, and by whom."""

    about: str
    told: str
    words: Words | None = None


@dataclass(frozen=True)
class EasyLine:
    """A line of Easy Read with a drawing beside it, as SVG."""

    picture: bytes
    line: str


@dataclass(frozen=True)
class EasyPictures:
    """What stands beside the heads of the parts, as SVG."""

    goal: bytes = b""
    promise: bytes = b""
    court: bytes = b""
    good: bytes = b""
    differ: bytes = b""
    day: bytes = b""


@dataclass(frozen=True)
class Gap:
    """Both marks on one line of steps, counted from 0."""

    steps: int
    person: int
    worker: int


@dataclass(frozen=True)
class DifferenceLine:
    area: str
    item: str = ""
    person_mark: str = ""
    person_words: Words | None = None
    worker_mark: str = ""
    worker_words: Words | None = None
    talked: str = ""  # a sentence
    outcome: str = ""  # a sentence
    look_again: Day | None = None
    gap: Gap | None = None
    worker_name: str = ""  # whose view the worker's is; empty: the page's worker


@dataclass(frozen=True)
class StrengthLine:
    area: str
    person: Words | None = None
    worker: Words | None = None
    # How each sees it now, in words: "Hard".
    person_mark: str = ""
    worker_mark: str = ""
    # Whose the worker's words and mark are, by name; empty: the page's worker.
    worker_by: str = ""
    worker_mark_by: str = ""


@dataclass(frozen=True)
class ComeBack:
    on: Day
    what: str = ""


@dataclass(frozen=True)
class LeafLine:
    """What stands on a further page of the plan, such as what the person brings."""

    who: str  # a party, both, or "" where it is nobody's
    who_name: str
    under: str  # the heading that it stands under
    words: Words
    remarks: tuple[RemarkOnPaper, ...] = ()


@dataclass(frozen=True)
class LeafPart:
    title: str
    lines: tuple[LeafLine, ...]
    picture: bytes = b""  # in Easy Read, as SVG


@dataclass(frozen=True)
class PlanPage:
    language: str
    person: str  # as they are called
    worker: str
    organisation: str
    printed_on: date
    version_code: str  # a short digest of the plan's words
    reasons: tuple[Words, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    whole: WholeAnswer | None = None
    # Promised before there was a goal.
    promises: tuple[StepLine, ...] = ()
    differences: tuple[DifferenceLine, ...] = ()
    strengths: tuple[StrengthLine, ...] = ()
    come_back: tuple[ComeBack, ...] = ()
    meeting: str = ""  # when the two meet next, as sentences
    not_answered: tuple[str, ...] = ()  # sentences
    requirements: tuple[str, ...] = ()  # sentences
    is_practice: bool = False
    made_without_person: str = ""  # a sentence, when the person was not there
    requirements_note: str = ""  # what is said before the requirements
    leaves: tuple[LeafPart, ...] = ()
    size: Size = "page"
    # What is new since the two last sat together; None where nobody asked.
    since: Day | None = None
    news: tuple[NewsLine, ...] = ()
    pictures: EasyPictures = EasyPictures()
    easy_end: tuple[EasyLine, ...] = ()

"""Pages of made-up people, written out."""

from dataclasses import replace
from datetime import date

from tandem.documents.plan_parts import (
    ComeBack,
    DifferenceLine,
    Gap,
    GoalLine,
    PlanPage,
    StepLine,
    StrengthLine,
)
from tandem.documents.sheet_page import (
    BlankArea,
    BlankItem,
    BlankSheet,
    FilledArea,
    FilledRow,
    FilledSheet,
    View,
)
from tandem.documents.words import Words

NOW = ("Very hard", "Hard", "Some good, some hard", "Mostly fine", "Good")

FLAT = GoalLine(
    number=1,
    words=Words("I keep my flat."),
    because=("Home: what makes it hard",),
    person_answer="Yes, I agree",
    worker_answer="Yes, I agree",
    own_words=Words("As long as I ring them, not you."),
    steps=(
        StepLine("person", "Danielle", Words("Ring the council"), date(2026, 3, 6), "Doing"),
        StepLine("worker", "Imran", Words("Go with her to advice"), date(2026, 3, 10), "Promised"),
        StepLine("person", "Danielle", Words("Bring the letter"), date(2026, 3, 10), "Done", True),
    ),
)
MONEY = GoalLine(
    number=2,
    words=Words("I know what comes in and goes out each week."),
    because=("Money: now", "Money: what would make it better"),
    person_answer="I agree with part of it",
    worker_answer="Yes, I agree",
    agreement_note="You agreed on 24 February, but the words are new.",
    steps=(
        StepLine(
            "person", "Danielle", Words("Write down what I spend"), date(2026, 3, 17), "Promised"
        ),
        StepLine(
            "worker", "Imran", Words("Ask about the energy grant"), date(2026, 3, 12), "Promised"
        ),
    ),
)
HOME_DIFFERS = DifferenceLine(
    area="Home",
    item="How home is now",
    person_mark="Mostly fine",
    person_words=Words("It is mine and I keep it going."),
    worker_mark="Hard",
    worker_words=Words("Rent is two months behind."),
    talked="We talked on 3 March.",
    outcome="Both views stay on this page.",
    look_again=date(2026, 4, 3),
    gap=Gap(steps=5, person=3, worker=1),
)
PLAN = PlanPage(
    language="en",
    person="Danielle",
    worker="Imran",
    organisation="Eastside Probation",
    printed_on=date(2026, 3, 3),
    version_code="7f3a-91c0",
    reasons=(Words("My boy at weekends."),),
    goals=(FLAT, MONEY),
    differences=(
        HOME_DIFFERS,
        replace(HOME_DIFFERS, area="Money", item="How money is now"),
        replace(HOME_DIFFERS, area="Staying safe", item="More or less chance of harm", gap=None),
    ),
    strengths=(
        StrengthLine("Home", Words("A kind neighbour."), Words("Eight months in one flat.")),
        StrengthLine("Money", Words("I pay the gas first."), Words("You knew each bill.")),
        StrengthLine("Staying safe", Words("I ring my sister.")),
    ),
    come_back=(ComeBack(date(2026, 4, 3), "Home"),),
)
NO_PLAN = PlanPage(
    language="en",
    person="Kofi",
    worker="Maureen",
    organisation="The Open Door",
    printed_on=date(2026, 3, 3),
    version_code="0000",
)
BLANK = BlankSheet(
    language="en",
    title="Our sheet",
    person="Danielle",
    worker="Imran",
    organisation="Eastside Probation",
    printed_on=date(2026, 3, 3),
    version_code="whole-life 1",
    before=("You can skip, stop, or say that you see it differently.",),
    areas=(
        BlankArea(
            name="Home",
            line="Where you sleep, and how it feels to be there.",
            person_items=(
                BlankItem("What is good about it?", choices=("I feel safe", "I can keep it")),
                BlankItem("How is home for you now?", steps=NOW),
                BlankItem("How much does home matter?", ends=("Not at all", "More than most")),
            ),
            worker_items=(
                BlankItem("What can you do about it?", write_lines=2, asks_day=True),
                BlankItem("How do you see home now?", steps=NOW, may_be_left=False),
            ),
            worker_note="Danielle can read all of this.",
        ),
        BlankArea(name="Money", person_items=(BlankItem("How is money now?", steps=NOW),)),
    ),
)
FILLED = FilledSheet(
    language="en",
    title="What we wrote on 3 March",
    person="Danielle",
    worker="Imran",
    organisation="Eastside Probation",
    sat_on=date(2026, 3, 3),
    printed_on=date(2026, 3, 4),
    version_code="whole-life 1",
    how_held="We sat side by side.",
    areas=(
        FilledArea(
            name="Home",
            rows=(
                FilledRow(
                    "How home is now",
                    View("Mostly fine", Words("It is mine."), "Typed by Imran"),
                    View("Hard", Words("Rent is behind.")),
                    "Danielle sees more going well here.",
                ),
                FilledRow("Harm", View(note="Danielle is not answering this today."), None),
            ),
        ),
        FilledArea(name="Money"),
    ),
)

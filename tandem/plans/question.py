"""What is said around the question "Is this the plan?", as it is released in both languages."""

from tandem.assessments.differences_page import shown_day
from tandem.instruments.loader import newest
from tandem.plans.reasons import Names, speaker
from tandem.plans.rules import Agreement


def released(names: Names, said: Agreement) -> dict[str, str]:
    say, released = speaker(names), newest("agreement")
    words = {line.key: say.say(line.words) for line in released.prompt("ask").lines}
    if said.on:
        words["new_words"] = say.sentence(released, "new_words", date=shown_day(said.on))
    return words

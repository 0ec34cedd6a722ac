"""Who does what after what. Whatever is known is in a scene, so whatever is known is performed."""

from tests.journeys.effects import desk, joining, organisation, plan, sheet, signing_in, start, talk
from tests.journeys.effects.effect import Effect

SCENES: dict[str, list[Effect]] = {
    "sheet": [
        start.start("side", "room:welcome"),
        *start.PROMPTS,
        *sheet.PICKS,
        *start.FRAME,
        *joining.SENT_AWAY,
        *joining.LET_IN,
        *sheet.ANSWERS,
        *sheet.PRESSED,
        *sheet.FROM_THEIR_SCREEN,
        *talk.DIFFER,
        joining.GO,
        *start.RESUMED,
        start.start("video", "room:prompt"),
        *start.SEEN,
        *sheet.AGAIN,
        start.FINISH,
        *start.ONCE_MORE,
    ],
    "plan": [
        start.start("phone", "room:welcome"),
        *joining.LET_IN,
        *sheet.ANSWERS,
        *talk.TOGETHER,
        *sheet.FIRST,
        *plan.WRITTEN,
        *plan.ANSWERED,
        *plan.FROM_THEIR_SCREEN,
        *joining.ENDED,
        start.FINISH,
        *plan.AT_THE_DESK,
    ],
    "paper": [
        start.ON_PAPER,
        *sheet.PICKS,
        *sheet.ANSWERS,
        *sheet.PRESSED,
        *talk.SPOKEN,
        *talk.ON_PAPER,
        *talk.SKIPPED,
        *talk.DIFFER,
        *sheet.FIRST,
        *plan.WRITTEN,
        start.PAPER_DONE,
    ],
    # The densest pages: all of an area, a goal with its reasons, and its steps.
    "narrow": [
        start.start("side", "room:welcome"),
        *start.SEEN,
        *sheet.ANSWERS,
        *plan.STEPS,
        start.FINISH,
    ],
    "shut": [start.start("side", "room:welcome"), *start.SEEN, *sheet.SHUT, start.FINISH],
    "desk": [
        *desk.LANGUAGE,
        *desk.BROUGHT_IN,
        *desk.ADDED,
        *desk.CHANGED,
        desk.MOVED,
        desk.SIGN_OUT,
    ],
    "many": desk.MORE,
    "organisation": [
        *organisation.TEAMS,
        *organisation.INSTRUMENTS,
        *organisation.INVITED,
        signing_in.ACCEPTED,
        *signing_in.WITH_AN_APP,
        *organisation.LEAVES,
    ],
    "passkeys": [*organisation.INVITED, signing_in.ACCEPTED, *signing_in.BY_PASSKEY],
}
# A sitting on paper has no second screen, and nobody is handed what nobody holds.
SCENES["paper"] = [one for one in SCENES["paper"] if "desk" in one.doors]

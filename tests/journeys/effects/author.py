"""An instrument is written in the browser, released, and answered in a room."""

from dataclasses import replace

from tests.journeys.effects.effect import Effect, said
from tests.journeys.effects.organisation import NOTHING

HERE = "/instruments/written/{manuscript}"
# What stands at a place of what is written.
ITEMS = "SELECT body::jsonb #> '{en,areas,%s}' #>> '{%s}' FROM assessments_manuscript"
NEWEST = "SELECT id FROM assessments_manuscript ORDER BY begun_at DESC LIMIT 1"
ASKED_OF = "SELECT name FROM assessments_owninstrument ORDER BY id DESC LIMIT 1"
QUESTION = r"(prompt|worker|easy|hint|low|high|answer-.+|ten-\d)(-.+)?|kind|rule|needs_notice|do"
QUESTION += "|part|follows|construct"


def stands(area: str, place: str) -> str:
    return ITEMS % (area, place) + " WHERE id = %(manuscript)s"


def of_the_whole(press: str, named: str, stored: str, *gives: tuple[object, ...]) -> Effect:
    return Effect(
        "assessments:manuscript", HERE, press=press, named=named, stored=stored, gives=gives,
        by="author", alike="do",
    )  # fmt: skip


def area(name: str) -> Effect:
    key = name.lower().replace(" ", "_")
    return Effect(
        "assessments:manuscript",
        HERE,
        {"area": name},
        "Add the area",
        stored=stands(key, "name"),
        gives=[(name,)],
        leads="assessments:manuscript_area",
        by="author",
    )


def question(of: str, prompt: str, kind: str, party: str) -> Effect:
    key = prompt.lower().replace(" ", "_").rstrip("?")
    return Effect(
        "assessments:manuscript_area",
        f"{HERE}/areas/{of}",
        {"prompt": prompt, "party": party, "kind": kind},
        "Add it",
        stored=stands(of, f"items,{key},prompt"),
        gives=[(prompt,)],
        leads="assessments:manuscript_question",
        by="author",
        alike="part",
    )


def written(of: str, key: str, entered: dict[str, str], place: str, stored: str) -> Effect:
    return Effect(
        "assessments:manuscript_question",
        f"{HERE}/questions/{of}.{key}",
        entered,
        "Save",
        stored=stands(of, place),
        gives=[(stored,)],
        by="author",
        alike=QUESTION,
    )


WHY_SO = HERE + "/questions/the_visit.why_so/when"
WAITS = [
    Effect(
        "assessments:manuscript_line",
        WHY_SO + "/line",
        {"about": "the_visit.how_was_it"},
        "Go on",
        stored=NOTHING,
        leads="assessments:manuscript_line",
        by="author",
        alike="at|into",
    ),
    Effect(
        "assessments:manuscript_line",
        WHY_SO + "/line?about=the_visit.how_was_it",
        {"how": "is", "answer": "hard"},
        "Save",
        stored=stands("the_visit", "items,why_so,asked_if,is"),
        gives=[("hard",)],
        leads="assessments:manuscript_when",
        by="author",
        alike="at|into|about",
    ),
    Effect(
        "assessments:manuscript_when",
        WHY_SO,
        press="Add a group",
        named="do=group:",
        stored=stands("the_visit", "items,why_so,asked_if,all,1,any"),
        gives=[("[]",)],
        by="author",
        alike="do|join-.*",
    ),
    Effect(
        "assessments:manuscript_when",
        WHY_SO,
        {"join-": "any"},
        "Take this group off",
        named="do=off:1",
        stored=stands("the_visit", "items,why_so,asked_if,is"),
        gives=[("hard",)],
        by="author",
    ),
    Effect(
        "assessments:manuscript_when",
        WHY_SO,
        press="Ask it always",
        named="do=always",
        stored=stands("the_visit", "items,why_so,asked_if"),
        gives=[(None,)],
        by="author",
    ),
    Effect(
        "assessments:manuscript",
        HERE,
        press="Put back",
        named="do=back:0",
        stored=stands("the_visit", "items,why_so,asked_if,is"),
        gives=[("hard",)],
        by="author",
    ),
]
SIGN = "SELECT body::jsonb #>> '{en,constructs,ties}' FROM assessments_manuscript"


def in_parts(entered: dict[str, str], press: str, place: str, *gives: tuple[object, ...]) -> Effect:
    return Effect(
        "assessments:manuscript_parts",
        HERE + "/areas/after_it/parts",
        entered,
        press,
        stored=stands("after_it", place),
        gives=gives,
        by="author",
        alike="do|part|(name|at_most)-.+",
    )


def of_signs(entered: dict[str, str], press: str, gives: str) -> Effect:
    return Effect(
        "assessments:manuscript_constructs",
        HERE + "/signs",
        entered,
        press,
        stored=SIGN + " WHERE id = %(manuscript)s",
        gives=[(gives,)],
        by="author",
        alike="do|construct|name-.+",
    )


LISTS = [
    in_parts({"part": "Each <child>"}, "Add the part", "parts,each_child,name", ("Each <child>",)),
    in_parts({"at_most-each_child": "4"}, "Save", "parts,each_child,at_most", ("4",)),
    of_signs({"construct": "Ties"}, "Add the sign", "Ties"),
    of_signs({"name-ties-en": "Ties & <so>"}, "Save", "Ties & <so>"),
    written("the_visit", "why_so", {"construct": "ties"}, "items,why_so,construct", "ties"),
    written("the_visit", "why_so", {"follows": "how_was_it"}, "items,why_so,follows", "how_was_it"),
    replace(
        written(
            "after_it.own", "what_i_tell_you", {"part": "each_child"},
            "", "What I tell you",
        ),
        stored=stands("after_it", "parts,each_child,items,what_i_tell_you,prompt"),
    ),
    replace(in_parts({}, "Take out", "parts,own", (None,)), named="do=out:own"),
]  # fmt: skip
WRITTEN = [
    Effect(
        "assessments:begin_manuscript",
        "/instruments/written/new",
        {"title": "Visit {reference}"},
        "Begin",
        stored="SELECT body::jsonb #>> '{en,title}' FROM assessments_manuscript"
        " WHERE begun_at > %(since)s",
        gives=[("Visit {reference}",)],
        leads="assessments:manuscript",
        learns={"manuscript": NEWEST},
        by="author",
        alike="copied",
    ),
    Effect(
        "assessments:manuscript",
        HERE,
        {"line-en": "Two parts & <so>."},
        "Save",
        stored="SELECT body::jsonb #>> '{en,line}' FROM assessments_manuscript"
        " WHERE id = %(manuscript)s",
        gives=[("Two parts & <so>.",)],
        keeps=True,
        by="author",
        alike="(title|line|licence)-(en|cy)",
    ),
    area("The visit"),
    area("After it"),
    of_the_whole("Up", "do=up:after_it", "SELECT 1", (1,)),
    question("the_visit", "How was it?", "scale", "pair"),
    # Its answers stand on a scale beside the areas; the scale itself is there from the start.
    replace(
        written(
            "the_visit",
            "how_was_it",
            {"answer-+0-en": "Good", "answer-+1-en": "Mixed", "answer-+2-en": "Hard"},
            "",
            "Hard",
        ),
        stored="SELECT body::jsonb #>> '{en,scales,how_was_it,steps,hard}'"
        " FROM assessments_manuscript WHERE id = %(manuscript)s",
    ),
    question("the_visit", "Why so?", "words", "person"),
    *WAITS,
    question("after_it", "What I tell you", "words", "worker"),
    *LISTS,
    Effect(
        "assessments:manuscript_area",
        HERE + "/areas/after_it",
        {"line-en": "A line & <so>."},
        "Save",
        stored=stands("after_it", "line"),
        gives=[("A line & <so>.",)],
        keeps=True,
        by="author",
        alike="(name|line)-(en|cy)|each_first|do",
    ),
    of_the_whole("Take out", "do=out:after_it", stands("after_it", "name"), (None,)),
    of_the_whole("Put back", "do=back:1", stands("after_it", "name"), ("After it",)),
    Effect(
        "assessments:manuscript_preview",
        HERE + "/preview/the_visit",
        {"the_visit.how_was_it": "hard"},
        "Show what is asked now",
        stored=NOTHING,
        shows="Why so?",
        by="author",
        alike="[a-z][a-z0-9_.]*",
    ),
    Effect(
        "assessments:manuscript",
        HERE,
        press="Release version 1",
        stored="SELECT version FROM assessments_owninstrument WHERE added_at > %(since)s",
        gives=[(1,)],
        leads="assessments:instrument",
        learns={"check": ASKED_OF},
        by="author",
    ),
]
GONE = (
    "SELECT (SELECT jsonb_agg(one ORDER BY one) FROM"
    " jsonb_array_elements_text(body::jsonb #> '{en,became,dropped}') one)::text"
    " FROM assessments_manuscript"
    " WHERE id = %(manuscript)s"
)
TOLD, ALSO = "the_visit.why_so", "after_it.each_child.what_i_tell_you"
NEXT = [
    Effect(
        "assessments:begin_manuscript",
        "/instruments/written/new",
        {"copied": "{check}:next"},
        "Begin",
        stored="SELECT body::jsonb #>> '{en,version}' FROM assessments_manuscript"
        " WHERE begun_at > %(since)s",
        gives=[("2",)],
        leads="assessments:manuscript",
        learns={"manuscript": NEWEST},
        by="author",
    ),
    Effect(
        "assessments:manuscript_area",
        HERE + "/areas/the_visit",
        press="Take out",
        named=f"do=out:{TOLD}",
        stored=stands("the_visit", "items,why_so"),
        gives=[(None,)],
        by="author",
    ),
    of_the_whole("Take out", "do=out:after_it", stands("after_it", "name"), (None,)),
    Effect(
        "assessments:manuscript_fate",
        f"{HERE}/became/{TOLD}",
        {"fate": "gone"},
        "Save",
        stored=GONE,
        gives=[(f'["{TOLD}"]',)],
        leads="assessments:manuscript_fates",
        by="author",
        alike="now",
    ),
    Effect(
        "assessments:manuscript_fates",
        HERE + "/became",
        press="All the rest is no longer asked",
        named="do=rest",
        stored=GONE,
        gives=[(f'["{ALSO}", "{TOLD}"]',)],
        by="author",
    ),
]
USE = "SELECT is_offered FROM assessments_offering WHERE at > %(since)s"
OFFERED = [
    Effect(
        "assessments:offer_instrument",
        "/instruments/{check}/1",
        press=press,
        stored=USE,
        gives=[(is_offered,)],
        by="author",
        alike="offered",
    )
    for press, is_offered in (("Take it out of use", False), ("Offer it again", True))
]
ASKED = [
    Effect(
        "room:check_answer",
        f"{{room}}/check/{{check}}/area/{of}",
        {key: value for key, value, _party in answers},
        gives=[said("answer", key, value, party) for key, value, party in answers],
        keeps=True,
    )
    for of, answers in (
        ("the_visit", [("the_visit.how_was_it", "hard", "person")]),
        ("the_visit", [("the_visit.why_so", "It was <cold>.", "person")]),
        ("the_visit", [("the_visit.w.how_was_it", "mixed", "worker")]),
        ("after_it", [("after_it.each_child.what_i_tell_you", "I ring & ask.", "worker")]),
    )
]

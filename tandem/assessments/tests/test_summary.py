"""The counts of "My people" are the fold, whatever is said and in whatever order."""

from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem.assessments.actions import talks as acts
from tandem.assessments.actions.remarks import see_differently
from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.models import SheetSummary
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.differences import gaps
from tandem.assessments.rules.remarks import summary
from tandem.assessments.rules.talks import talk_under_way
from tandem.assessments.tests.talking import home_apart, join, say, setting, sit
from tandem.lib.refused import Refused
from tandem.voices.models import Entry, Kind
from tandem.voices.queries import said_in
from tests.cast import make_person

NOW = ["very_hard", "hard", "some", "mostly_fine", "good"]
OUTCOMES = [
    {"outcome": "person"},
    {"outcome": "worker"},
    {"outcome": "both"},
    {"outcome": "differently"},
    {"outcome": "come_back", "outcome.on": "2199-01-02"},
    {"outcome": "come_back", "outcome.on": "2199-01-01"},
    {"outcome": "someone_else", "outcome.who": "Gwen"},
]
AREAS = st.sampled_from(["home", "money"])
ACTS = st.one_of(
    st.tuples(st.just("mark"), AREAS, st.sampled_from(["person", "worker"]), st.sampled_from(NOW)),
    st.tuples(st.just("pass"), AREAS),
    st.tuples(st.just("talk"), AREAS, st.sampled_from(OUTCOMES)),
    st.tuples(st.just("again"), AREAS, st.sampled_from(["person", "worker"]), st.sampled_from(NOW)),
    st.tuples(st.just("skip"), AREAS),
    st.tuples(st.just("differ"), AREAS, st.sampled_from(["person", "worker"])),
    st.tuples(st.just("reply"), AREAS),
)


def by_hand(at):
    """What the person gives with their own hands comes from their own device."""
    phone = join(at)
    return {"room": phone.room, "setting": setting(phone)}


def do(at, what, area, *more):
    item = f"{area}.now"
    here = {"room": at.room, "thread": at.thread, "setting": setting(at), "act": uuid4()}
    if what == "mark":
        say(at, more[0], item if more[0] == "person" else f"{area}.w.now", more[1])
    elif what == "pass":
        say(at, "person", item, "not_today", Kind.PASS)
    elif what == "differ":
        see_differently(**here, about=item, party=more[0], words="Not like that.")
    elif what == "reply":
        first = Entry.objects.filter(kind="differ", thread=at.thread, about=item).first()
        if first:
            other = "worker" if first.party == "person" else "person"
            see_differently(**here, about=item, party=other, words="I see.", to=first.pk)
    elif what == "talk":
        talk = acts.open_talk(**here, about=item)
        here["act"] = uuid4()
        here |= by_hand(at)
        acts.say_step(**here, talk=talk, about=item, step="where", answers={"both": more[0]})
    else:
        said = said_in(at.thread.pk)
        gap = gaps(instrument_of(at.thread), said).get(item)
        talk = talk_under_way(said, gap) if gap else None
        if talk and what == "again":
            marks = {more[0]: (more[1], "")}
            here |= by_hand(at) if more[0] == "person" else {}
            acts.think_again(**here, talk=talk.id, about=item, marks=marks)
        elif talk:
            parties = ["person", "worker"]
            acts.skip_step(**here, talk=talk.id, about=item, step="again", parties=parties)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ACTS, max_size=12))
def test_the_summary_is_the_fold_after_any_acts(cast, story):
    person = make_person(cast.north, "Danielle", worker=cast.imran, team=cast.team)
    at = sit(cast.imran, person)
    for act in story:
        try:
            do(at, *act)
        except Refused:
            continue
        finally:
            folded = summary(instrument_of(at.thread), said_in(at.thread.pk))
            kept = SheetSummary.objects.filter(thread=at.thread).first()
            found = (kept.open_differences, kept.come_back_on) if kept else (0, None)
            assert found == (folded.open_differences, folded.come_back_on), act


def test_it_takes_few_queries_however_long_the_sheet(cast, django_assert_max_num_queries):
    at = sit(cast.imran, cast.danielle)
    for _ in range(5):
        home_apart(at)
    instrument_of(at.thread)
    # Read the log and the mode; then a savepoint, the row locked, changed, the savepoint let go.
    with django_assert_max_num_queries(6):
        refresh_summary(at.thread)

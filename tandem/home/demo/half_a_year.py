"""Half a year of a fund: what people asked, what they were told, what it changed. So the fund in
short has enough people in it to be told."""

from dataclasses import dataclass
from uuid import uuid4

from tandem.fund.actions import requests
from tandem.fund.models import Request
from tandem.fund.rules import money
from tandem.fund.rules.requests import Became
from tandem.fund.terms import newest_terms
from tandem.home.demo.cast import Cast
from tandem.home.demo.scene import Scene, as_of, days_ago
from tandem.people.actor import Staff
from tandem.plans.actions import goals
from tandem.voices.actions import Setting

NOTICED = 21  # days from the money to what it changed


@dataclass(frozen=True)
class Asked:
    called: str
    worker: str
    ago: int
    # An answer on the sheet that the goal comes from, and the goal.
    because: str
    mark: str
    goal: str
    what: str
    why: str
    pounds: str
    # Why not, where it was not this time; and what it changed, where the person let anyone read it.
    no: str = ""
    changed: str = ""
    is_own_money: bool = False
    waited: int = 0  # days for the answer


ASKED = (
    Asked("Desmond", "Imran", 185, "home", "hard", "I sleep in a bed.", "A mattress.",
          "I have the frame. The charity has a list of four months.", "48",
          changed="I sleep through. My back is fine."),
    Asked("Parveen", "Priya", 182, "days", "hard", "I drive a fork lift.", "The test fee.",
          "The job centre pays for the course and not for the test.", "46",
          changed="I passed. They keep my name for the night shift.", waited=1),
    Asked("Jean-Luc", "Tom", 181, "home", "very_hard", "I have a door that shuts.", "A lock.",
          "The landlord says next year.", "35", is_own_money=True),
    Asked("Rhŷs", "Tom", 178, "home", "some", "I cook at home.", "Two pans and a knife.",
          "I moved in with one bag.", "28", changed="I eat at the table now."),
    Asked("Keira", "Imran", 176, "home", "hard", "My room is warm.", "A heater.",
          "The meter is paid, the heater is broken.", "40", is_own_money=True,
          changed="The room is dry and I have fewer colds.", waited=2),
    Asked("Łukasz", "Imran", 175, "days", "some", "I work on sites.", "Boots with steel caps.",
          "No boots, no gate pass.", "45", changed="I was let in on the first day."),
    Asked("عبد الله", "Imran", 173, "home", "hard", "I read my letters.", "A pair of glasses.",
          "The voucher does not reach.", "39", changed="I read my own letters."),
    Asked("Amina", "Priya", 172, "money", "hard", "I have a bank account.", "A birth certificate.",
          "The bank wants one, and I have none.", "13", changed="I have a card with my name.",
          waited=1),
    Asked("Siân", "Imran", 170, "days", "hard", "I get to work.", "A month of buses.",
          "My first pay comes after five weeks.", "50", waited=3),
    Asked("Gwyn", "Priya", 169, "home", "some", "I see who is at the door.", "A lamp.",
          "The landlord says it is not his.", "19", waited=2),
    Asked("Ngozi", "Tom", 169, "home", "some", "My girl has a desk.", "A desk.",
          "School gives none.", "30",
          no="The school has a store of desks. We ring them together."),
    Asked("Keira", "Imran", 75, "days", "some", "I cut hair again.", "A set of scissors.",
          "College lends none for the home.", "42", changed="I cut hair at two homes a week."),
    Asked("Desmond", "Imran", 72, "money", "hard", "I keep track of bills.", "A box for papers.",
          "They are in a bag.", "12"),
    Asked("Rhŷs", "Tom", 71, "days", "hard", "I am on time.", "An alarm clock.",
          "My phone is broken.", "10", changed="I have not been late since."),
    Asked("Parveen", "Priya", 70, "home", "some", "I keep my room.", "A vacuum.",
          "The one here is broken.", "45", no="The house pays for that. It is in your lease."),
    Asked("Jean-Luc", "Tom", 69, "days", "some", "I paint walls.", "Brushes.",
          "The firm asks for your own.", "33", is_own_money=True,
          changed="Three weeks of work, and they ask me back.", waited=1),
    Asked("Amina", "Priya", 68, "home", "hard", "I keep milk cold.", "A small fridge.",
          "The grant was used up in May.", "50", waited=2),
    Asked("Łukasz", "Imran", 67, "home", "some", "I have a key of my own.", "Two keys cut.",
          "The first set was lost.", "14"),
    Asked("عبد الله", "Imran", 66, "days", "hard", "I bake for a living.", "A food hygiene course.",
          "No other fund pays for it online.", "20", changed="I start in the bakery on Monday."),
    Asked("Siân", "Imran", 65, "home", "hard", "I wash at home.", "A washing line and pegs.",
          "The laundry costs six pounds.", "16", is_own_money=True),
    Asked("Gwyn", "Priya", 64, "days", "some", "I fix bikes.", "A set of keys.",
          "The workshop lends them on the spot only.", "24",
          changed="I fix two bikes a day."),
    Asked("Ngozi", "Tom", 64, "money", "some", "I print my forms.", "Ten hours at the print shop.",
          "The library is shut for works.", "15", waited=1),
)  # fmt: skip


def half_a_year(cast: Cast) -> None:
    for one in ASKED:
        _asked(cast, one)


def _asked(cast: Cast, one: Asked) -> None:
    person, worker = cast.people[one.called], cast.staff[one.worker]
    desk = Setting(Staff(worker), None, "worker", "en", 0)
    with Scene(person, worker, one.ago) as sitting:
        sitting.says(**{f"{one.because}__now": one.mark})
        goal = sitting.goal(one.goal, f"{one.because}.now")
        request = requests.ask(
            person=person,
            goal=goal,
            terms=newest_terms(worker.organisation.funds.get()),
            setting=sitting.setting(sitting.room()),
            asked_with=worker,
            words_by="person",
            what=one.what,
            why=one.why,
            amount=money.read(one.pounds),
            act=uuid4(),
        )
    with as_of(days_ago(one.ago - one.waited, 15)):
        say = requests.say_no if one.no else requests.say_yes
        say(request=request, setting=desk, by=worker, act=uuid4(), words=one.no)
        if not one.no:
            requests.spend(
                request=request,
                setting=desk,
                by=worker,
                how=Became.REPAID if one.is_own_money else Became.BOUGHT,
                amount=money.read(one.pounds),
                act=uuid4(),
            )
            goals.reach_goal(goal=goal, setting=desk, act=uuid4(), party="both")
    if one.changed:
        with Scene(person, worker, one.ago - NOTICED) as sitting:
            _lends(sitting, request, one.changed)


def _lends(sitting: Scene, request: Request, words: str) -> None:
    """On their own device they say what it changed, and that anyone may read it."""
    setting = sitting.setting(sitting.room("beside"))
    requests.say_what_changed(
        request=request, setting=setting, by=None, party="person", words=words, act=uuid4()
    )
    said = request.happenings.get(kind=Became.CHANGED).number
    requests.lend_words(request=request, setting=setting, act=uuid4(), said=said, is_lent=True)

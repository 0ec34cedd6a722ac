"""The enabling funds of the demo: small sums asked for, said yes to, and one that waits."""

from uuid import uuid4

from tandem.fund.actions import funds, requests
from tandem.fund.rules import money
from tandem.fund.rules.requests import Became
from tandem.fund.terms import newest_terms
from tandem.home.demo.cast import Cast
from tandem.home.demo.scene import Scene, as_of, days_ago
from tandem.people.actor import Staff
from tandem.plans.models import Goal
from tandem.voices.actions import Setting

# manager, name, and in Welsh, what for, and in Welsh, what is put in
FUNDS = (
    (
        "Jo", "The boots fund", "Y gronfa esgidiau",
        "Small things that open a door: boots, a bus pass, a birth certificate.",
        "Pethau bach sy'n agor drws: esgidiau, tocyn bws, tystysgrif geni.", "600",
    ),
    (
        "Carys", "First steps", "Camau cyntaf",
        "For what a goal needs and nobody else pays for.",
        "Ar gyfer yr hyn sydd ei angen ar nod, a neb arall yn talu amdano.", "1,200",
    ),
)  # fmt: skip


def open_funds(cast: Cast) -> None:
    """Both give £100 at a time, and leave £50 to a worker."""
    for called, name, name_cy, purpose, purpose_cy, holds in FUNDS:
        manager = cast.staff[called]
        with as_of(days_ago(190)):
            fund = funds.begin_fund(
                by=Staff(manager),
                organisation=manager.organisation,
                act=uuid4(),
                owner=manager,
                name=name,
                name_cy=name_cy,
                purpose=purpose,
                purpose_cy=purpose_cy,
                team=None,
                areas=[],
                most=money.read("100"),
                most_a_year=money.read("250"),
                on_the_spot=money.read("50"),
                answer_within=3,
            )
            funds.put_in(
                by=Staff(manager),
                fund=fund,
                amount=money.read(holds),
                words="A gift for the year",
                act=uuid4(),
            )


def boots(sitting: Scene, goal: Goal) -> None:
    """Asked for in his words, decided there and then; two weeks on he says what it changed."""
    setting = sitting.setting(sitting.room())
    worker = sitting.worker
    fund = worker.organisation.funds.get()
    request = requests.ask(
        person=sitting.person,
        goal=goal,
        terms=newest_terms(fund),
        setting=setting,
        asked_with=worker,
        words_by="person",
        what="Boots for the site.",
        why="They will not let me start in trainers. The job centre said wait six weeks.",
        amount=money.read("45"),
        act=uuid4(),
    )
    requests.say_yes(request=request, setting=setting, by=worker, act=uuid4())
    told = Setting(Staff(worker), None, "worker", "en", 0)
    with as_of(days_ago(78)):
        requests.spend(
            request=request,
            setting=told,
            by=worker,
            how=Became.BOUGHT,
            amount=money.read("45"),
            act=uuid4(),
        )
    with as_of(days_ago(66)):
        requests.say_what_changed(
            request=request,
            setting=told,
            by=worker,
            party="person",
            words="Without them I would not have started.",
            act=uuid4(),
        )


def waits(cast: Cast) -> None:
    """More than the worker may say yes to: it waits for the manager."""
    person, worker = cast.people["Danielle"], cast.staff["Imran"]
    with as_of(days_ago(1)):
        requests.ask(
            person=person,
            goal=person.threads.get(kind="plan").goals.order_by("number")[0],
            terms=newest_terms(worker.organisation.funds.get()),
            setting=Setting(Staff(worker), None, "worker", "en", 0),
            asked_with=worker,
            words_by="person",
            what="A lock for the back door.",
            why="The council fixes it in ten weeks. I do not sleep until then.",
            amount=money.read("64.50"),
            act=uuid4(),
        )

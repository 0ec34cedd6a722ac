"""Three stories, told in sittings. Days count back from today."""

from tandem.home.demo.cast import BY, Cast
from tandem.home.demo.fund import boots
from tandem.home.demo.orders import write_down
from tandem.home.demo.own_page import at_home, meet_next, switch_on
from tandem.home.demo.scene import Scene, as_of, days_ago
from tandem.people.actions.allocations import move_person
from tandem.sittings.models import Held


def danielle(cast: Cast) -> None:
    """A short order: home settled by a letter, staying safe settled late, money still open."""
    person, imran = cast.people["Danielle"], cast.staff["Imran"]
    with Scene(person, imran, 76) as sitting:
        sitting.picks("home", "money", "safe")
        sitting.says(
            home__fact="may_lose",
            home__strength=["keep", "look_after", "get_on"],
            home__strength__words="It is mine and I keep it going.",
            home__now="mostly_fine",
            home__matter=9,
            home__matter__words="My boy has his own room here.",
            home__ready="have_a_way",
            home__sure=6,
            home__link="out",
            home__harm="none",
            home__safer="Nobody at the door that I did not ask in.",
        )
        sitting.says(
            home__w__strength="Danielle has kept this flat for eight months, with a child.",
            home__w__now="hard",
            home__w__hard="Rent is two months behind.",
            home__w__how=["letter"],
            home__w__evidence="The letter says rent is two months behind.",
            home__w__link="more",
            home__w__link__words="If the flat goes, Danielle is back on the old street.",
            home__w__harm="none",
            home__w__offer={"words": "Go with Danielle to the advice centre.", "due_on": None},
        )
        sitting.says(
            money__fact="benefits",
            money__strength=["go_far", "share"],
            money__now="some",
            money__hard=["not_last", "owe"],
            money__better="A week where nothing is late.",
            money__matter=7,
            money__link="none",
            money__harm="none",
            money__w__strength="Danielle fed two on very little and never missed a school lunch.",
            money__w__now="very_hard",
            money__w__how=["told", "letter"],
            money__w__evidence="Three fines and the rent. No plan with any of them yet.",
        )
        sitting.says(
            safe__strength=["walk_away", "ring"],
            safe__now="good",
            safe__link="out",
            safe__harm="none",
            safe__safer="He collects our boy at the school, not at my door.",
            safe__w__strength="Danielle rang for help twice before it got loud.",
            safe__w__now="hard",
            safe__w__how=["judgement"],
            safe__w__link="none",
            safe__w__harm="more",
            safe__w__harm__words="Rows at hand-overs. A child was there. It could turn into harm.",
        )
        talk = sitting.talk(
            "home.now",
            ("person", {"person": {"view": "It is mine and I keep it going."}}),
            (
                "worker_back",
                {"worker": {"heard": "It is yours, and you keep it."}, "person": {"is_it": "yes"}},
            ),
            ("worker", {"worker": {"view": "Rent is two months behind. I am afraid for it."}}),
            ("look", {"both": {"at": "The rent letter."}}),
            ("where", {"both": {"outcome": "person"}}),
        )
        sitting.thinks_again(talk, "home.now", person=("hard", "I had not seen that letter."))
        sitting.closes(talk, "home.now", plan="yes")
        later = sitting.talk(
            "safe.harm",
            ("person", {"person": {"view": "It is over between us."}}),
            ("worker", {"worker": {"view": "I hear that. The hand-overs still worry me."}}),
            (
                "count",
                {
                    "person": {"person": "Ask me, do not guess."},
                    "worker": {"worker": "Four calm weeks."},
                },
            ),
            (
                "where",
                {"both": {"outcome": "come_back", "outcome.on": days_ago(45).date().isoformat()}},
            ),
        )
        sitting.closes(later, "safe.harm")
        sitting.picks_first("home", "safe")
        flat = sitting.goal("I keep my flat.", "home.now", "home.strength")
        sitting.step(flat, "person", "I ring the council about the rent.", 70)
        sitting.step(flat, "worker", "I go with Danielle to the advice centre.", 66)
        calm = sitting.goal("Hand-overs are calm for my boy.", "safe.safer", "safe.harm")
        sitting.step(calm, "person", "I ask him to use the school gate.", 60)
        sitting.step(calm, "worker", "I write to the contact centre.", 69)
        sitting.agrees(flat, "yes")
        sitting.agrees(calm, "part", words="Yes to the school. I do not want a new order.")
    with Scene(person, imran, 45) as sitting:
        settled = sitting.talk(
            "safe.harm",
            ("look", {"both": {"at": "The contact centre's letter: four calm hand-overs."}}),
            ("where", {"both": {"outcome": "worker"}}),
        )
        sitting.thinks_again(
            settled, "safe.harm", worker=("none", "Four calm weeks. That is what I asked to see.")
        )
        sitting.closes(settled, "safe.harm")
        sitting.taps_fair(settled, "yes")
        for goal in sitting.person.threads.get(kind="plan").goals.all():
            for step in goal.steps.all():
                if step.who == "person":
                    sitting.marks_step(step, "done")
        switch_on(sitting)
    with Scene(person, imran, 8, held=Held.PHONE) as sitting:
        goal = sitting.person.threads.get(kind="plan").goals.order_by("number")[0]
        rent = sitting.step(goal, "person", "I pay five pounds a week to the rent.", -6)
        sitting.step(goal, "worker", "I ask the fines office for one plan.", -2)
        meet_next(sitting)
    at_home(person, rent)
    write_down(cast)


def aled(cast: Cast) -> None:
    """Prison, then licence: begun on paper in Welsh, a change of worker, a difference kept open."""
    person, priya, tom = cast.people["Aled"], cast.staff["Priya"], cast.staff["Tom"]
    with Scene(person, priya, 190, held=Held.PAPER, language="cy", paper_typed_later=2) as sitting:
        sitting.picks("home", "drink", "people")
        sitting.says(
            home__fact="prison_and_place",
            home__strength=["made_before"],
            home__strength__words="Roedd gen i gartref da o'r blaen.",
            home__now="some",
            home__better="Gwely, clo ar y drws, a thawelwch.",
            home__matter=10,
            home__w__strength="Mae Aled wedi cadw ei gell yn lân ac yn dawel ers mis.",
            home__w__now="hard",
            home__w__how=["told"],
        )
        sitting.says(
            people__strength__words="Fy mrawd. Mae e'n ffonio bob dydd Sul.",
            people__now="some",
            people__matter=9,
            people__w__strength="Mae Aled yn ysgrifennu at ei frawd bob wythnos.",
            people__w__now="some",
        )
    with Scene(person, priya, 60, language="cy") as sitting:
        sitting.says(
            safe__strength=["signs", "ring"],
            safe__now="mostly_fine",
            safe__link="out",
            safe__harm="safe",
            safe__safer="Fi sy'n ffonio cyn i mi yfed.",
            safe__w__strength="Gorffennodd Aled y cwrs, bob sesiwn.",
            safe__w__now="hard",
            safe__w__how=["letter"],
            safe__w__link="more",
            safe__w__link__words="Pan fydd Aled yn yfed mae'r rheolau'n mynd.",
            safe__w__harm="more",
            safe__w__harm__words="Gallai partner gael niwed pan fydd Aled yn yfed.",
        )
        talk = sitting.talk(
            "safe.harm",
            ("person", {"person": {"view": "Fe wnes i'r cwrs. Nid fi yw'r dyn yna nawr."}}),
            (
                "worker",
                {
                    "worker": {
                        "view": "Fe welais i adroddiad y cwrs. Mae'n dda. Y ddiod sy'n fy mhoeni i."
                    }
                },
            ),
            ("look", {"both": {"at": "Adroddiad y cwrs."}}),
            ("where", {"both": {"outcome": "differently"}}),
        )
        sitting.closes(talk, "safe.harm", plan="yes")
        sitting.picks_first("people", "safe")
        calm = sitting.goal("Rwy'n byw heb frifo neb, ac heb ofn.", "safe.safer", "safe.strength")
        sitting.step(calm, "person", "Rwy'n ffonio fy mrawd pan fydd hi'n anodd.", -3)
        sitting.step(calm, "worker", "Gofyn i'r meddyg am apwyntiad.", 20)
        home = sitting.goal("Rwy'n cadw fy ystafell.", "home.better", "home.now")
        sitting.step(home, "person", "Talu'r rhent bob dydd Gwener.", -1)
        sitting.step(home, "worker", "Siarad â'r hostel am glo newydd.", -4)
        sitting.agrees(calm, "yes")
        sitting.agrees(home, "yes")
    with as_of(days_ago(30)):
        move_person(
            by=BY, person=person, worker=tom, team=tom.team, reason="Priya moves to another team"
        )
    with Scene(person, tom, 12, language="cy") as sitting:
        sitting.says(
            safe__w__strength="Ffoniodd Aled fi yr un noson, cyn i neb ofyn.",
            safe__w__now="some",
        )


def kofi(cast: Cast) -> None:
    """He walked in: a name, one area, one promise kept; a talk in which he thinks again."""
    person, maureen = cast.people["Kofi"], cast.staff["Maureen"]
    with Scene(person, maureen, 95) as sitting:
        sitting.picks("days")
        sitting.says(
            days__now="very_hard",
            days__better="A reason to get up.",
            days__w__strength="Kofi mended our kettle without being asked.",
            days__w__now="some",
        )
        work = sitting.goal("I find work with my hands.", "days.better", "days.now")
        ring = sitting.step(work, "worker", "I ring about the joinery course.", 92)
        sitting.marks_step(ring, "done")
        sitting.agrees(work, "yes")
    with Scene(person, maureen, 80) as sitting:
        sitting.picks("days", "home", "friends")
        sitting.says(
            days__strength=["hands", "help"],
            days__strength__words="I taught Jay chess.",
            home__now="some",
            home__better="A door that is mine.",
            home__w__strength="Kofi has kept the sofa tidy and has never missed the rota.",
            home__w__now="some",
            friends__now="hard",
            friends__w__strength="People wait for Kofi at the chess table.",
            friends__w__now="mostly_fine",
            mind__now=None,
        )
        talk = sitting.talk(
            "days.now",
            ("person", {"person": {"view": "I have nothing to show anyone."}}),
            ("worker", {"worker": {"view": "I saw you mend the kettle and teach Jay."}}),
            ("where", {"both": {"outcome": "person"}}),
        )
        sitting.thinks_again(
            talk, "days.now", person=("some", "All right. I am good with my hands.")
        )
        sitting.closes(talk, "days.now", plan="yes")
        goal = sitting.person.threads.get(kind="plan").goals.order_by("number")[0]
        sitting.step(goal, "person", "I go and look at the workshop.", 74)
        boots(sitting, goal)
        place = sitting.goal("I get a door that is mine.", "home.better")
        sitting.step(place, "worker", "I ask the housing team about the list.", 2)
        sitting.step(place, "person", "I bring my letters in one bag.", -5)
        sitting.agrees(place, "yes")


def around(cast: Cast) -> None:
    """A few sheets begun on the other lists, so that no list looks new."""
    for called, worker, ago, mark, theirs in (
        ("Keira", "Imran", 20, "some", "some"),
        ("Desmond", "Imran", 33, "good", "hard"),
        ("Siân", "Imran", 5, "hard", "hard"),
        ("Parveen", "Priya", 14, "very_hard", "some"),
        ("Jean-Luc", "Tom", 27, "mostly_fine", "mostly_fine"),
    ):
        with Scene(cast.people[called], cast.staff[worker], ago) as sitting:
            sitting.picks("home")
            sitting.says(
                home__strength=["warm"],
                home__now=mark,
                home__w__strength="Comes in on time and says what is what.",
                home__w__now=theirs,
            )

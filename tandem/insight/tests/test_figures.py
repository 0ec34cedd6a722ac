"""The page of figures: who sees it, what it says, what it keeps to itself."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tandem.insight.queries import in_words, of_everyone
from tandem.insight.rules.small import Hidden, safe
from tandem.people.actions.persons import ensure_practice_person
from tandem.people.models import Team
from tandem.sittings.models import Sitting
from tests.cast import make_person


@pytest.mark.parametrize(
    ("n", "of", "whole", "said"),
    [
        (0, 30, None, Hidden.FEW),
        (4, 30, None, Hidden.FEW),
        (5, 30, None, 5),
        (25, 30, None, 25),
        (26, 30, None, Hidden.NEARLY_ALL),
        (30, 30, None, Hidden.NEARLY_ALL),
        (3, 3, None, Hidden.FEW),
        # The others' would be left over: 2 of 20, and 18 of 20.
        (10, 30, (12, 50), Hidden.NOT_SAID),
        (10, 30, (28, 50), Hidden.NOT_SAID),
        (10, 30, (20, 50), 10),
        # There are no others.
        (10, 30, (10, 30), 10),
        (2, 30, (12, 50), Hidden.FEW),
    ],
)
def test_a_small_count_of_views_is_not_said_nor_left_over(n, of, whole, said):
    assert safe(n, of, whole=whole) == said


def cells(page, label):
    row = page.split(f'<th scope="row">{label}</th>')[1].split("</tr>")[0]
    return [cell.split("</td>")[0] for cell in row.split("<td>")[1:]]


def page_of(client):
    response = client.get(reverse("insight:figures"))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def north(cast):
    """Six more in the team, one of them seen; one elsewhere; one practice person."""
    today = timezone.localdate()
    for number in range(6):
        person = make_person(
            cast.north,
            f"P{number}",
            worker=cast.imran,
            team=cast.team,
            ends_on=today + timedelta(days=30 * number),
        )
    for days in (27, 100):
        Sitting.objects.create(
            person=person,
            worker=cast.imran,
            mode="statutory",
            held="side",
            held_on=today - timedelta(days=days),
            started_at=timezone.now(),
        )
    make_person(cast.north, "Q", worker=cast.tom, team=cast.other_team, mode="voluntary")
    ensure_practice_person(cast.imran)
    return cast


def test_a_manager_sees_the_team_beside_the_organisation(north, sign_in):
    page = page_of(sign_in(north.carys))
    assert "Team North" in page
    assert "Team South" not in page
    assert cells(page, "All people") == ["8", "9"]
    assert cells(page, "On an order or a licence") == ["8", "8"]
    assert cells(page, "Chose to come") == ["0", "1"]
    assert cells(page, "Orders that end within 30 days") == ["2", "2"]
    assert cells(page, "No sitting in the last 28 days") == ["7", "8"]
    few = '<span class="not-said">fewer than 5</span>'
    assert cells(page, "People with an open difference") == [few, few]


def test_an_administrator_sees_the_work_of_each_team_and_nobody_s_views_by_team(north, sign_in):
    page = page_of(sign_in(north.bea))
    assert cells(page, "All people") == ["9"]
    assert cells(page, "<bdi>Team South</bdi>") == ["1", "0", "1", "1"]
    assert page.count("open difference") == 1


def test_many_teams_come_in_pages_and_each_is_counted_once(north, sign_in):
    for number in range(60):
        team = Team.objects.create(organisation=north.north, name=f"Ward {number:02}")
        make_person(north.north, f"W{number}", worker=north.tom, team=team)
    client, seen, after = sign_in(north.bea), [], ""
    for more in ("37 more", "12 more", ""):
        page = client.get(reverse("insight:figures"), {"after": after} if after else {})
        page = page.content.decode()
        seen += re.findall(r'<tr><th scope="row"><bdi>(.*?)</bdi></th><td>(\d+)</td>', page)
        assert (more in page) if more else (" more" not in page)
        assert ("Back to the first ones" in page) == bool(after)
        after = "".join(re.findall(r'name="after" value="(\d+)"', page))
    assert len(seen) == 62
    assert seen == sorted(seen)
    assert sum(int(people) for _name, people in seen) == int(cells(page, "All people")[0])


@pytest.mark.parametrize("after", ["x", "-1", "0", "9" * 40, "999999"])
def test_a_page_that_begins_nowhere_is_the_first(north, sign_in, after):
    page = sign_in(north.bea).get(reverse("insight:figures"), {"after": after})
    assert "Team North" in page.content.decode()


def test_the_team_of_others_begins_no_page(north, sign_in):
    other = Team.objects.create(organisation=north.harbour, name="ZZZ")
    page = sign_in(north.bea).get(reverse("insight:figures"), {"after": other.pk})
    assert "Team North" in page.content.decode()


def test_nobody_of_another_organisation_is_counted(north, sign_in):
    north.maureen.roles = ["manager"]
    north.maureen.save()
    assert cells(page_of(sign_in(north.maureen)), "All people") == ["1"]


@pytest.mark.parametrize("who", ["imran", "maureen"])
def test_a_worker_has_no_such_page(cast, sign_in, who):
    assert sign_in(getattr(cast, who)).get(reverse("insight:figures")).status_code == 404


def test_the_page_reads_nobody_and_asks_little(north, sign_in, django_assert_max_num_queries):
    client = sign_in(north.carys)
    page_of(client)
    with django_assert_max_num_queries(10) as asked:
        page_of(client)
    assert not any("people_person" in one["sql"] for one in asked.captured_queries)


def test_everyone_is_counted_in_words_for_who_runs_the_installation(north):
    lines = [line.strip() for line in in_words(of_everyone(timezone.localdate()))]
    assert lines[0] == "10  people"
    assert lines[-1] == "fewer than 5  with an open difference"

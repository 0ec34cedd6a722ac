import pytest

from tandem.lib.refused import Refused
from tandem.people.actions.teams import add_team, rename_team
from tandem.people.actor import Staff


def test_a_team_is_added_and_renamed(cast):
    team = add_team(by=Staff(cast.bea), organisation=cast.north, name=" Team  West ")
    assert team.name == "Team West"
    assert rename_team(by=Staff(cast.bea), team=team, name="Tîm Gorllewin").name == "Tîm Gorllewin"


@pytest.mark.parametrize(
    ("name", "sentence"), [("Team North", "There is a team with this name"), (" ", "a name")]
)
def test_a_team_needs_a_name_of_its_own(cast, name, sentence):
    with pytest.raises(Refused, match=sentence):
        add_team(by=Staff(cast.bea), organisation=cast.north, name=name)


@pytest.mark.parametrize("who", ["imran", "carys", "maureen"])
def test_only_an_administrator_of_the_organisation_runs_its_teams(cast, who):
    with pytest.raises(Refused, match="Only an administrator"):
        rename_team(by=Staff(getattr(cast, who)), team=cast.team, name="Mine")

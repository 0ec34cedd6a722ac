from django.db import transaction

from tandem.home.demo.cast import gather
from tandem.home.demo.choices import choices
from tandem.home.demo.fund import open_funds, waits
from tandem.home.demo.half_a_year import half_a_year
from tandem.home.demo.levels import levels
from tandem.home.demo.restricted import restricted
from tandem.home.demo.stories import aled, around, danielle, kofi
from tandem.people.models import Organisation


def is_built() -> bool:
    return Organisation.objects.exists()


@transaction.atomic
def build() -> None:
    """Tell the stories into an empty data folder, through the product's own actions."""
    cast = gather()
    open_funds(cast)
    danielle(cast)
    aled(cast)
    kofi(cast)
    half_a_year(cast)
    choices(cast)
    around(cast)
    waits(cast)
    levels(cast)
    restricted(cast)

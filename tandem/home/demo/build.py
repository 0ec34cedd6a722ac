from django.db import transaction

from tandem.home.demo.cast import gather
from tandem.home.demo.stories import aled, around, danielle, kofi
from tandem.people.models import Organisation


def is_built() -> bool:
    return Organisation.objects.exists()


@transaction.atomic
def build() -> None:
    """Tell the stories into an empty data folder, through the product's own actions."""
    cast = gather()
    danielle(cast)
    aled(cast)
    kofi(cast)
    around(cast)

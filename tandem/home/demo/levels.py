"""What others worked out about the made-up people. The numbers are made up too."""

from datetime import timedelta

from django.utils import timezone

from tandem.home.demo.cast import BY, Cast
from tandem.levels.actions import import_levels

HEAD = (
    "reference,predicts,kind,tool,version,level,out of 100,months,source,worked out on,good until"
)


def levels(cast: Cast) -> None:
    """Danielle's are of today; one of Aled's is out of date."""
    rows = [HEAD]
    for name, told, worked_out, good_for in (
        ("Danielle", "any,static,Made-up predictor,1,medium,34,24", 70, 365),
        ("Danielle", "harm,,Made-up judgement,1,medium,,", 70, 365),
        ("Aled", "any,static,Made-up predictor,1,high,61,24", 200, 365),
        ("Aled", "harm,,Made-up judgement,1,high,,", 200, 180),
    ):
        day = timezone.localdate() - timedelta(days=worked_out)
        until = day + timedelta(days=good_for)
        reference = cast.people[name].reference
        rows.append(f"{reference},{told},Made-up service,{day:%d/%m/%Y},{until:%d/%m/%Y}")
    organisation = cast.people["Danielle"].organisation
    import_levels(
        by=BY,
        organisation=organisation,
        raw="\n".join(rows).encode(),
        filename="levels.csv",
        dry_run=False,
    )

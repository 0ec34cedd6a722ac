"""A believable, made-up caseload of any size from one person to a million. Nobody in it is real.

    from tandem.home.seed import fill

    fill(owner, people=10_000)                # the first 10,000 people of the seed "tandem"
    fill(owner, people=250_000)               # ... and the 240,000 that are missing
    fill(owner, people=300, histories=1)      # everybody with sittings, a sheet and a plan

`owner` is a psycopg connection of the role that owns the tables, in autocommit or inside a
transaction; Django is set up and the database migrated. The same seed on the same day makes the
same rows, and what exists is left alone. `fill` refuses a database with an organisation that
neither it nor the demo made. It answers with how many people it made in how many seconds: `.facts`
and, apart, `.histories` (each has `people`, `seconds`, `rate`).

`person_key(seed, place)` is the id of the person at that place in line, from 0; `units(seed,
people)` says who works where. `names.draw` is the one source of made-up names.
"""

from tandem.home.seed.filling import Filled, Phase, count, fill
from tandem.home.seed.layout import person_key, units

__all__ = ["Filled", "Phase", "count", "fill", "person_key", "units"]

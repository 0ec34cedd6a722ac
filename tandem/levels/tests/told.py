"""Levels with literal values, for tests and for the demo's scenes."""

from datetime import UTC, date, datetime

from tandem.levels.models import Level


def make_level(person, **more):
    told = {
        "predicts": "any",
        "made_of": "static",
        "tool": "Example predictor",
        "version": "1.0",
        "step": "medium",
        "out_of_100": 34,
        "months": 24,
        "source": "Probation",
        "worked_out_on": date(2026, 1, 12),
        "good_until": date(2027, 1, 12),
        "brought_at": datetime(2026, 1, 13, 9, 0, tzinfo=UTC),
    }
    return Level.objects.create(person=person, **(told | more))

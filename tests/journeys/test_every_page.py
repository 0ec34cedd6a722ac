"""Every page by every role: sound for everyone, and no control without a row that says its effect.

Pages are found by following links, controls in the accessibility tree. A control that nobody
performs fails, and so does an address that nobody reached. The visits are those of `./dev a11y`,
in one view, and in two with `--thorough`; those that take longest have files of their own, so that
two go round at once.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver

from a11y.addresses import ADDRESSES, ELSEWHERE
from a11y.roles import ROLES
from tests.journeys.effects import row_of
from tests.journeys.rounds import goes_round


@pytest.mark.parametrize(
    "role", ["nobody", "manager", "administrator", "paper", "shut", "prepare", "own page"]
)
def test_every_page_of(role, views, chromium, place):
    goes_round(role, views, chromium, place)


def test_no_address_is_passed_by():
    """All visits together come by every address, a room's by one of its doors."""
    listed = {row_of(one) for one in " ".join(ADDRESSES.values()).split()}
    elsewhere = set(" ".join(ELSEWHERE).split())
    there_are = {row_of(one) for one in names(get_resolver().url_patterns)}
    assert listed | elsewhere == there_are
    assert not listed & elsewhere
    assert set(ADDRESSES) == set(ROLES)


def names(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from names(
                one.url_patterns, f"{prefix}{one.namespace}:" if one.namespace else prefix
            )
        elif one.name:
            yield prefix + one.name

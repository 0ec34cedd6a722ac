"""A released instrument keeps its words: a changed word needs a new version."""

import pytest

from tandem.instruments import loader
from tandem.instruments.actions import register_releases
from tandem.instruments.models import Release


def test_what_was_released_is_as_it_was_released():
    assert loader.locked() == list(loader.lock_lines())
    assert loader.locked()


@pytest.mark.django_db
def test_a_stored_release_is_added_once_and_never_written_again():
    before = set(Release.objects.values_list())
    assert before
    register_releases()
    after = set(Release.objects.values_list())
    assert after == before
    assert Release.WEB_MAY == ("SELECT", "INSERT")

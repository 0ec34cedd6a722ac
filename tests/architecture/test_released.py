"""A released instrument keeps its words: a changed word needs a new version."""

from itertools import pairwise

import pytest

from tandem.instruments import loader
from tandem.instruments.actions import register_releases
from tandem.instruments.models import Release
from tandem.instruments.versions import unsaid


def test_what_was_released_is_as_it_was_released():
    assert loader.locked() == list(loader.lock_lines())
    assert loader.locked()


def test_a_next_version_says_what_became_of_each_question():
    versions = {name: [] for name, _version in loader.names()}
    for name, version in loader.names():
        versions[name].append(loader.released(name, version))
    left = [
        sentence
        for all_of in versions.values()
        for old, new in pairwise(all_of)
        for sentence in unsaid(old, new)
    ]
    assert left == []


@pytest.mark.django_db
def test_a_stored_release_is_added_once_and_never_written_again():
    before = set(Release.objects.values_list())
    assert before
    register_releases()
    after = set(Release.objects.values_list())
    assert after == before
    assert Release.WEB_MAY == ("SELECT", "INSERT")

"""The database does not hold a word of what is restricted."""

import pytest
from django.db import connection
from django.test import override_settings

from conftest import as_role
from tandem.lib.refused import Refused
from tandem.people.actor import Staff
from tandem.restricted import actions
from tandem.restricted.models import Note, Opening
from tandem.restricted.sealed import BLOCK, Shut, seal, unseal
from tandem.restricted.tests.apart import keep_note, let_read

WORDS = {"words": "Zebras in Elm Road."}


def test_what_is_sealed_opens_again_in_its_own_row_only():
    sealed = seal(WORDS, row="a row")
    assert unseal(sealed, row="a row") == WORDS
    with pytest.raises(Shut):
        unseal(sealed, row="another row")
    with pytest.raises(Shut):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), row="a row")


def test_it_is_another_each_time_and_its_length_tells_little():
    assert seal(WORDS, row="a row") != seal(WORDS, row="a row")
    longer = {"words": WORDS["words"] * 20}
    assert len(seal(WORDS, row="a row")) == len(seal(longer, row="a row"))
    assert len(seal({"words": "z" * BLOCK}, row="a row")) > len(seal(WORDS, row="a row"))


def test_a_key_of_before_still_opens_it_and_a_strange_one_does_not(settings):
    sealed = seal(WORDS, row="a row")
    old = settings.SECRET_KEY
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[old]):
        assert unseal(sealed, row="a row") == WORDS
    with override_settings(SECRET_KEY="another"), pytest.raises(Shut):
        unseal(sealed, row="a row")


def test_without_its_key_a_reader_is_told_so(cast):
    let_read(cast.bea, cast.imran)
    note = keep_note(cast.imran, cast.danielle)
    with override_settings(SECRET_KEY="another"), pytest.raises(Refused, match="key"):
        actions.words_of(note)


def test_no_table_of_the_database_holds_a_word_of_it(cast):
    let_read(cast.bea, cast.imran)
    keep_note(
        cast.imran,
        cast.danielle,
        about="kanariabout",
        words="kanariwords",
        source="kanarisource",
    )
    actions.open_compartment(
        by=Staff(cast.imran), person=cast.danielle, compartment="victim", reason="kanarireason"
    )
    assert Note.objects.count() == Opening.objects.count() == 1
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(table_name) FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert "restricted_note" in tables
        for table in tables:
            # The text of a row shows bytes as hexadecimal.
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text ~ 'kanari|6b616e617269'")
            assert cursor.fetchone() == (0,), table

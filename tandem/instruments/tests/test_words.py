import pytest

from tandem.instruments.words import MissingWords, Words, fill

GREETING = Words((("en", "{person} meets {worker}."), ("cy", "Mae {person} yn cwrdd â {worker}.")))


def test_names_stand_in_the_words_of_each_language():
    names = {"person": "Aled", "worker": "Priya"}
    assert GREETING.say("en-gb", names) == "Aled meets Priya."
    assert GREETING.say("cy", names) == "Mae Aled yn cwrdd â Priya."


def test_a_name_with_braces_stays_a_name():
    assert fill("{person} meets {worker}.", {"person": "{worker}", "worker": "{0.x}"}) == (
        "{worker} meets {0.x}."
    )


def test_another_language_never_stands_in():
    with pytest.raises(MissingWords):
        Words((("en", "Home"),)).say("cy")


def test_a_missing_name_is_told():
    with pytest.raises(MissingWords, match="worker"):
        GREETING.say("en", person="Aled")


def test_no_other_placeholder_may_stand_in_words():
    with pytest.raises(ValueError, match="password"):
        Words((("en", "{password}"),))


def test_words_without_text_are_refused():
    with pytest.raises(ValueError, match="cy"):
        Words((("en", "Home"), ("cy", " ")))

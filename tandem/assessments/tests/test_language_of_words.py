"""Words that somebody typed stay in their language, and the page says which that is."""

from django.urls import reverse

from tandem.assessments.tests.test_answer import say
from tests.rooms import room


def test_typed_words_are_told_apart_from_the_language_of_the_page(together, cast):
    say(together, "home.better", "A door that is mine.")
    say(together, "home.now", "hard")
    say(together, "home.w.now", "good")
    together.post(room(together, "leave"), {"pin": "2580", "then": "finish"})
    together.cookies["tandem_language"] = "cy"
    address = reverse("assessments:read", kwargs={"person": cast.danielle.pk})
    page = together.get(address).content.decode()
    assert '<blockquote class="voice-words" dir="auto" lang="en">A door that is mine.' in page
    assert '<blockquote class="voice-words" dir="auto">Anodd</blockquote>' in page

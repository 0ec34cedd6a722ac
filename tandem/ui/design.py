"""What the design page shows: awkward names and words, every part in every state."""

from datetime import UTC, date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.ui.charts import GapRow, dot_and_line
from tandem.ui.fields import DayField
from tandem.ui.pictures import symbols

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewisse"
LONG_WELSH = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
NAMES = ["Danielle", "Aled Ŵyn ap Rhŷs", LONG_NAME, "Ô", "ليلى بنت عمر", "O’Brien-Łukasiewicz"]

STEPS = [
    ("very_hard", gettext_lazy("Very hard")),
    ("hard", gettext_lazy("Hard")),
    ("mixed", gettext_lazy("Some good, some hard")),
    ("mostly_fine", gettext_lazy("Mostly fine")),
    ("good", gettext_lazy("Good")),
]
READY = [
    ("like", gettext_lazy("I like it as it is")),
    ("wonder", gettext_lazy("I wonder about it")),
    ("want", gettext_lazy("I want it, but not alone")),
    ("way", gettext_lazy("I want it and I have a way")),
    ("started", gettext_lazy("I have started")),
    ("keeping", gettext_lazy("I got there and I am keeping it")),
]
CHIPS = [
    ("safe", gettext_lazy("I feel safe")),
    ("warm", gettext_lazy("It is warm and dry")),
    ("keep", gettext_lazy("I can keep it")),
    ("people", gettext_lazy("I get on with people there")),
    ("none", gettext_lazy("Nothing feels good right now")),
]


class Specimen(forms.Form):
    """Every kind of field."""

    name = forms.CharField(
        label=gettext_lazy("What are they called?"),
        help_text=gettext_lazy("One name is enough."),
        max_length=200,
    )
    born = DayField(
        label=gettext_lazy("When were they born?"),
        help_text=gettext_lazy("Like 27 3 1990."),
        latest=date(2026, 1, 1),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Why do they come?"),
        choices=[
            ("statutory", gettext_lazy("An order or a licence")),
            ("voluntary", gettext_lazy("They chose to come")),
        ],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What makes meetings work?"),
        choices=[("large", gettext_lazy("Large print")), ("breaks", gettext_lazy("Breaks"))],
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("en", "English"), ("cy", "Cymraeg")]
    )
    note = forms.CharField(label=gettext_lazy("Anything else"), widget=forms.Textarea)
    password = forms.CharField(label=gettext_lazy("Password"), widget=forms.PasswordInput)
    file = forms.FileField(label=gettext_lazy("Choose a file"))
    agreed = forms.BooleanField(label=gettext_lazy("I have read this out loud"))


def page() -> dict[str, object]:
    steps = [str(words) for _key, words in STEPS]
    return {
        "names": NAMES,
        "long_name": LONG_NAME,
        "long_welsh": LONG_WELSH,
        "pictures": list(symbols()),
        "steps": STEPS,
        "ready": READY,
        "chip_options": CHIPS,
        "form": Specimen(prefix="a", initial={"name": "Danielle", "born": date(1990, 3, 27)}),
        "wrong": Specimen(
            {
                "b-born_day": "31",
                "b-born_month": "2",
                "b-born_year": "1990",
                "b-note": "Two lines\nthat stay as they were typed.",
            },
            prefix="b",
        ),
        "at": datetime(2026, 3, 3, 10, 30, tzinfo=UTC),
        "chart": dot_and_line(
            [
                GapRow(_("Home"), 3, 1, _("Danielle sees more going well here.")),
                GapRow(_("Money"), 1, 1, _("Danielle and Imran see this much the same.")),
                GapRow(_("My body"), 4, 0),
                GapRow(_("My mind and feelings"), 2, None, _("Only Danielle has answered so far.")),
                GapRow(LONG_WELSH),
            ],
            title=_("Danielle sees more going well at home. Money looks the same to both."),
            person="Danielle",
            worker="Imran",
            steps=steps,
        ),
        "moved": dot_and_line(
            [
                GapRow(
                    _("Home"), 3, 2, _("The gap at home is smaller."), person_then=3, worker_then=0
                ),
                GapRow(_("Money"), 0, 4, "", person_then=2, worker_then=3),
            ],
            title=_("The gap at home is smaller than in March."),
            person=LONG_NAME,
            worker="ليلى",
            steps=steps,
        ),
    }

"""Forms of a choice between ways."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.plans.forks import Fork, parts
from tandem.plans.forms import ActForm, WordsField, choice_field, speak_for
from tandem.plans.requirements import choices
from tandem.ui.fields import offer


class ForkForm(ActForm):
    words = WordsField(
        label=_("What is there to choose?"),
        help_text=_("Like “Where do I live when I come out?”"),
        error_messages={"required": _("Write what there is to choose.")},
    )
    first = WordsField(label=_("One way"), error_messages={"required": _("Write one way.")})
    second = WordsField(
        label=_("Another way"), error_messages={"required": _("Write another way.")}
    )
    third = WordsField(label=_("A third way, if there is one"), required=False)
    goal = forms.CharField(required=False, widget=forms.HiddenInput, max_length=36)

    def ways(self) -> list[str]:
        return [self.cleaned_data[name] for name in ("first", "second", "third")]


class MoreForm(ActForm):
    more = WordsField(label=_("A third way"), error_messages={"required": _("Write what it is.")})


class WayForm(ActForm):
    """Something about one way."""

    way = forms.IntegerField(widget=forms.HiddenInput)
    part = choice_field(_("What is it about?"), _("Choose what it is about."))
    words = WordsField(
        label=_("In a few words"),
        error_messages={"required": _("Write something first. A few words are enough.")},
    )
    party = choice_field(_("Who says it?"), _("Choose who says it."))

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "part", parts().items())
        speak_for(self.fields["party"], parties)


class TakeForm(ActForm):
    """Which way, by whom, and why."""

    taken = choice_field(_("Which way?"), _("Choose one of the ways."))
    party = choice_field(_("Who chooses?"), _("Choose who chooses."))
    why = WordsField(
        label=_("Why this one?"),
        help_text=_("The other ways are kept. You can choose again at any time."),
        error_messages={"required": _("Say why. A few words are enough.")},
    )

    def __init__(
        self, *args: Any, fork: Fork, parties: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ways = [(str(way.number), f"{way.number}. {way.words}") for way in fork.ways]
        offer(self, "taken", ways)
        speak_for(self.fields["party"], parties)


class FreeForm(ActForm):
    """Whether a way is free, and who asks for it."""

    way = forms.IntegerField(widget=forms.HiddenInput)
    choice = choice_field(_("What can be chosen?"), _("Choose what can be chosen."))
    by = WordsField(
        label=_("Who asks for it?"),
        help_text=_("Leave it empty if it is free. Like “The court”, or “My landlord”."),
        required=False,
        rows=1,
    )
    party = choice_field(_("Who says it?"), _("Choose who says it."))

    def __init__(
        self, *args: Any, parties: list[tuple[str, str]], is_statutory: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = choices()
        if not is_statutory:
            del offered["required"]
        offer(self, "choice", offered.items())
        speak_for(self.fields["party"], parties)

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        chosen = self.cleaned_data.get("choice", "free")
        if chosen != "free" and self.cleaned_data.get("by") == "":
            self.add_error("by", gettext("Write who asks for it."))
        return given


class CameForm(ActForm):
    """What came of the way that was chosen: of the choice that was on the page."""

    of = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("This page is too old to save. Load it again.")
        ),
    )
    came = WordsField(
        label=_("What came of it?"), error_messages={"required": _("Write what came of it.")}
    )
    party = choice_field(_("Who says it?"), _("Choose who says it."))

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_for(self.fields["party"], parties)

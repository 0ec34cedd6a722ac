"""What is typed to sign in. Words are ours; the checks are the library's."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    _BaseAddWebAuthnForm,
)
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tandem.people.models import Mode, User
from tandem.people.passkeys import has_shape
from tandem.people.signin_log import say


def email_field(**options: Any) -> forms.EmailField:
    return forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": _("Type your email address."),
            "invalid": _("That is not an email address. One looks like name@example.org."),
        },
        **options,
    )


def password_field(autocomplete: str, **options: Any) -> forms.CharField:
    return forms.CharField(
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": _("Type a password.")},
        **({"label": _("Password")} | options),
    )


def new_password_field() -> forms.CharField:
    return password_field(
        "new-password",
        help_text=_("At least 12 characters. Three words that do not go together work well."),
    )


def code_field(label: Any, help_text: Any = "", autocomplete: str = "one-time-code") -> forms.Field:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": autocomplete,
                "inputmode": "numeric",
                "class": "govuk-input--width-10",
            }
        ),
        error_messages={"required": _("Type the code.")},
    )


class CredentialField(forms.JSONField):
    """What a browser says for a passkey: its shape is checked before the library reads it."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": _("That passkey did not work. Try again."),
        "invalid": _("That passkey did not work. Try again."),
    }

    def clean(self, value: Any) -> dict[str, Any]:
        try:
            return has_shape(super().clean(value))
        except (ValueError, RecursionError):
            raise ValidationError(self.error_messages["invalid"]) from None


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        self.fields["password"] = password_field("current-password")
        self.order_fields(["login", "password"])


class PasswordAgainForm(ReauthenticateForm):
    password = password_field("current-password")


class CodeForm(AuthenticateForm):
    code = code_field(_("Code"), _("From your app, or one of your spare codes."))


class CodeAgainForm(ReauthenticateByCodeForm):
    code = code_field(_("Code"), _("From your app, or one of your spare codes."))


class FirstCodeForm(ActivateTOTPForm):
    code = code_field(_("The code that the app shows now"))


class _FailureIsSaid:
    """The library tells nobody of a passkey that did not fit."""

    user: User | None

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            say("passkey_failed", user=self.user.pk if self.user else None)
            raise


class PasskeyForm(_FailureIsSaid, AuthenticateWebAuthnForm):
    credential = CredentialField()


class PasskeySignInForm(_FailureIsSaid, LoginWebAuthnForm):
    credential = CredentialField()


class PasskeyAgainForm(_FailureIsSaid, ReauthenticateWebAuthnForm):
    credential = CredentialField()


class NewPasskeyForm(_BaseAddWebAuthnForm):
    name = forms.CharField(
        label=_("A name for it"),
        help_text=_("So that you know later which one this is."),
        max_length=60,
        required=False,
    )
    credential = CredentialField(error_messages={"required": _("No passkey was made. Try again.")})


class _NamesPassword(forms.Form):
    """The name, and a password that is not too easy for someone with that name."""

    name = forms.CharField(
        label=_("Your whole name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    called = forms.CharField(
        label=_("What people call you"),
        help_text=_("This is what people see on the sheet and the plan."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": _("Type what people call you.")},
    )
    password = new_password_field()

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class AcceptForm(_NamesPassword):
    """An invitation, or a reset."""

    def __init__(self, data: Any, user: User) -> None:
        super().__init__(data, initial={"name": user.name, "called": user.called})


class FirstAdministratorForm(_NamesPassword):
    organisation = forms.CharField(
        label=_("The name of your organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Type the name of your organisation.")},
    )
    mode = forms.ChoiceField(
        label=_("What kind of work do you mostly do?"),
        choices=[
            (Mode.STATUTORY, _("Statutory: court orders and licences")),
            (Mode.VOLUNTARY, _("Voluntary: people choose to come")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    email = email_field(help_text=_("You sign in with it. Nothing is sent to it."))
    is_worker = forms.BooleanField(
        label=_("I also sit with people myself"),
        required=False,
    )
    field_order = ["organisation", "mode", "name", "called", "is_worker", "email", "password"]


class ChangePasswordForm(forms.Form):
    old = password_field("current-password", label=_("Your password now"))
    new = password_field(
        "new-password",
        label=_("The new password"),
        help_text=_("At least 12 characters. Three words that do not go together work well."),
    )

    def clean_new(self) -> str:
        password: str = self.cleaned_data["new"]
        validate_password(password)
        return password

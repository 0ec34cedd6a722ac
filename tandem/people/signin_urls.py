"""Only what sign-in needs. The library's other pages (sign-up, mail) have no address here."""

from allauth.account.views import reauthenticate as password_again
from allauth.mfa.base import views as proofs
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import include, path
from django.views.generic import RedirectView

from tandem.people.views import signin

ours = (
    [
        path("link/<str:token>", signin.link, name="link"),
        path("password", signin.password, name="password"),
    ],
    "signin",
)

# The library asks for its own names.
urlpatterns = [
    path("sign-in/", signin.sign_in, name="account_login"),
    path("sign-out", signin.sign_out, name="account_logout"),
    path("sign-in/", include(ours)),
    path("sign-in/passkey", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/second", proofs.authenticate, name="mfa_authenticate"),
    path("sign-in/again", password_again, name="account_reauthenticate"),
    path("sign-in/again/code", proofs.reauthenticate, name="mfa_reauthenticate"),
    path(
        "sign-in/again/passkey", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("sign-in/yours", proofs.index, name="mfa_index"),
    path("sign-in/yours/app", app.activate_totp, name="mfa_activate_totp"),
    path("sign-in/yours/app/remove", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("sign-in/yours/passkey", signin.add_passkey, name="mfa_add_webauthn"),
    path(
        "sign-in/yours/passkeys",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path(
        "sign-in/yours/passkey/<int:pk>/remove",
        passkey.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path("sign-in/yours/codes", spare.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "sign-in/yours/codes/new", spare.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
]

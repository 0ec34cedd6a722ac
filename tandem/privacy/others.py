"""Tables that libraries bring along: what becomes of their fields, declared in this one place."""

from collections.abc import Mapping

from tandem.privacy.fate import MECHANISM, SECRET, STAFF, Fates, fates

OTHERS: Mapping[str, Fates] = {
    # Made by the framework and left empty: roles are a field of the user.
    "auth.Group": fates(empty=(MECHANISM, "id name")),
    "auth.Group_permissions": fates(empty=(MECHANISM, "id group permission")),
    "auth.Permission": fates(names=(MECHANISM, "id name content_type codename")),
    "contenttypes.ContentType": fates(names=(MECHANISM, "id app_label model")),
    # Who is signed in on which device, until the sign-in ends.
    "sessions.Session": fates(
        secret=(SECRET, "session_key session_data"), mechanism=(MECHANISM, "expire_date")
    ),
    # The address that a member of staff signs in with.
    "account.EmailAddress": fates(
        who=(STAFF, "user email"), mechanism=(MECHANISM, "id verified primary")
    ),
    "account.EmailConfirmation": fates(
        secret=(SECRET, "email_address key"), mechanism=(MECHANISM, "id created sent")
    ),
    # The second proof: a passkey, the seed of one-time codes, spare codes.
    "mfa.Authenticator": fates(
        secret=(SECRET, "user data"), mechanism=(MECHANISM, "id type created_at last_used_at")
    ),
}

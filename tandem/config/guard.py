"""What the database must promise before anyone's words are entrusted to it."""

from typing import Any

# Each of these off means that "Saved" could be a lie after a power cut.
MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")


def objection(connection: Any) -> str | None:
    """Why the running product must not use this connection; None when it may.

    Takes Django's connection or the driver's own: they share what is used here.
    """
    with connection.cursor() as cursor:
        for setting in MUST_BE_ON:
            cursor.execute(f"SHOW {setting}")
            if cursor.fetchone()[0] == "off":
                return (
                    f"The database has {setting} switched off, so it can lose what it says is"
                    " saved. Switch it on, then start again."
                )
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname=current_user"
        )
        role, is_mighty = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND"
            " (pg_has_role(relowner, 'USAGE') OR has_table_privilege(oid, 'TRUNCATE'))"
        )
        if is_mighty or cursor.fetchone()[0]:
            return (
                f"The role {role} owns the tables or may do anything to them, so nothing would stop"
                " it from changing what people said. The running product needs a role of its own:"
                " leave TANDEM_WEB_DATABASE_URL out, or give it a role that owns no table."
            )
    return None

"""A connection on which a commit that may not last is no commit.

Where a standby must confirm each commit and the wait for it was cancelled, PostgreSQL still answers
with success, and says in a warning that the standby may not have it. Whoever was told "Saved" would
lose it with the primary. Here it is an error: the page says that it is not saved, and the next try
of the same act writes too, so it waits again.
"""

import psycopg


class Lasting(psycopg.Connection):
    def commit(self) -> None:
        doubts: list[str] = []

        def hear(notice: psycopg.errors.Diagnostic) -> None:
            if notice.severity_nonlocalized == "WARNING":
                doubts.append(notice.message_primary or "")

        self.add_notice_handler(hear)
        try:
            super().commit()
        finally:
            self.remove_notice_handler(hear)
        if doubts:
            raise psycopg.OperationalError(f"This commit may not last: {doubts[0]}")

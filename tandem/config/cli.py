"""The command `tandem`: everything that is done to an installation rather than in it."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tandem.lib.refused import Refused

if TYPE_CHECKING:
    from tandem.people.caseload.told import Told
    from tandem.people.models import Organisation

# Each command imports what it needs when it runs: `tandem --help` should not wait for Django.


def serve(given: argparse.Namespace) -> None:
    from tandem.config.serve import Origin
    from tandem.config.serve import serve as run

    run(
        state=given.state,
        origin=Origin(given.port, given.public_url, given.cert, given.key),
        workers=given.workers,
        is_demo=given.demo,
        pg_bin=given.pg_bin,
    )


def demo(given: argparse.Namespace) -> None:
    from tandem.config import database
    from tandem.config import demo as made_up
    from tandem.config.serve import environment, only_one, prepare

    with only_one(given.state), database.opened(given.state, given.pg_bin) as opened:
        prepare(given.state, opened, is_demo=True)
        environment(given.state, opened)
        made_up.fill(given.state)
    print(f"The demo's people are in {given.state}. Start it: tandem serve --state {given.state}")


def import_people(given: argparse.Namespace) -> None:
    with _brought(given) as file:
        from tandem.people.actions.caseload import import_caseload

        _tell(import_caseload(**file))


def import_levels(given: argparse.Namespace) -> None:
    with _brought(given) as file:
        from tandem.levels.actions import import_levels

        _tell(import_levels(**file))


def import_instrument(given: argparse.Namespace) -> None:
    with _brought(given) as file:
        from tandem.assessments.actions.instruments import import_instrument
        from tandem.instruments.xlsform.told import Unreadable

        try:
            found = import_instrument(**file)
        except Unreadable as unreadable:
            for fault in unreadable.faults:
                print(f"FAULT  {fault}")
            raise Refused("Nothing was brought in. Correct the form and try again.") from None
    for note in found.notes:
        print(f"note   {note}")
    for change in found.changes:
        print(f"{change.what:>11}  {', '.join(item.key for item in (change.now or change.before))}")
    print(found.sentence)


def export_instrument(given: argparse.Namespace) -> None:
    from tandem.config import readiness

    with readiness.as_product(given.state, given.pg_bin, is_changing=False):
        from tandem.assessments.library import versions_of
        from tandem.instruments.xlsform.writing import not_carried, write

        versions = versions_of(_organisation(given.organisation), given.name)
        fitting = [one for one in versions if given.version in (None, one.version)]
    if not fitting:
        raise Refused("There is no such instrument, or no such version of it.")
    for told in not_carried(fitting[0]):
        print(f"not carried  {told}")
    if not fitting[0].areas:
        raise Refused("This one has no area of questions, so a form cannot hold it.")
    try:
        given.file.write_bytes(write(fitting[0]))
    except OSError as error:
        raise Refused(f"{given.file} cannot be written: {error.strerror}.") from None
    print(f"{given.name}, version {fitting[0].version}, is now in {given.file}.")


def _organisation(name: str) -> "Organisation":
    """The one that there is, or the one that is named."""
    from tandem.people.models import Organisation

    all_of_them = list(Organisation.objects.order_by("name"))
    if not all_of_them:
        raise Refused("There is no organisation yet. Make the first administrator first.")
    fitting = [one for one in all_of_them if not name or one.name == name]
    if len(fitting) != 1:
        names = ", ".join(one.name for one in all_of_them)
        raise Refused(f"Choose one with --organisation: {names}.")
    return fitting[0]


def backup(given: argparse.Namespace) -> None:
    from tandem.config import backup as backups
    from tandem.config import database

    with database.opened(given.state, given.pg_bin) as opened:
        if not database.has_tables(opened):
            raise Refused(f"There is nothing in the data folder {given.state} to back up.")
        backups.back_up(opened, given.state, given.file)
    print(f"Everything in {given.state} is now in {given.file} too.")


def restore(given: argparse.Namespace) -> None:
    from tandem.config import backup as backups
    from tandem.config import database, readiness
    from tandem.config.serve import only_one, prepare

    with only_one(given.state), database.opened(given.state, given.pg_bin) as opened:
        manifest = backups.restore(opened, given.state, given.file, replace=given.replace)
        prepare(given.state, opened)
        readiness.verify_log(given.state, opened)
    print(
        f"{given.state} now holds what was backed up at {manifest['made_at']}. Everyone signs in"
        " again, and messages to others are held back: tandem send-messages lets them go."
    )


def send_messages(given: argparse.Namespace) -> None:
    from tandem.config import database
    from tandem.privacy import outbound

    with database.opened(given.state, given.pg_bin) as opened:
        if not database.has_tables(opened):
            raise Refused(f"There is nothing in the data folder {given.state} yet.")
        with database.connect(opened.owner_url) as owner:
            owner.execute(outbound.LET_GO)
    print("Messages may leave this installation.")


def migrate(given: argparse.Namespace) -> None:
    from tandem.config import database
    from tandem.config.serve import prepare

    with database.opened(given.state, given.pg_bin) as opened:
        prepare(given.state, opened)
    print("The database is up to date.")


def sign_in_link(given: argparse.Namespace) -> None:
    from tandem.config import readiness

    with readiness.as_product(given.state, given.pg_bin):
        from tandem.people.signin import way_back_in

        link = way_back_in(given.address, given.email)
    if link is None:
        raise Refused("Nobody who may sign in has this email address. Look for a slip in it.")
    print(f"Hand this link over yourself. It works once: {link}")


def figures(given: argparse.Namespace) -> None:
    from tandem.config import readiness

    with readiness.as_product(given.state, given.pg_bin, is_changing=False):
        from django.utils import timezone

        from tandem.insight.queries import in_words, of_everyone

        for line in in_words(of_everyone(timezone.localdate())):
            print(line)


def check(given: argparse.Namespace) -> None:
    from tandem.config import readiness

    faults = 0
    with readiness.as_product(given.state, given.pg_bin, is_changing=False) as opened:
        for subject, fault in readiness.findings(opened, given.root):
            print(f"FAULT  {subject}: {fault}" if fault else f"ok     {subject}")
            faults += bool(fault)
    if faults:
        raise Refused(f"{faults} of the checks found a fault.")


def seal(given: argparse.Namespace) -> None:
    from tandem.config import readiness

    with readiness.as_product(given.state, given.pg_bin, is_changing=False):
        from tandem.voices.seals import seal_today

        made = seal_today()
        print(f"{made.day}: {made.threads} threads grew since the seal before.")
        print(f"Keep this root in another place: {bytes(made.root).hex()}")


def verify(given: argparse.Namespace) -> None:
    from tandem.config import readiness

    with readiness.as_product(given.state, given.pg_bin, is_changing=False):
        from tandem.plans import rules
        from tandem.plans.verify import receipts

        if not rules.digits_of(given.code):
            raise Refused("A code has eight letters and digits, like K7QM-3XPA.")
        found = list(receipts(given.code))
    for one in found:
        said = "the words that are kept give it" if one.holds else "OTHER WORDS ARE KEPT"
        print(f"{one.code}  {one.on}  {one.party}  {one.answer}  {one.language}  {said}")
    if not found or not all(one.holds for one in found):
        raise Refused("No answer here has this code, with its words.")


@contextmanager
def _brought(given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """What every import is given, with the product ready to take it in."""
    from tandem.config import readiness

    raw = _read(given.file)
    with readiness.as_product(given.state, given.pg_bin):
        from tandem.people.actor import System

        yield {
            "by": System(f"{given.command} on the command line"),
            "organisation": _organisation(given.organisation),
            "raw": raw,
            "filename": given.file.name,
            "dry_run": given.dry_run,
        }


def _tell(report: "Told[Any]") -> None:
    print(report.as_text())
    if report.of("refused"):
        raise Refused("The rows named above were refused. Correct them and import the file again.")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"this is a number from 1 to 64, not {text!r}")
    return int(text)


def _root(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a root is 64 digits from 0 to f, not {text!r}") from None


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def parser() -> argparse.ArgumentParser:
    place = argparse.ArgumentParser(add_help=False)
    place.add_argument(
        "--state",
        metavar="DIR",
        type=_folder,
        default=_folder(os.environ.get("TANDEM_STATE", ".tandem")),
        help="data folder (default: $TANDEM_STATE, else .tandem here)",
    )
    place.add_argument(
        "--pg-bin",
        metavar="DIR",
        type=_folder,
        help="folder of PostgreSQL's programs to use in place of those that come with Tandem",
    )
    top = argparse.ArgumentParser(
        prog="tandem",
        description="Keeps an installation of Tandem.",
        epilog="DATABASE_URL=postgresql://... uses that database in place of the one in the data"
        " folder.",
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    def command(
        name: str, does: Callable[[argparse.Namespace], None], says: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[place], help=says, description=says)
        made.set_defaults(does=does, command=name)
        return made

    c = command("serve", serve, "Start Tandem here, until Ctrl-C.")
    c.add_argument("--port", type=_port, default=8000, help="port to answer on (default: 8000)")
    c.add_argument(
        "--workers", type=_count, default=1, metavar="N", help="processes that answer (default: 1)"
    )
    c.add_argument(
        "--public-url",
        default="",
        metavar="URL",
        help="https address that people use; needed before phones can join",
    )
    c.add_argument("--cert", type=_folder, help="certificate, if no proxy holds it")
    c.add_argument("--key", type=_folder, help="key of the certificate")
    c.add_argument("--demo", action="store_true", help="fill a new data folder with made-up people")

    command("demo", demo, "Fill a new data folder with made-up people.")

    c = command("import-people", import_people, "Add or change people from a CSV file.")
    c.add_argument("file", type=_folder, metavar="FILE")
    c.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    c.add_argument("--organisation", default="", metavar="NAME", help="needed if there are several")

    c = command(
        "import-levels", import_levels, "Bring in levels of risk that others worked out, from CSV."
    )
    c.add_argument("file", type=_folder, metavar="FILE")
    c.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    c.add_argument("--organisation", default="", metavar="NAME", help="needed if there are several")

    c = command(
        "import-instrument", import_instrument, "Bring in an instrument from an XLSForm workbook."
    )
    c.add_argument("file", type=_folder, metavar="FILE")
    c.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    c.add_argument("--organisation", default="", metavar="NAME", help="needed if there are several")

    c = command(
        "export-instrument", export_instrument, "Write an instrument as an XLSForm workbook."
    )
    c.add_argument("name", metavar="NAME")
    c.add_argument("file", type=_folder, metavar="FILE")
    c.add_argument("--version", type=_count, metavar="N", help="which (default: the newest)")
    c.add_argument("--organisation", default="", metavar="NAME", help="needed if there are several")

    c = command("backup", backup, "Copy everything into one file. People may go on working.")
    c.add_argument("file", type=_folder, metavar="FILE")

    c = command("restore", restore, "Put a backup into a new data folder.")
    c.add_argument("file", type=_folder, metavar="FILE")
    c.add_argument("--replace", action="store_true", help="lose what the data folder holds now")

    command("send-messages", send_messages, "After a restore: let messages leave again.")

    c = command(
        "sign-in-link",
        sign_in_link,
        "Make a way back in for somebody who lost what they sign in with.",
    )
    c.add_argument("email", metavar="EMAIL")
    c.add_argument(
        "--address",
        default="http://localhost:8000",
        metavar="URL",
        help="where Tandem answers (default: http://localhost:8000)",
    )

    command("migrate", migrate, "Bring the database up to this version.")
    command("figures", figures, "Count the people of all organisations here. Names nobody.")
    command("seal", seal, "Seal what was said until now, if today is not sealed yet.")

    c = command("verify", verify, "Recompute a code of an answer from the words that were read.")
    c.add_argument("code", metavar="CODE")

    c = command("check", check, "Say whether this installation is sound.")
    c.add_argument(
        "--root",
        type=_root,
        metavar="HEX",
        help="root of an earlier seal that was kept in another place",
    )
    return top


def main(words: Sequence[str] | None = None) -> None:
    given = parser().parse_args(words)
    try:
        given.does(given)
    except Refused as refused:
        sys.exit(f"tandem: {refused.sentence}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()

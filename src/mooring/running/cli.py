"""The command line of Mooring: `mooring --help`."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from mooring.law import NoSuchCountry, NotAnswered, check, explain

from . import django_programs, environment, roles
from .at_work import at_work, plain_errors, say
from .backup_commands import COMMANDS
from .demonstration import run_demo
from .directory_commands import directory_group
from .key_commands import keys_group
from .ledger_words import words_of
from .officer_commands import officers_group
from .own_database import database_at_hand
from .serving import serve
from .sign_in_commands import identity_providers_group
from .supervision import stopping_in_good_order


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Mooring: the system a national referral mechanism runs on.

    Settings come from the environment only (MOORING_…). A data folder that a demo made is used as a demo.
    """
    data = Path(os.environ.get("MOORING_DATA") or environment.project_folder() / ".var")
    if (data / "keys" / "master.key").exists() and not any(
        name.startswith("MOORING_MASTER_KEY") for name in os.environ
    ):
        os.environ.setdefault("MOORING_MODE", "demo")


@main.command("serve")
def serve_command() -> None:
    """Serve the pages and work off the queue, with a database of its own unless one is named."""
    with plain_errors(), stopping_in_good_order():
        sys.exit(serve(environment.read(), say))


@main.command("demo")
@click.option("--reset", is_flag=True, help="Remove the old demo first, with everything in it.")
def demo_command(reset: bool) -> None:
    """Show Mooring at work in an invented country, on this machine only."""
    with plain_errors(), stopping_in_good_order():
        sys.exit(run_demo(reset=reset, say=say))


@main.command("migrate")
def migrate_command() -> None:
    """Bring the tables up to date, as the owner of the database."""
    with plain_errors(), stopping_in_good_order(), database_at_hand(environment.read(), say, as_owner=True):
        django_programs.migrate()


@main.group("law")
def law_group() -> None:
    """What the law says on a given day."""


@law_group.command("explain")
@click.argument("country")
@click.argument("question")
@click.option("--on", "day", required=True, metavar="DATE", help="The day asked about, as 2012-05-01.")
@click.option("--fact", "facts", multiple=True, metavar="KEY=VALUE", help="A fact of the matter; may be repeated.")
def law_explain(country: str, question: str, day: str, facts: tuple[str, ...]) -> None:
    """Answer a question of law, with the reasons and the provisions."""
    known = dict(_fact(fact) for fact in facts)
    try:
        click.echo(explain.text(country, question, _day(day), known))
    except (NotAnswered, NoSuchCountry) as error:
        raise click.ClickException(str(error)) from error


@law_group.command("check")
def law_check() -> None:
    """Check the country packs: every number cited, every worked example right."""
    sys.exit(check.main())


@main.group("register")
def register_group() -> None:
    """A country's old register."""


@register_group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mapping", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", metavar="EMAIL", help="The officer in whose name the rows are brought in.")
def register_load(file: Path, mapping: Path, email: str | None) -> None:
    """Bring a file of the old register in: all of it or, with the reasons row by row, nothing."""
    with at_work("mooring.register.load") as load:
        report = load.load_as(file, mapping, email=email)
        click.echo(str(report))
        if not report.accepted:
            sys.exit(1)


for command in (keys_group, *COMMANDS):
    main.add_command(command)


main.add_command(directory_group)
main.add_command(officers_group)
main.add_command(identity_providers_group)


@main.group("ledger")
def ledger_group() -> None:
    """The ledger of every deed and every look."""


@ledger_group.command("seal")
def ledger_seal() -> None:
    """Seal the lines written since the last seal."""
    with at_work("mooring.safeguards.ledger") as ledger:
        click.echo(f"{ledger.seal()} lines were sealed.")


@ledger_group.command("verify")
def ledger_verify() -> None:
    """Look for lines changed, removed or slipped in; ends with code 1 when there are any."""
    with at_work("mooring.safeguards.ledger") as ledger:
        found = ledger.verify()
        for sentence in words_of(found):
            click.echo(sentence)
        sys.exit(0 if found.whole else 1)


@ledger_group.command("retire")
@click.option("--before", "day", required=True, metavar="DATE", help="Lines under seals set before this day go.")
def ledger_retire(day: str) -> None:
    """Remove lines whose time is over, seal by seal, as the owner; the seals stay, and the removal is signed.

    How long lines are kept is told by `mooring law explain COUNTRY retention --fact data_class=ledger_lines`. A day for which that
    period is not over is refused.
    """
    with at_work("mooring.safeguards.ledger.retirement", as_owner=True) as retirement:
        try:
            click.echo(f"{retirement.retire_whose_time_is_over(before=_day(day))} lines were removed.")
        except (retirement.LedgerNotWhole, retirement.TimeNotOver) as error:
            raise click.ClickException(str(error)) from error


@main.group("database")
def database_group() -> None:
    """The database under Mooring."""


@database_group.command("roles-sql")
def database_roles_sql() -> None:
    """Print what a superuser runs once on a server of one's own."""
    click.echo(roles.script_for_an_outside_server())


def _fact(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key:
        raise click.BadParameter(f"'{text}' is not of the shape KEY=VALUE.", param_hint="--fact")
    return key.strip(), value.strip()


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise click.BadParameter(f"'{text}' is not a date like 2012-05-01.", param_hint="--on") from error


if __name__ == "__main__":
    main()

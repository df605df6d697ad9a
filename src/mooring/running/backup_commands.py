"""Commands of an operator about backups: making them, checking them, restoring one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pyrage  # type: ignore[import-untyped]

from . import backup, backup_checks, backup_file, environment, key_files, restore
from .at_work import plain_errors, say
from .own_database import database_at_hand
from .serving import refuse_when_unsafe
from .supervision import stopping_in_good_order

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PLACE = click.Path(path_type=Path)


@click.command("backup-identity")
@click.argument("file", type=PLACE)
def backup_identity_command(file: Path) -> None:
    """Make an age identity that opens backups, on a machine that keeps none of them; print whom to encrypt to."""
    identity = pyrage.x25519.Identity.generate()
    if not key_files.write_once(file, f"# opens backups of Mooring; public key: {identity.to_public()}\n{identity}\n"):
        raise click.ClickException(f"{file} is there already.")
    click.echo(f"MOORING_BACKUP_RECIPIENTS={identity.to_public()}")


@click.command("backup")
@click.option("--to", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER")
def backup_command(folder: Path) -> None:
    """Write a backup of the database and the documents, while pages are served, as the owner of the database."""
    with _errors():
        settings = environment.read()
        refuse_when_unsafe(settings)
        backup.recipients()
        with database_at_hand(settings, say, as_owner=True):
            click.echo(str(backup.make(settings, folder, say)))


@click.command("verify-backup")
@click.argument("file", type=FILE)
@click.option("--identity", type=FILE, metavar="FILE", help="The age identity; without it only the digest is checked.")
@click.option("--signer", metavar="HEX", help="The ledger's public key, when this machine does not hold its key.")
@click.option("--no-rehearsal", is_flag=True, help="Do not restore into a server that is thrown away afterwards.")
def verify_backup_command(file: Path, identity: Path | None, signer: str | None, no_rehearsal: bool) -> None:
    """Check a backup: its digest and, with an identity, every member, its signature, and a rehearsed restore."""
    with _errors():
        backup_file.check_digest(file)
        click.echo("The file is whole.")
        if identity is None:
            return
        secret = backup_file.identity_in(identity)
        known = _signer(signer)
        manifest = backup_checks.verify(file, secret, known)
        for sentence in manifest.sentences():
            click.echo(sentence)
        click.echo(
            "Signed by this house." if known else "The signature was not checked: no key of the ledger is known here."
        )
        if not no_rehearsal:
            backup_checks.rehearse(file, secret, manifest)
            click.echo("It was restored into a server of its own, and every row was there.")


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--identity", required=True, type=FILE, metavar="FILE", help="The age identity that opens it.")
@click.option(
    "--into", required=True, type=PLACE, metavar="FOLDER", help="The new data folder: not there yet, or empty."
)
@click.option("--erasures", type=PLACE, metavar="FILE", help="The list of erasures kept outside (MOORING_ERASURES).")
@click.option("--signer", metavar="HEX", help="The public key that signed it, when the key of the ledger was lost.")
def restore_command(file: Path, identity: Path, into: Path, erasures: Path | None, signer: str | None) -> None:
    """Restore a backup into an empty place; whom others erased since is forgotten again before it opens."""
    with _errors():
        settings = environment.read()
        secret = backup_file.identity_in(identity)
        known = bytes.fromhex(signer) if signer else None
        restore.restore(file, secret, into, erasures or settings.erasures, known, say)
        click.echo(f"Restored into {into.absolute()}. Start it with MOORING_DATA={into.absolute()} mooring serve")


def _signer(given: str | None) -> bytes | None:
    """The public key to check with: the one given, else that of the ledger key of this machine, if it has one."""
    if given:
        return bytes.fromhex(given)
    settings = environment.read()
    has_one = settings.ledger.known or (settings.mode == "demo" and (settings.keys / "ledger.key").exists())
    return backup_checks.public_key(settings.ledger_key()) if has_one or settings.mode == "test" else None


@contextmanager
def _errors() -> Iterator[None]:
    with plain_errors(), stopping_in_good_order():
        try:
            yield
        except backup_file.BadBackup as error:
            raise click.ClickException(str(error)) from error


COMMANDS = (backup_identity_command, backup_command, verify_backup_command, restore_command)

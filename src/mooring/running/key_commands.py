"""Commands of an operator about keys: how they stand, and changing them while the house works."""

from datetime import timedelta

import click

from .at_work import at_work, say


@click.group("keys")
def keys_group() -> None:
    """The keys under which everything about a person lies sealed."""


@keys_group.command("status")
def keys_status() -> None:
    """Say how many keys each master key wraps, by its fingerprint; no key is shown."""
    with at_work("mooring.safeguards.key_rotation", as_owner=True) as rotation:
        for each in rotation.status():
            standing = "the present one" if each.present else "given as the old one" if each.given else "NOT GIVEN"
            click.echo(f"master key {rotation.master_key.named(each.fingerprint)} ({standing}): {each.count} keys")


@keys_group.command("rotate-master")
def keys_rotate_master() -> None:
    """Wrap every key anew by the present master key, while pages are served. Killed half-way, it is run again."""
    with at_work("mooring.safeguards.key_rotation", as_owner=True) as rotation:
        done = _counted(rotation.rotate_master(), "keys wrapped anew")
        click.echo(
            f"{done} keys were wrapped anew. The old master key may go when `mooring keys status` names it no more."
        )


@keys_group.command("rotate-data")
@click.option("--older-than", "days", required=True, type=click.IntRange(0), metavar="DAYS")
def keys_rotate_data(days: int) -> None:
    """Give every case whose newest key is older than that a new one, for what is written from now on."""
    with at_work("mooring.safeguards.key_rotation", as_owner=True) as rotation:
        from django.utils import timezone

        done = _counted(rotation.rotate_data_keys(made_before=timezone.now() - timedelta(days=days)), "new keys")
        click.echo(f"{done} new keys were made. What was written before still opens with its old key.")


def _counted(steps: object, what: str) -> int:
    done = 0
    for done in steps:  # type: ignore[attr-defined]  # the module was loaded by its name
        say(f"  {done} {what}")
    return done

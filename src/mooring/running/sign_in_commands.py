"""Commands of an operator about sign-in: what the agencies' own directories may vouch for."""

from pathlib import Path

import click

from .at_work import at_work


@click.group("identity-providers")
def identity_providers_group() -> None:
    """The sign-ins that agencies bring."""


@identity_providers_group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Enter what FILE says the agencies' directories may vouch for, as the owner of the database.

    Name the same file in MOORING_IDENTITY_PROVIDERS for the pages; change both together.
    """
    with at_work("mooring.safeguards.identity_providers", as_owner=True) as identity_providers:
        try:
            entered = identity_providers.load(file)
        except identity_providers.BadProviderFile as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"Agencies with a sign-in of their own: {entered}.")

"""Commands about the directory: which agencies there are, and what they are charged with."""

import click

from .at_work import at_work


@click.group("directory")
def directory_group() -> None:
    """The agencies of the mechanism and their mandates."""


@directory_group.command("load")
@click.option("--as", "email", required=True, metavar="EMAIL", help="The administrator in whose name it comes in.")
def directory_load(email: str) -> None:
    """Bring the country's directory in. What is here already stays, and what was changed by hand as well; run it again at will."""
    with at_work("mooring.referral.loading") as loading:
        try:
            click.echo(loading.load_as(email))
        except loading.NotLoaded as refused:
            raise click.ClickException(str(refused)) from None

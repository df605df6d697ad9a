"""Commands of an operator about officers: the first two administrators, who then invite everybody else."""

import click

from . import environment
from .at_work import at_work


@click.group("officers")
def officers_group() -> None:
    """The first administrators. Everybody else is invited by them, on their pages."""


@officers_group.command("first-administrator")
@click.option("--email", required=True, help="The work address.")
@click.option("--name", required=True)
@click.option("--agency-code", required=True, metavar="CODE", help="Letters, digits and hyphens.")
@click.option("--agency-name", default="", help="Wanted when the agency is new.")
@click.option("--second", is_flag=True, help="Enter the second one; a posting takes two hands.")
def first_administrator(email: str, name: str, agency_code: str, agency_name: str, second: bool) -> None:
    """Enter the first administrator, and with --second the second one. Shows a link that works once, for 24 hours."""
    _checked(email, agency_code)
    with at_work("mooring.safeguards.actions", as_owner=True) as actions:
        from mooring.safeguards.models import Agency, Officer

        if not agency_name and not Agency.objects.filter(code=agency_code).exists():
            raise click.BadParameter("the agency is new: give its name.", param_hint="--agency-name")
        if Officer.objects.filter(email=email.lower()).exists():
            raise click.BadParameter("an officer with this address is here already.", param_hint="--email")
        try:
            link = actions.first_administrator(
                email=email, name=name, agency_code=agency_code, agency_name=agency_name, second=second
            )
        except actions.AlreadyAdministered:
            raise click.ClickException(
                "The first administrator is entered once, and then one with --second. Both are here, or the first is "
                "not yet. Further ones are proposed by one administrator and confirmed by the other."
            ) from None
        _show(link.token)
        if not second:
            click.echo("Now enter another one with --second: with one administrator alone, nobody can be posted.")


@officers_group.command("let-administrator-in-again")
@click.option("--email", required=True, help="The work address.")
def let_administrator_in_again(email: str) -> None:
    """Give an administrator a new link who lost her second factor, where there is no third one to confirm it."""
    with at_work("mooring.safeguards.actions", as_owner=True) as actions:
        try:
            link = actions.let_administrator_in_again(email=email)
        except actions.NoAdministrator:
            raise click.ClickException("No administrator who serves now has this address.") from None
        _show(link.token)


def _checked(email: str, agency_code: str) -> None:
    if "@" not in email.strip("@"):
        raise click.BadParameter(f"'{email}' is not a mail address.", param_hint="--email")
    if not agency_code or agency_code != agency_code.lower() or not agency_code.replace("-", "").isalnum():
        raise click.BadParameter("small letters, digits and hyphens only.", param_hint="--agency-code")


def _show(token: str) -> None:
    settings = environment.read()
    hosts = [name for name in settings.allowed_hosts if name not in (*environment.LOOPBACK_NAMES, "testserver")]
    begin = f"https://{hosts[0].lstrip('.')}" if hosts else f"http://{settings.host}:{settings.port}"
    click.echo("This link works once, for 24 hours, and is not shown again. Hand it over in person:")
    click.echo(f"{begin}/invitation/{token}/")

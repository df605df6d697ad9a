"""Running a room's module from the command line, with the database at hand, and telling foreseen errors in a sentence."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from . import django_programs, environment
from .embedded_postgres import ClusterError
from .own_database import database_at_hand
from .serving import refuse_when_unsafe
from .supervision import stopping_in_good_order

EXPECTED = (environment.Refused, environment.BadSetting, ClusterError, django_programs.ProgramFailed)


def say(words: str) -> None:
    """Tell the one at the terminal."""
    click.echo(words, err=True)


@contextmanager
def at_work(module: str, *, as_owner: bool = False) -> Iterator[Any]:
    """A module of a room, with the database at hand and Django made ready, as the application unless the owner is meant."""
    with plain_errors(), stopping_in_good_order():
        settings = environment.read()
        refuse_when_unsafe(settings)
        with database_at_hand(settings, say, as_owner=as_owner):
            django_programs.set_up("owner" if as_owner else "app")
            from django.db import connection, connections

            from mooring.safeguards import keys

            found = [] if as_owner else environment.database_refusals(connection)
            if found := found or keys.refusals():
                raise environment.Refused("\n".join(found))
            try:
                yield importlib.import_module(module)
            except keys.WrongMasterKey as error:
                raise environment.Refused(str(error)) from error
            finally:
                connections.close_all()


@contextmanager
def plain_errors() -> Iterator[None]:
    """Errors we foresee are told in a sentence; others keep their trace."""
    try:
        yield
    except EXPECTED as error:
        raise click.ClickException(str(error)) from error

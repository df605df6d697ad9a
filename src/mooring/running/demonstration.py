"""The demo from nothing to a page: database, tables, a synthetic country, server; each step shown with its seconds."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mooring.law import NoSuchCountry, country

from . import django_programs, environment
from .letter_box import open_letter_box
from .own_database import cluster_of, database_at_hand
from .serving import address_of, refuse_when_unsafe, run_programs, see_that_the_port_is_free

Say = Callable[[str], None]
MADE_BY_US = ("keys", "documents", "ledger", "static", "letters")


def run_demo(*, reset: bool, say: Say) -> int:
    """Run the demo until somebody asks to stop; the exit code."""
    os.environ["MOORING_MODE"] = "demo"
    settings = environment.read()
    refuse_when_unsafe(settings)
    see_that_the_port_is_free(settings)
    if reset:
        with _step("starting over: the old demo is removed", say):
            start_over(settings, say)
    _remember_the_country(settings)
    if not (settings.keys / "master.key").exists():
        settings.master_key(), settings.ledger_key(), settings.secret_key()
        say(f"Keys were made in {settings.keys}. They lie beside the data and protect nothing: invented people only.")
    letter_box = open_letter_box(settings.data)
    with _starting_database(settings, say):
        with _step("tables", say):
            django_programs.migrate(each_step=False)
        with _step("a synthetic country", say):
            django_programs.run_module("mooring.running.demo_country", "ground", role="owner")
            welcome = django_programs.run_module("mooring.running.demo_country", role="app", capture=True)
        greeting = f"\n{address_of(settings)}\n\n{welcome.strip()}\n"
        return run_programs(settings, say, greeting, letter_box=letter_box)


def start_over(settings: environment.Environment, say: Say) -> None:
    """Remove the demo of this data folder, and nothing that the demo has not made."""
    cluster_of(settings, say).erase()
    for name in MADE_BY_US:
        shutil.rmtree(settings.data / name, ignore_errors=True)
    (settings.data / environment.COUNTRY_FILE).unlink(missing_ok=True)


def _remember_the_country(settings: environment.Environment) -> None:
    """A data folder holds the demo of one country. Raises `Refused` when another stands there."""
    try:
        country(settings.country)
    except NoSuchCountry as unknown:
        raise environment.Refused(str(unknown)) from unknown
    stands = environment.remembered_country(settings.data)
    if stands and stands != settings.country:
        raise environment.Refused(
            f"In {settings.data} stands the demo of {stands}, not of {settings.country}. Start over with RESET=1 "
            "(mooring demo --reset), or name another folder with MOORING_DATA."
        )
    settings.data.mkdir(parents=True, exist_ok=True)
    (settings.data / environment.COUNTRY_FILE).write_text(f"{settings.country}\n", encoding="utf-8")
    os.environ["MOORING_COUNTRY"] = settings.country  # for the programs that are started from here


@contextmanager
def _starting_database(settings: environment.Environment, say: Say) -> Iterator[None]:
    began = time.monotonic()
    with database_at_hand(settings, say, alone=True):
        say(f"  {time.monotonic() - began:6.1f} s  database")
        yield


@contextmanager
def _step(name: str, say: Say) -> Iterator[None]:
    began = time.monotonic()
    yield
    say(f"  {time.monotonic() - began:6.1f} s  {name}")

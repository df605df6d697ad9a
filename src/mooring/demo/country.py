"""Building the demo country: the cast, two years of history, the last night; all of it or nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, groupby
from random import Random

from django.db import transaction

from mooring.demo import (
    actions_ahead,
    directory,
    groups,
    hotline,
    housing,
    other_desks,
    period,
    placing,
    plans,
    raid_night,
    service_requests,
    stories,
    tips,
    went_home,
    words,
)
from mooring.demo.calendar_of_the_demo import QUIET_DAYS, Calendar
from mooring.demo.cast import Cast, address, enrol, somebody_waits
from mooring.demo.countries import script
from mooring.demo.fates import fates
from mooring.demo.ground import before_everything
from mooring.demo.history import Met, history
from mooring.demo.people import Person
from mooring.demo.way import Way
from mooring.identification import actions as identification
from mooring.identification.models import Encounter, Signal
from mooring.identification.referral import NOTIFY, asks_for_consent, referral_of_person_met
from mooring.safeguards import clock, ledger
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

SEED = 20250101
OPENED_AFTER_MINUTES = 50


class AlreadyBuilt(RuntimeError):
    """The demo country stands already; it is built once, and started over with an empty database only."""


def is_built() -> bool:
    """Whether the demo country stands in this database."""
    return Officer.objects.filter(email=address(script().lead)).exists()


def build() -> None:
    """Build the country as the application, by deeds of its officers alone, in one transaction; then seal the ledger.

    The ground must have been laid by the owner (`lay_ground`). Prints each step with its seconds. Raises `AlreadyBuilt`.
    """
    if is_built():
        raise AlreadyBuilt
    administrator = Officer.objects.get(email=address(script().administrators[0][0]))
    with transaction.atomic():
        country = Country(Calendar(clock.now()))
        with _step("the cast: agencies, desks, officers"):
            country.enrol(administrator)
        country.tell_history()
        with _step("last night's police action"):
            country.tell_last_night()
        with _step("those who went home"):
            went_home.play(country.calendar, country.cast)
        hotline.play(country.calendar)
        tips.play(country.calendar)
        actions_ahead.play(country.calendar)
        groups.play(country.calendar, country.cast)
        plans.play(country.calendar)
        stories.play(country.calendar)
        housing.play(country.calendar)
        placing.play(country.calendar)
        other_desks.play(country.calendar, country.cast)
        period.raise_alarms()
        service_requests.set_money_aside(country.calendar.today)
        with clock.at(clock.now()):  # the transaction is minutes old, and the database's own clock with it
            somebody_waits(administrator, country.cast)
    with _step("the ledger is sealed"):
        ledger.seal()


class Country:
    """The country while it is being told: who plays, and the dice. With the same day and seed the story is the same."""

    cast: Cast

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.dice = Random(SEED)  # noqa: S311 the story must be the same each time; no key comes from here
        told = script()
        self.legal, self.not_legal, self.children = cycle(told.legal), cycle(told.not_legal), cycle(told.children)
        self.people = 0

    def enrol(self, administrator: Officer) -> None:
        since = before_everything(self.calendar)
        with clock.at(since):
            self.cast = enrol(administrator, since, left_at=self.calendar.moment(90, 16))
            directory.play(administrator)

    def tell_history(self) -> None:
        chapters = groupby(history(self.calendar), key=self._chapter)
        for chapter, signals in chapters:
            with _step(f"people met, assessed and supported: {chapter}"):
                for met in signals:
                    self._tell(met)

    def _chapter(self, met: Met) -> str:
        return str(self.calendar.day(met.days_ago).year) if met.days_ago > QUIET_DAYS else "the last months"

    def tell_last_night(self) -> None:
        raid_night.tell(self.calendar, self.cast[script().lead], self._way)

    def _way(self, person: Person, lead: Officer) -> Way:
        self.people += 1
        return Way(self.cast, self.calendar, self.dice, self.people, person, lead)

    def _tell(self, met: Met) -> None:
        """A signal, the people met, and for those with a file their way."""
        by, moment = self.cast[met.officer], self.calendar.moment(met.days_ago, met.hour)
        with clock.at(moment):
            signal = identification.receive_signal(
                by=by,
                source=met.source,
                region=met.region,
                words=self.dice.choice(words.SIGNALS),
                expected_people=met.met if met.met > 1 else None,
                danger_now=met.danger,
            )
        for number in range(met.met):
            with_file = number < len(met.fates)
            person = self._person(met.fates[number]) if with_file else None
            encounter = self._meet(by, signal, met, person)
            if person is None:
                self._notify(by, encounter, met)
            if person is not None:
                way = self._way(person, by)
                way.open_file(encounter, self.calendar.moment(met.days_ago, met.hour, OPENED_AFTER_MINUTES))
                fates()[met.fates[number].lstrip("*^")](way, met.days_ago)

    def _person(self, fate: str) -> Person:
        return next({"*": self.not_legal, "^": self.children}.get(fate[0], self.legal))

    def _meet(self, by: Officer, signal: Signal, met: Met, person: Person | None) -> Encounter:
        """Note a person met; of those without a file some said no for now, some could not be asked."""
        informed = person is not None or self.dice.random() < 0.85
        answer = "yes" if person else self.dice.choice(("no", "no", "not_yet", "yes")) if informed else "not_yet"
        with clock.at(self.calendar.moment(met.days_ago, met.hour, 20)), acting_as(by):
            return identification.note_encounter(
                by=by,
                signal=signal,
                age_impression="child_or_in_doubt" if person and person.is_child else "adult",
                informed=informed,
                informed_language=person.language if person else self.dice.choice(("en", "ro", "es", "th")),
                asked_to_talk=answer,
                danger_now="not_known",
            )

    def _notify(self, by: Officer, encounter: Encounter, met: Met) -> None:
        """Of an adult who said no the authority is told, where the law asks the officer's agency for it."""
        with clock.at(self.calendar.moment(met.days_ago, met.hour, 40)):
            with acting_as(by):
                encounter.signal = Signal.objects.get(pk=encounter.signal_id)
                duty = referral_of_person_met(encounter, by.agency, consents=False) if asks_for_consent() else None
            if duty is not None and duty.answer == NOTIFY and encounter.asked_to_talk == "no":
                identification.notify_anonymously(by=by, encounter=encounter, sent=("reason", "gender"))


@contextmanager
def _step(name: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"  {time.monotonic() - began:6.1f} s    {name}", file=sys.stderr, flush=True)

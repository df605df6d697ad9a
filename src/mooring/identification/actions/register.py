"""Taking over the closed cases of an old register in bulk: one deed, one ledger line, no timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from itertools import islice

from django.conf import settings
from django.db import models
from django.utils import timezone

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Grant, Ground, StageReached
from mooring.casework.pseudonym import new_pseudonym
from mooring.casework.stages import Stage
from mooring.identification.models import Exploitation, Outcome, PersonFacts, ResidenceBasis
from mooring.identification.old_register import OldRegisterRow
from mooring.safeguards import clock, keys
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import DataKey, Officer
from mooring.safeguards.random_keys import random_key

BATCH = 2_000
PARTS = (Compartment.ENTRY, Compartment.CORE)

# The order matters to the database's policies: grants by founding, then the keys, then the cases and what hangs on them.
ORDER: tuple[type[models.Model], ...] = (
    Grant,
    DataKey,
    Case,
    StageReached,
    PersonFacts,
    Exploitation,
    ResidenceBasis,
    Outcome,
)


@deed("register.load")
def take_over_closed_cases(*, by: Officer, rows: Iterable[OldRegisterRow]) -> int:
    """Bring persons of an old register in as closed cases, which the keeper's desk leads. Answers how many; all or nothing."""
    remaining, loaded = iter(rows), 0
    while batch := list(islice(remaining, BATCH)):
        put_in: dict[type[models.Model], list[models.Model]] = {model: [] for model in ORDER}
        for row in batch:
            for thing in _things_of(row, by):
                put_in[type(thing)].append(thing)
        for model, things in put_in.items():
            model._default_manager.bulk_create(things)
        loaded += len(batch)
    return loaded


def _things_of(row: OldRegisterRow, by: Officer) -> Iterator[models.Model]:
    """Everything that makes one closed case."""
    key, now = random_key(), clock.now()
    opened_at = timezone.make_aware(datetime.combine(row.opened_on or row.decided_on, time(12)))
    for part in PARTS:
        yield Grant(
            case_id=key,
            compartment=part,
            desk=by.desk,
            as_lead=True,
            ground=Ground.FOUNDING,
            given_by=by,
            since=now,
            case_opened_at=opened_at,
        )
    yield keys.new_data_key(key)[0]
    yield Case(id=key, pseudonym=new_pseudonym(settings.MOORING_PSEUDONYM_PREFIX), opened_at=opened_at, opened_by=by)
    yield StageReached(case_id=key, stage=Stage.CLOSED, since=opened_at, recorded_by=by)
    yield PersonFacts(
        case_id=key,
        gender=row.gender,
        age_years=row.age_years,
        age_status=row.age_status,
        citizenships=row.citizenships,
        known_how="authority",
        recorded_by=by,
    )
    yield Exploitation(
        case_id=key, forms=row.forms or ["not_known"], crossing=row.crossing, countries=row.countries, recorded_by=by
    )
    if row.residence_basis:
        yield ResidenceBasis(case_id=key, basis=row.residence_basis, known_how="authority", recorded_by=by)
    yield Outcome(
        case_id=key,
        outcome=row.outcome,
        decided_on=row.decided_on,
        authority=row.authority,
        legal_test=row.legal_test,
        recorded_by=by,
    )

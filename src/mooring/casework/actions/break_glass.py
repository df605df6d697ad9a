"""Opening a case in an emergency, and reviewing that somebody else did."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from mooring.casework.actions.cases import put_in_place
from mooring.casework.actions.team import leads
from mooring.casework.actions.waiting import meet_deadline
from mooring.casework.break_glass import (
    AN_HOUR_AT_MOST,
    OPEN_VERB,
    OPENS,
    REVIEW,
    REVIEW_VERB,
    kinds_for,
    review_due,
    review_finding,
)
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import (
    BreakGlass,
    BreakGlassAttempt,
    BreakGlassReason,
    BreakGlassReview,
    Case,
    Grant,
    ReviewOutcome,
)
from mooring.safeguards import clock, keys
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

DATA_KEY_BYTES = 32


@dataclass(frozen=True)
class Asked:
    """What an officer asked for. `case_key` is for the ledger alone: nothing on a page may follow from it."""

    pseudonym: str
    case_key: int | None
    is_on_the_timeline = True  # the database's function put it there, together with the grant


@deed(OPEN_VERB, on="result", compartment=Compartment.ENTRY, code="kind")
def open_in_emergency(*, by: Officer, pseudonym: str, kind: str, words: str) -> Asked:
    """Open a case to oneself for an hour, reading only, and say why. Answers the same whether or not there is such a case.

    1. what no emergency is needed for; 2. how often; 3. the database opens it, tells the team and sets the review; 4. the words.
    Raises `Refused` for a kind that is not this officer's, for the sixth time in an hour, for a case that she sees already, and for
    one that she opened before as long as nobody has reviewed that.
    """
    if kind not in kinds_for(by):
        raise house_rule(
            OPEN_VERB, by, None, _("Your role does not open cases for this reason."), _("Ask the desk of the case.")
        )
    seen = Case.objects.filter(pseudonym=pseudonym).first()
    if seen is not None:
        _refuse_what_is_open(by, seen, kind)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    if BreakGlassAttempt.objects.filter(officer=by, at__gt=an_hour_ago).count() >= AN_HOUR_AT_MOST:
        raise house_rule(
            OPEN_VERB,
            by,
            None,
            _("You have asked for emergency access five times within an hour."),
            _("Ask a colleague, or the desk of the case. In danger to life call the emergency number."),
        )
    today = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(
            "select mooring_break_glass(%s, %s, %s, %s::jsonb)",
            [pseudonym, kind, review_due(today), json.dumps(review_finding(today).record())],
        )
        (answer,) = cursor.fetchone()
    if answer == "review_first":
        raise house_rule(
            OPEN_VERB,
            by,
            None,
            _("You opened this case in an emergency before, and nobody has reviewed that yet."),
            _("Another officer can open it now; or ask a lead of the case for access."),
        )
    case = Case.objects.filter(pseudonym=pseudonym).first()
    opening = BreakGlass.objects.filter(case=case, recorded_by=by).order_by("-until").first() if case else None
    if case is None or opening is None:
        # As much work as for a case that is there.
        keys.seal(os.urandom(DATA_KEY_BYTES), words.encode(), "casework_breakglassreason.words_sealed:0")
        return Asked(pseudonym, None)
    reason = BreakGlassReason(case=case, opening=opening, recorded_by=by)
    reason.seal_words(words=words)
    reason.save(force_insert=True)
    return Asked(pseudonym, case.pk)


@deed(REVIEW_VERB, on="opening", compartment=Compartment.CORE)
def review(*, by: Officer, opening: BreakGlass, outcome: str, words: str) -> BreakGlassReview:
    """Say of an emergency access whether it was justified. A lead of the case does, and never the officer who opened it."""
    case = opening.case
    if opening.recorded_by_id == by.pk:
        raise house_rule(
            REVIEW_VERB, by, case, _("Nobody reviews herself or himself."), _("Another lead of the case does.")
        )
    if not leads(by, case):
        raise house_rule(REVIEW_VERB, by, case, _("A lead of the case reviews this."), _("See Team on the case page."))
    said = BreakGlassReview(case=case, opening=opening, outcome=ReviewOutcome(outcome), recorded_by=by)
    said.seal_words(words=words)
    put_in_place(said, opening=opening)
    meet_deadline(case, REVIEW, by=by, due_at=opening.review_due_at)  # each access has its own clock
    return said


def _refuse_what_is_open(by: Officer, case: Case, kind: str) -> None:
    running = Grant.objects.running().held_by(by).filter(case=case)
    held = set(running.values_list("compartment", flat=True))
    if set(OPENS[kind]) <= held:
        raise house_rule(
            OPEN_VERB, by, case, _("All that this would open is open to you already."), _("Go to the case.")
        )

"""Review before erasure: the team says that nothing more is needed, the archives have their turn, a second person decides. And holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from mooring.casework import retention
from mooring.casework.actions.team import leads
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, ComeToItsEnd, DataClass, LegalHold, ReviewStep, StepKind, anew
from mooring.casework.models.retention import BY_ARCHIVES, KEEPING, reviews_for
from mooring.safeguards import clock, erasure
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

GROUND_OF_ERASURE = "retention.ended"
REFERENCE = re.compile(r"[\w./-]{2,40}", re.ASCII)


@deed("legal_hold.place", on="case")
def place_hold(*, by: Officer, case: Case, ground: str, words: str = "", until: date | None = None) -> LegalHold:
    """Forbid that anything of this case is erased, until a day or until it is lifted."""
    if until is not None and until < clock.today():
        raise _rule("legal_hold.place", by, case.pk, _("This day is over."), _("Give a later day, or none."))
    hold = LegalHold(case=case, ground=ground, until=until, placed_at=clock.now(), placed_by=by, recorded_by=by)
    hold.seal_words(words=words)
    hold.save(force_insert=True)
    return hold


@deed("legal_hold.lift", on="hold")
def lift_hold(*, by: Officer, hold: LegalHold) -> LegalHold:
    """Lift a hold: its reason is gone. By who placed it, or a lead of the case. Raises `AlreadySuperseded`."""
    if hold.placed_by_id != by.pk and not leads(by, hold.case):
        raise _rule(
            "legal_hold.lift",
            by,
            hold.case_key,
            _("A hold is lifted by who placed it, or by a lead of the case."),
            _("Ask one of them."),
        )
    ended = anew(hold, by, ended_at=clock.now())
    ended.seal_words(words=hold.words("words"))
    hold.supersede(ended)
    return ended


@deed("retention.propose", on="item")
def propose(*, by: Officer, item: ComeToItsEnd, needed: bool = False) -> ReviewStep:
    """Say for the team whether anything of it is still needed. Who says so does not decide."""
    return _proposed(by, item, needed)


@deed("retention.propose_together")
def propose_together(*, by: Officer, items: Sequence[ComeToItsEnd]) -> list[ReviewStep]:
    """Say for several signals at once that nothing of them is needed any more."""
    return [_proposed(by, _a_signal("retention.propose_together", by, item), False) for item in items]


@deed("retention.archives", on="item", compartment=Compartment.ENTRY)
def note_archives(*, by: Officer, item: ComeToItsEnd, ground: str, reference: str, happened_on: date) -> ReviewStep:
    """Put on record that the archives have taken it over, or authorised that it be deleted: their number of the matter, and the day."""
    verb = "retention.archives"
    if not item.state_body:
        raise _rule(verb, by, item.case_key, _("The archives have no part in this one."), _("Decide without them."))
    if ground not in BY_ARCHIVES or not REFERENCE.fullmatch(reference):
        raise _rule(
            verb,
            by,
            item.case_key,
            _("The archives' number of the matter is missing, or holds more than letters, digits and signs."),
            _("Copy it from their letter. No name belongs there."),
        )
    if happened_on > clock.today():
        raise _rule(verb, by, item.case_key, _("This day has not come yet."), _("Correct the day."))
    return _step(by, item, StepKind.ARCHIVES, ground=ground, reference=reference, happened_on=happened_on)


@deed("retention.keep", on="item", compartment=Compartment.ENTRY)
def keep(*, by: Officer, item: ComeToItsEnd, ground: str, until: date) -> ReviewStep:
    """Decide that it is kept for longer, until a day, on a ground."""
    verb = "retention.keep"
    _open(verb, by, item)
    if ground not in KEEPING:
        raise _rule(verb, by, item.case_key, _("A ground is needed to keep it for longer."), _("Choose one."))
    if until <= clock.today():
        raise _rule(verb, by, item.case_key, _("This day is over."), _("Give a later day."))
    return _step(by, item, StepKind.KEEP, ground=ground, until=until)


@deed("retention.erase", on="item", compartment=Compartment.ENTRY)
def erase(*, by: Officer, item: ComeToItsEnd) -> ReviewStep:
    """Decide that it is erased, and erase its key: nobody can read its words again. Codes and days stay and are counted."""
    return _erased("retention.erase", by, item)


@deed("retention.erase_together")
def erase_together(*, by: Officer, items: Sequence[ComeToItsEnd]) -> list[ReviewStep]:
    """Decide for several signals at once that they are erased."""
    verb = "retention.erase_together"
    return [_erased(verb, by, _a_signal(verb, by, item)) for item in items]


def _proposed(by: Officer, item: ComeToItsEnd, needed: bool) -> ReviewStep:
    _open("retention.propose", by, item)
    return _step(by, item, StepKind.STILL_NEEDED if needed else StepKind.NOTHING_MORE)


def _erased(verb: str, by: Officer, item: ComeToItsEnd) -> ReviewStep:
    review = _open(verb, by, item)
    key = item.case_key
    if review.holds:
        raise _rule(
            verb,
            by,
            key,
            _("A hold stands: nothing of it may be erased."),
            _("Ask the team of the case whether its reason is gone."),
        )
    if review.kept is not None:
        raise _rule(verb, by, key, _("It was decided to keep it for longer."), _("Wait for that day."))
    if review.proposal is None:
        raise _rule(
            verb, by, key, _("The team has not said yet that nothing more is needed."), _("Ask the team to look at it.")
        )
    if review.proposal.by_id == by.pk:
        raise _rule(verb, by, key, _("Who proposed it does not decide it."), _("Somebody else decides."))
    if item.state_body and review.archives is None:
        raise _rule(
            verb,
            by,
            key,
            _("An authority may not delete before the archives have taken it over, or authorised that it be deleted."),
            _("Put on record what the archives have said."),
        )
    step = _step(by, item, StepKind.ERASE)
    try:
        erasure.erase(item.subject, ground=GROUND_OF_ERASURE, by=by)
    except erasure.HeldByLaw:
        reason = _("The database does not find that everything needed for it is on record.")
        raise _rule(verb, by, key, reason, _("Look again tomorrow, or ask who keeps Mooring running.")) from None
    return step


def _open(verb: str, by: Officer, item: ComeToItsEnd) -> retention.Review:
    """The review as it stands in the database now; refuses when the thing is gone, erased, or not open to the officer."""
    review = retention.review_of(item.pk)
    if review is None or review.item.runs_from != item.runs_from:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such thing to review.")), by)
    if verb.startswith("retention.erase") and item.agency_id not in reviews_for(by):
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such thing to review.")), by)
    if review.is_erased:
        raise _rule(verb, by, item.case_key, _("It is erased already."), "")
    return review


def _a_signal(verb: str, by: Officer, item: ComeToItsEnd) -> ComeToItsEnd:
    if item.data_class == DataClass.CASE_FILE:
        raise _rule(verb, by, None, _("A case is looked at by itself."), _("Open it from the list."))
    return item


def _step(
    by: Officer,
    item: ComeToItsEnd,
    kind: StepKind,
    *,
    ground: str = "",
    reference: str = "",
    until: date | None = None,
    happened_on: date | None = None,
) -> ReviewStep:
    step = ReviewStep(
        subject=item.subject,
        runs_from=item.runs_from,
        kind=kind,
        ground=ground,
        reference=reference,
        until=until,
        happened_on=happened_on,
        by=by,
    )
    step.save(force_insert=True)
    return step


def _rule(verb: str, by: Officer, case_key: int | None, reason: str, instead: str) -> Refused:
    return Refused(Refusal(Why.HOUSE_RULE, verb, reason, instead), by, case_key)

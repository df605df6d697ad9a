"""Claims for compensation: considered with the person, prepared, filed, decided, taken further or left at that, paid, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, take_the_place
from mooring.justice import appeal_clock, law_of_redress
from mooring.justice.claim_states import BEFORE_FILING, CLAIM_STATES, OPEN, ClaimState
from mooring.justice.law_of_redress import FACTS, compensation, currency, facts_of
from mooring.justice.models import Claim, RejectedBecause
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

PART = Compartment.SUPPORT
REPORT = "claim_report"
AFTER_THE_DECISION = ("claim.appeal", "claim.let_stand", "claim.pay")
AMOUNTS = ("asked_minor", "awarded_minor", "paid_minor")


def apply_kind(kind: str) -> str:
    """The kind of the deadline until which a claim of this kind is applied for."""
    return f"claim_apply_{kind}"


@deed("claim.consider", on="case", compartment=PART)
def consider_claim(
    *, by: Officer, case: Case, kind: str, exception_words: str = "", words: str = "", **facts: Any
) -> Claim:
    """Record that compensation of a kind was considered with the person, and start its clocks.

    `facts`: any of `ended_on`, `happened_at`, `reported_at`, `concluded_on`, `exception`, `late_ground`. Raises `Refused` when a claim of
    the kind is open already, and `NotAnswered` where the law of the country says nothing of it.
    """
    if Claim.objects.standing().filter(case=case, kind=kind, state__in=OPEN).exists():
        reason = _("A claim of this kind is open already in this case.")
        raise house_rule("claim.consider", by, case, reason, _("Go on with that one, or withdraw it first."))
    known = {name: facts.get(name) for name in FACTS}
    claim = Claim(case=case, kind=kind, state=ClaimState.CONSIDERED, currency=currency(), recorded_by=by)
    _write(claim, "claim.consider", by, known, exception_words=exception_words, words=words)
    claim.save(force_insert=True)
    return claim


@deed("claim.prepare", on="claim", compartment=PART)
def prepare_claim(*, by: Officer, claim: Claim, exception_words: str = "", words: str = "", **facts: Any) -> Claim:
    """Record what a claim rests on: the days, the report, the ground for what came late. The clocks are set anew."""
    return _move_on(
        claim, ClaimState.PREPARED, "claim.prepare", by, facts, exception_words=exception_words, words=words
    )


@deed("claim.file", on="claim", compartment=PART)
def file_claim(
    *,
    by: Officer,
    claim: Claim,
    since: date | None = None,
    asked_minor: int | None = None,
    exception_words: str = "",
    words: str = "",
    **facts: Any,
) -> Claim:
    """Record that a claim was filed. Raises `NotProvidedFor` while something came late and no ground for it is on record."""
    return _move_on(
        claim,
        ClaimState.FILED,
        "claim.file",
        by,
        facts,
        since=since,
        amounts={"asked_minor": asked_minor},
        exception_words=exception_words,
        words=words,
        provided=True,
    )


@deed("claim.decide", on="claim", compartment=PART)
def decide_claim(
    *,
    by: Officer,
    claim: Claim,
    since: date | None = None,
    awarded_minor: int | None = None,
    rejected_because: str = "",
    words: str = "",
) -> Claim:
    """Record the decision on a claim of the day `since`: an amount that was awarded, or the reason why none was.

    Where it is less than was asked for, the clock of an appeal begins. Raises `Refused` for both or neither.
    """
    if bool(awarded_minor) == bool(rejected_because):
        reason = _("A decision is an amount, or the reason why there is none.")
        raise house_rule("claim.decide", by, claim.case, reason, _("Give one of the two."))
    if rejected_because:
        return _move_on(
            claim,
            ClaimState.REJECTED,
            "claim.decide",
            by,
            since=since,
            words=words,
            rejected_because=RejectedBecause(rejected_because),
        )
    amounts = {"awarded_minor": awarded_minor}
    return _move_on(claim, ClaimState.AWARDED, "claim.decide", by, since=since, words=words, amounts=amounts)


@deed("claim.pay", on="claim", compartment=PART)
def pay_claim(*, by: Officer, claim: Claim, paid_minor: int, since: date | None = None, words: str = "") -> Claim:
    """Record that the person has the money."""
    amounts = {"paid_minor": paid_minor}
    return _move_on(claim, ClaimState.PAID, "claim.pay", by, since=since, words=words, amounts=amounts)


@deed("claim.appeal", on="claim", compartment=PART)
def appeal_claim(
    *, by: Officer, claim: Claim, since: date | None = None, permission_asked: bool = False, words: str = ""
) -> Claim:
    """Record that the decision was taken further. What was awarded stays on record in the row before.

    Raises `NotProvidedFor` when the time for it is over, and nobody was asked to allow it late, or nobody can any more.
    """
    finding = law_of_redress.appeal(claim, since or clock.today(), permission_asked=permission_asked)
    if finding is not None:
        finding.or_refuse()
    return _move_on(claim, ClaimState.APPEALED, "claim.appeal", by, since=since, words=words, appeal=finding)


@deed("claim.let_stand", on="claim", compartment=PART)
def let_stand(*, by: Officer, claim: Claim, since: date | None = None, words: str = "") -> Claim:
    """Record that the person lets the decision stand, or minds no more. Until the time is over it can be taken further all the same."""
    return _move_on(claim, ClaimState(claim.state), "claim.let_stand", by, since=since, words=words)


@deed("claim.withdraw", on="claim", compartment=PART)
def withdraw_claim(*, by: Officer, claim: Claim, since: date | None = None, words: str = "") -> Claim:
    """Record that the person does not wish to go on with a claim. Another can be considered later."""
    return _move_on(claim, ClaimState.WITHDRAWN, "claim.withdraw", by, since=since, words=words)


def _move_on(
    claim: Claim,
    state: ClaimState,
    verb: str,
    by: Officer,
    facts: dict[str, Any] | None = None,
    *,
    since: date | None = None,
    amounts: Mapping[str, int | None] | None = None,
    exception_words: str = "",
    words: str = "",
    rejected_because: str = "",
    provided: bool = False,
    appeal: Finding | None = None,
) -> Claim:
    """Append the next row of a claim. What is not given anew is carried over. Raises `Refused` when the move is not lawful."""
    case = claim.case
    if not CLAIM_STATES.may(claim.state, state):
        reason = _("A claim that stands here cannot take this step.")
        raise house_rule(verb, by, case, reason, _("Look at the claim, and choose one of the steps shown there."))
    if verb in AFTER_THE_DECISION and since is not None and claim.decided_on is not None and since < claim.decided_on:
        raise house_rule(verb, by, case, _("That day lies before the decision."), _("Correct the day."))
    later = Claim(case=case, thread=claim.thread, kind=claim.kind, state=state, currency=claim.currency, recorded_by=by)
    if since is not None:
        later.since = since
    for name in AMOUNTS:
        given = (amounts or {}).get(name)
        setattr(later, name, given if given is not None else getattr(claim, name))
    decides = verb == "claim.decide"
    later.rejected_because = claim.rejected_because if state == claim.state and not decides else rejected_because
    later.decided_on = (since or clock.today()) if decides else claim.decided_on
    later.appeal_finding = appeal.record() if appeal is not None else claim.appeal_finding
    known = facts_of(claim) | {name: value for name, value in (facts or {}).items() if name in FACTS}
    _write(
        later,
        verb,
        by,
        known,
        exception_words=exception_words or claim.words("exception"),
        words=words,
        provided=provided,
        stored=claim.finding if state not in (*BEFORE_FILING, ClaimState.FILED) else None,
    )
    if decides:
        appeal_clock.begin(later, by)
    else:
        appeal_clock.end(later, by)
    take_the_place(claim, later)
    return later


def _write(
    claim: Claim,
    verb: str,
    by: Officer,
    known: dict[str, Any],
    *,
    exception_words: str,
    words: str,
    provided: bool = False,
    stored: dict[str, Any] | None = None,
) -> None:
    """Fill a row before it is appended: facts, what the law says of them, sealed words; and set or meet the clocks.

    `stored`: what the law said when it was filed, for a step that does not ask it again. `provided`: the law must provide for it.
    """
    claim.since = claim.since or clock.today()
    for name in FACTS:
        setattr(claim, name, known[name] or ("" if name in ("exception", "late_ground") else None))
    if (claim.exception or claim.late_ground) and not exception_words.strip():
        reason = _("A ground for what came late is named, and no word says what happened.")
        raise house_rule(
            verb, by, claim.case, reason, _("Write it in the person's words; who decides will ask for it.")
        )
    if stored is None:
        finding = compensation(claim.kind, claim.since, known)
        claim.finding = (finding.or_refuse() if provided else finding).record()
        if claim.state in BEFORE_FILING:
            _set_clocks(claim, finding, by)
    else:
        claim.finding = stored
    if claim.state not in BEFORE_FILING:
        for kind in (apply_kind(claim.kind), *((REPORT,) if claim.kind == "state_fund" else ())):
            casework.meet_deadline(claim.case, kind, by=by)
    claim.seal_words(exception=exception_words, words=words)


def _set_clocks(claim: Claim, finding: Finding, by: Officer) -> None:
    """The hours to report and the years to apply, each as a deadline of the team's while it is still ahead."""
    until = finding.particulars.get("report_until")
    if claim.reported_at is not None:
        casework.meet_deadline(claim.case, REPORT, by=by)
    elif isinstance(until, datetime) and until > clock.now():
        _set(claim, REPORT, until, finding, by)
    last = finding.particulars.get("last_day")
    if isinstance(last, date) and last >= clock.today():
        _set(claim, apply_kind(claim.kind), clock.end_of(last), finding, by)


def _set(claim: Claim, kind: str, due_at: datetime, finding: Finding, by: Officer) -> None:
    casework.set_deadline(claim.case, kind, due_at, by=by, finding=finding.record(), pen_desk=by.desk, compartment=PART)

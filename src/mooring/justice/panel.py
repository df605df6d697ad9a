"""The court side's window on the case page, what waits on the day, and what its deeds and clocks are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework import day_cards, labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.casework.visible_cases import entry_grants, of_holders
from mooring.justice import claim_states, house_rules
from mooring.justice.actions.care import HEARING_CARE
from mooring.justice.actions.claims import REPORT, apply_kind
from mooring.justice.appeal_clock import KINDS, appeal_kind
from mooring.justice.care_states import CARE_STATES
from mooring.justice.care_states import PENS as CARE_PENS
from mooring.justice.claim_states import CLAIM_STATES
from mooring.justice.models import Claim, Hearing, InjuredPartyLawyer, WitnessMeasure
from mooring.law import Finding
from mooring.law.words import LABELS as LAW_WORDS
from mooring.safeguards import clock, state_tables
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference

PART = Compartment.SUPPORT
SHOWN = 6
LABELS: dict[str, Any] = {
    "witness_care.record": gettext_lazy("Care of the witness recorded"),
    "hearing.record": gettext_lazy("A day in court recorded"),
    "injured_party_lawyer.record": gettext_lazy("Lawyer of the injured party recorded"),
    "claim.consider": gettext_lazy("Compensation considered"),
    "claim.prepare": gettext_lazy("Claim prepared"),
    "claim.file": gettext_lazy("Claim filed"),
    "claim.decide": gettext_lazy("Claim decided"),
    "claim.pay": gettext_lazy("Compensation paid"),
    "claim.appeal": gettext_lazy("Decision on a claim appealed"),
    "claim.let_stand": gettext_lazy("The person lets a decision on a claim stand"),
    "claim.withdraw": gettext_lazy("Claim withdrawn"),
    HEARING_CARE: gettext_lazy("Agree on care before the hearing"),
    REPORT: gettext_lazy("The hours to report end: the person decides"),
    apply_kind("state_fund"): gettext_lazy("Apply for compensation from the state"),
    apply_kind("lost_wages"): gettext_lazy("Claim the wages that were not paid"),
    apply_kind("perpetrator"): gettext_lazy("Claim compensation from the perpetrator"),
    **{appeal_kind(kind): gettext_lazy("Appeal the decision on compensation, or let it stand") for kind in KINDS},
}


def law_words(code: str) -> str:
    """A code of the law in words, beginning as a line does."""
    words = _(LAW_WORDS[code]) if code in LAW_WORDS else code.replace("_", " ")
    return words[:1].upper() + words[1:]


def claim_shown(claim: Claim) -> dict[str, Any]:
    """A claim as a page shows it: what it is, where it stands, whose turn it is, and what the law says."""
    state = CLAIM_STATES.state(claim.state)
    return {
        "claim": claim,
        "name": law_words(claim.kind),
        "state": state.label,
        "turn": claim_states.PENS[state.pen],
        "final": state.final,
        "finding": Finding.from_record(claim.finding),
        "named": reference("claim", claim.thread),
    }


def measure_shown(measure: WitnessMeasure) -> dict[str, Any]:
    """A measure as a page shows it."""
    state = CARE_STATES.state(measure.state)
    return {
        "measure": measure,
        "name": law_words(measure.measure),
        "state": state.label,
        "turn": CARE_PENS[state.pen],
        "words": measure.words("words"),
    }


def of_case(officer: Officer, case: Case) -> dict[str, Any]:
    """All that stands on the court side of a case, its words opened."""
    measures = list(WitnessMeasure.objects.standing().filter(case=case).order_by("measure"))
    hearings = list(Hearing.objects.standing().filter(case=case).order_by("held_at"))
    claims = list(Claim.objects.standing().filter(case=case).order_by("kind", "-since"))
    lawyer = InjuredPartyLawyer.objects.standing().filter(case=case).first()
    for fact in (*measures, *hearings, *claims, *([lawyer] if lawyer else [])):
        fact.case = case
    return {
        "case": case,
        "measures": [measure_shown(measure) for measure in measures],
        "hearings": [(hearing, reference("hearing", hearing.pk)) for hearing in hearings],
        "claims": [claim_shown(claim) for claim in claims],
        "lawyer": lawyer,
        "may_write": officer.may("witness_care.record") and case.held_by(officer).get(PART, False),
        "now": clock.now(),
    }


def coming(officer: Officer) -> Mapping[str, Any] | None:
    """The days on which a person is heard, in the cases open to an officer: the next two weeks, the first of them first."""
    ahead = Hearing.objects.standing().filter(
        case_id__in=of_holders(officer, lambda holder: entry_grants(holder).order_by().values("case_id")),
        is_off=False,
        held_at__gte=clock.now(),
        held_at__lt=clock.now() + 2 * house_rules.BEFORE_A_HEARING,
    )
    found = list(ahead.select_related("case").order_by("held_at")[:SHOWN])
    return {"rows": found} if found else None


def register() -> None:
    """Put the window on the case page, the card on the day, words on deeds and clocks, and the tables on the list of tables."""
    labels.register(LABELS)
    state_tables.register(CLAIM_STATES)
    state_tables.register(CARE_STATES)
    panels.register(
        panels.Panel(
            "redress", gettext_lazy("Court and compensation"), "redress.look", PART, "justice/panel.html", of_case, 48
        )
    )
    day_cards.register(day_cards.DayCard("hearings", "witness_care.record", "justice/day.html", coming, 30))

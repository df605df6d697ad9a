"""Care of the person as a witness, the hearings, and the lawyer of the injured party."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, take_the_place
from mooring.justice import house_rules
from mooring.justice.care_states import CARE_STATES, VERB, CareState
from mooring.justice.law_of_redress import injured_party_lawyer, measures_of
from mooring.justice.models import Hearing, InjuredPartyLawyer, LawyerStands, WitnessMeasure
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.safeguards.state_tables import BEGINNING

HEARING_CARE = "hearing_care"


@deed(VERB, on="case", compartment=Compartment.SUPPORT)
def record_measure(
    *, by: Officer, case: Case, measure: str, state: str, since: date | None = None, words: str = ""
) -> WitnessMeasure:
    """Record that a measure was offered to the person, and what became of it.

    `measure`: a code of the country's law; one that is recorded already can always be moved on. Raises `Refused` for a measure the
    law does not know, and for a move that is not lawful: what nobody wished is not arranged.
    """
    standing = WitnessMeasure.objects.standing().filter(case=case, measure=measure).first()
    if standing is None and measure not in measures_of(case):
        raise house_rule(VERB, by, case, _("The law of this country does not name this measure."), _("Choose another."))
    source = standing.state if standing is not None else BEGINNING
    if not CARE_STATES.may(source, state):
        reason = _("That is not the next step: what spares a person is offered first, then wished, then arranged.")
        raise house_rule(VERB, by, case, reason, _("Look at where it stands, and record the step before."))
    recorded = WitnessMeasure(
        case=case, measure=measure, state=CareState(state), since=since or clock.today(), recorded_by=by
    )
    recorded.seal_words(words=words)
    take_the_place(standing, recorded)
    return recorded


@deed("hearing.record", on="case", compartment=Compartment.SUPPORT)
def record_hearing(
    *,
    by: Officer,
    case: Case,
    kind: str,
    held_at: datetime,
    place: str = "",
    contact: str = "",
    agreed: str = "",
    is_off: bool = False,
    instead_of: Hearing | None = None,
) -> Hearing:
    """Record when and where the person is heard; with `instead_of`, that it was moved, called off, or something was agreed.

    A week before, the team is reminded to agree on care. Raises `Refused` when the other hearing is another case's.
    """
    if instead_of is not None and instead_of.case_id != case.pk:
        raise house_rule("hearing.record", by, case, _("There is no such hearing in this case."))
    hearing = Hearing(case=case, kind=kind, held_at=held_at, is_off=is_off, recorded_by=by)
    hearing.seal_words(place=place, contact=contact, agreed=agreed)
    take_the_place(instead_of, hearing)
    _remind(case, by)
    return hearing


def _remind(case: Case, by: Officer) -> None:
    """Have the team agree on care a week before the next hearing; nothing where none is ahead."""
    ahead = Hearing.objects.standing().filter(case=case, is_off=False, held_at__gt=clock.now()).order_by("held_at")
    following = ahead.first()
    if following is None:
        casework.meet_deadline(case, HEARING_CARE, by=by)
        return
    due = max(following.held_at - house_rules.BEFORE_A_HEARING, clock.now())
    finding = house_rules.before_a_hearing(clock.today()).record()
    casework.set_deadline(
        case, HEARING_CARE, due, by=by, finding=finding, pen_desk=by.desk, compartment=Compartment.SUPPORT
    )


@deed("injured_party_lawyer.record", on="case", compartment=Compartment.SUPPORT)
def record_lawyer(
    *, by: Officer, case: Case, stands: str, since: date | None = None, name: str = "", reached: str = ""
) -> InjuredPartyLawyer:
    """Record how far the person has come with a lawyer of the injured party; an earlier record is superseded.

    Raises `Refused` when a lawyer is appointed and nobody is named.
    """
    if stands == LawyerStands.APPOINTED and not name.strip():
        reason, instead = _("A lawyer is appointed, and the name is missing."), _("Write who it is.")
        raise house_rule("injured_party_lawyer.record", by, case, reason, instead)
    law = injured_party_lawyer()
    recorded = InjuredPartyLawyer(
        case=case,
        stands=LawyerStands(stands),
        since=since or clock.today(),
        finding=law.record() if law is not None else None,
        recorded_by=by,
    )
    recorded.seal_words(name=name, reached=reached)
    casework.put_in_place(recorded)
    return recorded

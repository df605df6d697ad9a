"""The ladder of a referral that nobody answers: the desk, the agency's lead, the national centre; then it lapses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from mooring.referral.due import Rung
from mooring.referral.models.codes import ReferralKind
from mooring.referral.referral_states import REFERRAL_STATES
from mooring.referral.service_codes import service_label
from mooring.safeguards import notices
from mooring.safeguards.models import Agency, Desk, Officer
from mooring.safeguards.notices import Urgency

LATE = "/referrals/late/"
"""Where who leads an agency, and the coordinators, see what is late: codes only, for the referral itself is not open to them."""


def climb() -> int:
    """Climb one rung with every referral whose time has come, and tell who stands on it. Answers how many; twice does no harm.

    As the machine's clock, which sees no table. The rung and the notice are one transaction: a killed worker leaves neither.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local role mooring_clock")
            cursor.execute("select named, rung, at_desk, at_agency, sent_from from mooring_climb_referrals()")
            climbed = cursor.fetchall()
            cursor.execute("reset role")
        for reference, rung, desk, agency, sender in climbed:
            _tell(f"/referrals/{reference}/", rung, desk, agency, sender)
    return len(climbed)


def _tell(page: str, rung: int, desk: int | None, agency: int, sender: int) -> None:
    desks = Desk.objects.in_bulk([key for key in (desk, sender) if key])
    if rung == Rung.REMINDER:
        # An agency without the system has no desk here: then its sender is reminded to ask.
        notices.tell("referral.reminder", to=[desks[desk or sender]], address=page, urgency=Urgency.URGENT)
    elif rung in (Rung.AGENCY, Rung.CENTRE):
        above: list[Officer] = notices.leads_of(agency) if rung == Rung.AGENCY else notices.coordinators()
        notices.tell("referral.late", to=above, address=LATE, urgency=Urgency.ESCALATION)
        notices.tell("referral.late_with_them", to=[desks[sender]], address=page)
    else:
        notices.tell("referral.lapsed", to=[desks[sender]], address=page, urgency=Urgency.ESCALATION)


@dataclass(frozen=True)
class Late:
    """A referral that nobody answered in time, as who leads an agency or coordinates sees it: nothing of a case or a person."""

    reference: str
    need: str
    urgency: str
    kind: str
    state: str
    due_at: datetime | None
    from_agency: Agency
    to_agency: Agency
    to_desk: Desk | None
    rung: int | None

    @property
    def need_label(self) -> Any:
        return service_label(self.need)

    @property
    def kind_label(self) -> Any:
        return ReferralKind(self.kind).label

    @property
    def state_label(self) -> Any:
        return REFERRAL_STATES.state(self.state).label

    @property
    def rung_label(self) -> Any:
        return Rung(self.rung).label if self.rung else ""


def late_referrals() -> list[Late]:
    """What is late, or lapsed in the last thirty days: of her own agency for its lead, of all for a coordinator, for others nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select named, need, urgency, kind, state, due_at, from_agency_id, to_agency_id, to_desk_id, rung from mooring_late_referrals()"
        )
        rows = cursor.fetchall()
    agencies = Agency.objects.in_bulk({key for row in rows for key in row[6:8]})
    desks = Desk.objects.select_related("agency").in_bulk({row[8] for row in rows if row[8]})
    return [
        Late(
            need=need,
            urgency=urgency,
            kind=kind,
            state=state,
            due_at=due_at,
            reference=named,
            rung=rung,
            from_agency=agencies[sender],
            to_agency=agencies[asked],
            to_desk=desks.get(desk),
        )
        for named, need, urgency, kind, state, due_at, sender, asked, desk, rung in rows
    ]

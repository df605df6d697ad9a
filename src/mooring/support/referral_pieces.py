"""What support can tell another agency: the needs of the plan, the help agreed on, the contact person, and the period."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.referral.pieces import Line, Piece, register
from mooring.support import services_shown, told
from mooring.support.actions.plan_goals import goals_of
from mooring.support.models import ContactPerson, Plan, ReflectionPeriod, ServiceRequest
from mooring.support.service_states import ServiceState


def _plan(case: Case) -> Plan | None:
    plan: Plan | None = Plan.objects.standing().filter(case=case).first()
    if plan is not None:
        plan.case = case
    return plan


def needs(case: Case) -> list[Line]:
    """The needs, by part of life, as they were talked through."""
    plan = _plan(case)
    return [(str(label), words) for label, words in plan.needs_by_domain()] if plan is not None else []


def help_agreed(case: Case) -> list[Line]:
    """The help agreed on, and the goals the person chose."""
    plan = _plan(case)
    if plan is None:
        return []
    lines = [
        (_("Help agreed on"), ", ".join(str(label) for label in plan.services_in_words())),
        (_("Goals"), plan.words("goals")),
    ]
    return [(label, words) for label, words in lines if words]


def goals(case: Case) -> list[Line]:
    """The goals that are open, by part of life; never those that were let go."""
    return [(goal.get_domain_display(), goal.words("goal")) for goal in goals_of(case) if goal.is_open]


def help_booked(case: Case) -> list[Line]:
    """Help that is booked, and help that was given: what, and who pays; never where, nor what it costs."""
    states = (ServiceState.BOOKED, ServiceState.DELIVERED, ServiceState.INVOICED, ServiceState.PAID)
    asked: Any = ServiceRequest.objects.filter(case=case).with_state()
    lines = []
    for each in asked.filter(state__in=states).order_by("recorded_at"):
        stands = _("Booked") if each.state == ServiceState.BOOKED else _("Given")
        payer = services_shown.payer_name(each.payer)
        lines.append(
            (services_shown.name(each.service), _("%(state)s · paid by: %(payer)s") % {"state": stands, "payer": payer})
        )
    return lines


def contact_person(case: Case) -> list[Line]:
    """To whom the person can always turn, and where that officer serves."""
    found = ContactPerson.objects.standing().filter(case=case).select_related("officer", "desk__agency").first()
    return [(_("Name"), found.officer.name), (_("Where"), str(found.desk))] if found is not None else []


def period(case: Case) -> list[Line]:
    """What was decided on a period, and its last day; never why."""
    found = ReflectionPeriod.objects.standing().filter(case=case).first()
    if found is None:
        return []
    last = found.last_day_of_all()
    lines = [(_("Decision"), str(found.kind_name))]
    return [*lines, (_("Last day"), date_format(last, "DATE_FORMAT"))] if last is not None else lines


def told_already(case: Case) -> list[Line]:
    """What the person was told and understood, so that nobody tells it twice or not at all; never what was asked."""
    rows = told.latest(told.standing(case))
    return [(told.title(topic), str(row.get_understood_display())) for topic, row in rows.items()]


def fill() -> None:
    """Say what support can tell."""
    part = Compartment.SUPPORT
    register(
        Piece("plan_needs", gettext_lazy("Needs of the plan"), part, 60, needs),
        Piece("help_agreed", gettext_lazy("Help agreed on, and goals"), part, 62, help_agreed),
        Piece("plan_goals", gettext_lazy("Goals the person chose"), part, 63, goals),
        Piece("help_booked", gettext_lazy("Help booked and given"), part, 63, help_booked),
        Piece("contact_person", gettext_lazy("Contact person"), Compartment.CORE, 64, contact_person),
        Piece("period", gettext_lazy("Reflection period"), Compartment.CORE, 66, period),
        Piece("told", gettext_lazy("What the person was told"), Compartment.CORE, 67, told_already),
    )

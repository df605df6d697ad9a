"""What a return can tell the desk that plans it: to where, what help was agreed on, and which risks are grave."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.casework.named_by_code import country_name
from mooring.referral.pieces import Line, Piece, register
from mooring.returns.models import ReturnPlan, RiskAssessment
from mooring.returns.moving import standing_path


def standing(case: Case) -> list[Line]:
    """Where the return stands, and the plan as far as there is one."""
    path = standing_path(case)
    if path is None:
        return []
    lines: list[Line] = [(_("Where it stands"), str(path.standing_step().label))]
    plan = ReturnPlan.objects.standing().filter(path=path, case=case).first()
    if plan is not None:
        plan.case = case
        lines += [(_("To where"), country_name(plan.country))]
        lines += [(str(label), words or "–") for label, words in plan.help_in_words()]
        if plan.travels_on:
            lines += [(_("Day of travel"), date_format(plan.travels_on, "DATE_FORMAT"))]
    return lines


def risks(case: Case) -> list[Line]:
    """The risks that were talked about, with what is done about each."""
    path = standing_path(case)
    found = RiskAssessment.objects.standing().filter(path=path, case=case).first() if path is not None else None
    if found is None:
        return []
    found.case = case
    return [
        (str(one["risk"]), " · ".join(str(part) for part in (one["grave"], one["done"]) if part))
        for one in found.told()
    ]


def fill() -> None:
    """Say what the room can tell."""
    register(
        Piece(
            "return_path",
            gettext_lazy("Prepared return: where it stands, and its plan"),
            Compartment.SUPPORT,
            70,
            standing,
        ),
        Piece("return_risks", gettext_lazy("Prepared return: risks over there"), Compartment.SUPPORT, 72, risks),
    )

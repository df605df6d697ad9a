"""What the room holds of a person: offers and answers, what was found of risks, the plan, and who asked later."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case
from mooring.casework.named_by_code import language_name
from mooring.casework.own_file import Part, part_of, register
from mooring.returns.models import FollowUp, Instalment, ReturnOffer, ReturnPlan, ReturnStep, RiskAssessment
from mooring.returns.reading import told_of
from mooring.safeguards.models import Officer


def returns(officer: Officer, case: Case) -> Iterator[Part]:
    """Everything of a return, in the order of the way."""
    for offer in ReturnOffer.objects.filter(case=case).order_by("recorded_at"):
        offer.case = case
        yield part_of(
            officer,
            offer,
            "return_offer",
            _("Prepared return offered"),
            ("offered_on", _("Day"), offer.offered_on),
            ("language", _("Language"), language_name(offer.language)),
            ("words", _("What the person asked"), offer.words("words")),
        )
    for step in ReturnStep.objects.filter(case=case).order_by("recorded_at"):
        step.case = case
        shown = told_of(step)
        yield part_of(
            officer,
            step,
            "return_step",
            _("Prepared return"),
            ("state", _("Where it stood"), step.label),
            ("happened_on", _("Day"), step.happened_on),
            ("reasons", _("Reasons"), ", ".join(str(one) for one in shown.reasons)),
            ("words", _("What was said"), shown.words),
        )
    for risks in RiskAssessment.objects.standing().filter(case=case):
        risks.case = case
        told = [
            (f"risk_{place}", found["risk"], " · ".join(str(one) for one in (found["grave"], found["done"]) if one))
            for place, found in enumerate(risks.told())
        ]
        yield part_of(
            officer,
            risks,
            "return_risks",
            _("Risks of a return"),
            ("looked_at_on", _("Day"), risks.looked_at_on),
            *told,
            ("advice", _("Advice"), risks.get_advice_display()),
            *((name, _("Words"), risks.words(name)) for name in risks.WORDS),
        )
    for plan in ReturnPlan.objects.standing().filter(case=case):
        plan.case = case
        agreed = [(f"help_{place}", label, words) for place, (label, words) in enumerate(plan.help_in_words())]
        yield part_of(
            officer,
            plan,
            "return_plan",
            _("Plan of the return"),
            ("agreed_on", _("Day"), plan.agreed_on),
            ("travels_on", _("Day of travel"), plan.travels_on),
            *agreed,
            *((name, _("Words"), plan.words(name)) for name in plan.WORDS),
        )
    for one in Instalment.objects.standing().filter(case=case).order_by("number"):
        one.case = case
        lines = (("amount", _("Sum"), f"{one.sum} {one.currency}"), ("due_on", _("Due"), one.due_on))
        yield part_of(officer, one, "return_instalment", _("Money"), *lines, ("paid_on", _("Paid"), one.paid_on))
    for asked in FollowUp.objects.standing().filter(case=case).order_by("month"):
        asked.case = case
        parts = [(f"part_{place}", label, status) for place, (label, status) in enumerate(asked.parts())]
        yield part_of(
            officer,
            asked,
            "return_follow_up",
            _("Asked after the return"),
            ("month", _("Months after arrival"), asked.month),
            *parts,
            ("words", _("What the person said"), asked.words("words")),
        )


def fill() -> None:
    """Say what the room holds."""
    register("returns", gettext_lazy("Prepared return"), returns, order=56)

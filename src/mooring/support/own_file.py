"""What support holds of a person: the reflection period, the contact person, the plan."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case
from mooring.casework.own_file import Part, part_of, register
from mooring.safeguards.models import Officer
from mooring.support.models import (
    ContactPerson,
    InformationGiven,
    PeriodLetter,
    PeriodRequest,
    PeriodTakenBack,
    Plan,
    ProceedingsPermit,
    ReflectionPeriod,
    RequestRefusal,
)
from mooring.support.period_words import NAME
from mooring.support.told import title


def support(officer: Officer, case: Case) -> Iterator[Part]:
    """Requests and decisions on the period, the contact person, and the plan as it stands."""
    for asked in PeriodRequest.objects.standing().filter(case=case).order_by("asked_on"):
        asked.case = case
        yield part_of(
            officer,
            asked,
            "period_request",
            _("Request"),
            ("asked_for", _("Asked for"), asked.get_asked_for_display()),
            ("asked_on", _("Day"), asked.asked_on),
            ("words", _("What the person wished the authority to know"), asked.words("words")),
        )
    for period in ReflectionPeriod.objects.standing().filter(case=case):
        period.case = case
        yield part_of(
            officer,
            period,
            "period",
            NAME,
            ("kind", _("Decision"), period.kind_name),
            ("decided_on", _("Decided on"), period.decided_on),
            ("last_day", _("Last day"), period.last_day_of_all()),
            ("ground", _("Ground"), period.words("ground")),
        )
    for refusal in RequestRefusal.objects.standing().filter(case=case, given=True).order_by("decided_on"):
        refusal.case = case
        yield part_of(
            officer,
            refusal,
            "period_refusal",
            _("Refusal"),
            ("ground", _("Ground"), refusal.get_ground_display()),
            ("decided_on", _("Decided on"), refusal.decided_on),
            ("complaint", _("Complaint"), refusal.get_complaint_display()),
            ("complain_to", _("To whom, and how"), refusal.words("complain_to")),
            ("words", _("The authority's reasons"), refusal.words("words")),
        )
    for taken in PeriodTakenBack.objects.standing().filter(case=case, given=True):
        taken.case = case
        words = ("words", _("The authority's reasons"), taken.words("words"))
        yield part_of(
            officer, taken, "period_taken_back", _("Taken away"), ("day", _("Decided on"), taken.decided_on), words
        )
    for permit in ProceedingsPermit.objects.standing().filter(case=case).order_by("asked_on"):
        permit.case = case
        yield part_of(
            officer,
            permit,
            "proceedings_permit",
            _("Permit for a case at court"),
            ("state", _("Where it stands"), permit.state_label),
            ("asked_by", _("Asked for by"), permit.get_asked_by_display()),
            ("until", _("Holds until"), permit.until),
            ("words", _("What is to be known"), permit.words("words")),
        )
    for letter in PeriodLetter.objects.standing().filter(case=case).order_by("recorded_at"):
        letter.case = case
        content = letter.content()
        lines = (
            ("kind", _("Letter"), letter.get_kind_display()),
            ("words", _("Words"), "\n".join(content.get("lines", []))),
        )
        yield part_of(officer, letter, "period_letter", _("Letter to the person"), *lines)
    for contact in ContactPerson.objects.standing().filter(case=case).select_related("officer", "desk__agency"):
        lines = (("name", _("Name"), contact.officer.name), ("desk", _("Where"), contact.desk))
        yield part_of(officer, contact, "contact_person", _("Contact person"), *lines)
    for plan in Plan.objects.standing().filter(case=case):
        plan.case = case
        needs = [(f"need_{n}", label, words) for n, (label, words) in enumerate(plan.needs_by_domain())]
        yield part_of(
            officer,
            plan,
            "plan",
            _("Plan"),
            ("talked_on", _("Talked through on"), plan.talked_on),
            ("services_agreed", _("Help agreed on"), ", ".join(str(label) for label in plan.services_in_words())),
            *needs,
            ("goals", _("Goals"), plan.words("goals")),
            ("services", _("What was agreed"), plan.words("services")),
            ("own_words", _("The person's own words"), plan.words("own_words")),
            ("disagreement", _("What the person does not agree to"), plan.words("disagreement")),
        )
    for told in InformationGiven.objects.standing().filter(case=case, is_taken_back=False).order_by("told_at"):
        told.case = case
        yield part_of(
            officer,
            told,
            "information",
            _("Told"),
            ("topic", _("Matter"), title(told.topic)),
            ("told_at", _("When"), localtime(told.told_at).date()),
            ("channel", _("How"), told.get_channel_display()),
            ("understood", _("How it was taken in"), told.get_understood_display()),
            ("words", _("What the person asked, or did not understand"), told.words("words")),
        )


def fill() -> None:
    """Say what support holds."""
    register("support", gettext_lazy("Support"), support, order=50)

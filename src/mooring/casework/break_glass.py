"""Emergency access: which kinds there are, what each opens and to whom, until when it is reviewed, and what the centre counts of it.

An officer opens a case that is not hers, for one hour, reading only. What is said here the database holds as well: `OPENS` and
`OPENED_BY` stand once more in the function `mooring_break_glass_opens` and its neighbour, and a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import BreakGlass, BreakGlassReason, BreakGlassReview, Case, EmergencyKind, ReviewOutcome
from mooring.law import N_, Finding
from mooring.law.days import working_days_after
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Officer

OPEN_VERB = "break_glass.open"
REVIEW_VERB = "break_glass.review"
REVIEW = "break_glass.review"  # the kind of the deadline
LASTS = timedelta(hours=1)
AN_HOUR_AT_MOST = 5  # how often one officer may ask within an hour
WORKING_DAYS_TO_REVIEW = 2

FIRST = (Compartment.ENTRY, Compartment.CORE)
# Danger to life: who the person is, how to reach her and where she lives, to bring her to safety. A missing child: who it is.
OPENS: dict[str, tuple[str, ...]] = {
    EmergencyKind.DANGER_TO_LIFE: (*FIRST, Compartment.IDENTITY, Compartment.SHELTER_ADDRESS),
    EmergencyKind.HEALTH: (*FIRST, Compartment.HEALTH),
    EmergencyKind.CHILD_MISSING: (*FIRST, Compartment.IDENTITY),
    EmergencyKind.COURT_ORDER: FIRST,
}
# The police open a case only while a life is in danger; all else they ask of the team, and support never depends on them.
# They then read name and safe contact to find the person; papers stay shut to them, for to look at one (`paper.look`) is no verb of
# their role: a passport tells more of a person than saving a life needs.
OPENED_BY: dict[str, tuple[str, ...]] = {
    "social_worker": tuple(EmergencyKind.values),
    "immigration_caseworker": tuple(EmergencyKind.values),
    "competent_authority_caseworker": tuple(EmergencyKind.values),
    "centre_assessor": tuple(EmergencyKind.values),
    "police_liaison": (EmergencyKind.DANGER_TO_LIFE,),
}

REVIEWED_BY_ANOTHER = because(
    "emergency_access_is_reviewed",
    N_(
        "Whoever opens a case in an emergency is reviewed by somebody else, a lead of the case, within {days} working days."
        " Public holidays are not left out, so that it comes rather too soon than too late."
    ),
    rule_of_the_house(N_("Emergency access")),
    days=WORKING_DAYS_TO_REVIEW,
)

LABELS = {
    OPEN_VERB: _("Opened in an emergency"),
    REVIEW_VERB: _("Review of an emergency access"),
    **{f"kind.{kind.value}": kind.label for kind in EmergencyKind},
    **{f"{OPEN_VERB}.{kind.value}": kind.label for kind in EmergencyKind},
    **{f"outcome.{outcome.value}": outcome.label for outcome in ReviewOutcome},
}
REVIEWED = {
    "in_time": _("In time"),
    "late": _("Late"),
    "waiting": _("Waits for its review"),
    "overdue": _("Review overdue"),
}


def kinds_for(officer: Officer) -> list[EmergencyKind]:
    """The kinds of emergency in which this officer's roles may open a case."""
    may = {kind for role in officer.roles() for kind in OPENED_BY.get(role.code, ())}
    return [kind for kind in EmergencyKind if kind in may]


def review_due(today: date) -> datetime:
    """The moment by which the review is due: the end of the second working day after."""
    return clock.end_of(working_days_after(today, WORKING_DAYS_TO_REVIEW))


def review_finding(today: date) -> Finding:
    """Why a review is due: a rule of the house, cited as one."""
    return Finding(
        "break_glass_review",
        "due",
        N_("Somebody else reviews that the case was opened in an emergency."),
        (REVIEWED_BY_ANOTHER,),
        today,
    )


@dataclass(frozen=True)
class Emergency:
    """One emergency access of a case, as its team sees it: who, why in her words, and what was said of it since."""

    opening: BreakGlass
    words: str
    review: BreakGlassReview | None
    review_words: str

    @property
    def runs(self) -> bool:
        return self.opening.until > timezone.now()  # the database ends it by the real time

    @property
    def is_overdue(self) -> bool:
        return self.review is None and self.opening.review_due_at < clock.now()


def of_case(case: Case) -> list[Emergency]:
    """Every emergency access of a case, the newest first, with the words that are open to the acting officer."""
    openings = BreakGlass.objects.filter(case=case).select_related("recorded_by", "agency").order_by("-recorded_at")
    reasons = {reason.opening_id: reason for reason in BreakGlassReason.objects.filter(case=case)}
    reviews = BreakGlassReview.objects.standing().filter(case=case).select_related("recorded_by")
    by_opening = {review.opening_id: review for review in reviews}
    found = []
    for opening in openings:
        reason, review = reasons.get(opening.pk), by_opening.get(opening.pk)
        for fact in (opening, reason, review):
            if fact is not None:
                fact.case = case
        found.append(
            Emergency(opening, reason.words("words") if reason else "", review, review.words("words") if review else "")
        )
    return found


def pressing(case: Case) -> list[BreakGlass]:
    """The emergency accesses that run now or wait for their review: what the case page shows above all. One query."""
    unreviewed = ~Exists(BreakGlassReview.objects.filter(opening=OuterRef("pk")))
    openings = BreakGlass.objects.filter(Q(until__gt=timezone.now()) | unreviewed, case=case)
    return list(openings.select_related("recorded_by", "agency").order_by("-recorded_at"))


def my_openings(officer: Officer, most: int = 20) -> list[tuple[BreakGlass, BreakGlassReview | None]]:
    """What this officer herself opened in emergencies, the newest first, with what was said of it."""
    openings = list(BreakGlass.objects.filter(recorded_by=officer).order_by("-recorded_at")[:most])
    reviews = BreakGlassReview.objects.standing().filter(opening__in=openings)
    by_opening = {review.opening_id: review for review in reviews}
    return [(opening, by_opening.get(opening.pk)) for opening in openings]


@dataclass(frozen=True)
class Counted:
    """How often, in one month, officers of one agency opened cases for one kind of reason, and what was said of it in time or late."""

    month: date
    kind: EmergencyKind
    agency: Agency
    outcome: str
    reviewed: str
    times: int

    @property
    def outcome_label(self) -> object:
        return ReviewOutcome(self.outcome).label if self.outcome else ""

    @property
    def reviewed_label(self) -> object:
        return REVIEWED[self.reviewed]


def figures() -> list[Counted]:
    """The figures of emergency access, for who watches over it; no case and no officer in them. Empty for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("select * from mooring_break_glass_figures(%s)", [str(settings.MOORING_COUNTRY.zone)])
        found = cursor.fetchall()
    agencies = Agency.objects.in_bulk({line[2] for line in found})
    return [
        Counted(month, EmergencyKind(kind), agencies[agency], outcome, reviewed, times)
        for month, kind, agency, outcome, reviewed, times in found
    ]

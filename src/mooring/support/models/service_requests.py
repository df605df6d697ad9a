"""A request for help: what is asked for, who pays by which rule, and the steps it went through."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, StandsInSteps, SupersededInTurn
from mooring.casework.pseudonym import random_reference
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key
from mooring.safeguards.state_tables import Move
from mooring.support.service_codes import Because, PayerBecause
from mooring.support.service_states import PAYER, SERVICE_STATES, TEAM, WAITING, ServiceState, side_of


def service_reference() -> str:
    return random_reference("S")


class ServiceRequestQuerySet(models.QuerySet["ServiceRequest"]):
    def with_state(self) -> Self:
        """Each request with where it stands now: `state`, `since`, `amount`, in the same query."""
        standing = ServiceStep.objects.filter(request=models.OuterRef("pk"), superseded_by=None)
        columns = {"state": "state", "since": "recorded_at", "amount": "amount", "due_at": "due_at"}
        return self.annotate(**{name: models.Subquery(standing.values(column)[:1]) for name, column in columns.items()})

    def waiting(self) -> Self:
        """Those to which who pays has not answered yet."""
        return self.filter(steps__superseded_by=None, steps__state__in=WAITING)

    def of_payers(self, officer: Officer) -> Self:
        """Those that came to a desk at which the officer serves."""
        return self.filter(payer_desk__in=[desk.pk for desk in officer.desks()])


class ServiceRequest(StandsInSteps["ServiceStep"], models.Model):
    """One kind of help asked for a person. Who pays sees the kind of help, the amount, the pseudonym and the ground; no story."""

    compartment = Compartment.SUPPORT
    state_table = SERVICE_STATES
    is_on_the_timeline = True  # the database writes the line with each step: who pays holds no part of the case

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=service_reference)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="service_requests")
    pseudonym = models.CharField(
        max_length=24, help_text=gettext_lazy("Under which name who pays knows of the person.")
    )
    service = models.CharField(max_length=40, help_text=gettext_lazy("The code of a kind of help of the catalogue."))
    care = models.CharField(max_length=12, help_text=gettext_lazy("Open to everybody, necessary, or extended."))
    payer = models.CharField(max_length=24)
    payer_by_rule = models.CharField(max_length=24)
    payer_because = models.CharField(
        max_length=24,
        blank=True,
        choices=PayerBecause,
        help_text=gettext_lazy("Why somebody else pays than the rule says."),
    )
    payer_desk = models.ForeignKey(
        Desk,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="service_requests_to_pay",
        help_text=gettext_lazy("Empty: who pays stands outside, and the team records the answers."),
    )
    from_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="service_requests_asked")
    needs_answer = models.BooleanField()
    estimate = models.BigIntegerField(
        null=True, help_text=gettext_lazy("What it is expected to cost, in the smallest unit of the currency.")
    )
    currency = models.CharField(max_length=3)
    payer_finding = models.JSONField(help_text=gettext_lazy("The law's answer on who pays, as it was given."))
    wish_sealed = models.BinaryField(null=True, help_text=gettext_lazy("What the person wishes; for the team alone."))
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(estimate=None) | Q(estimate__gte=0), name="estimate_not_below_zero"),
            models.CheckConstraint(
                condition=Q(payer=models.F("payer_by_rule")) | ~Q(payer_because=""), name="another_payer_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["payer_desk", "-recorded_at"], name="service_to_pay"),
            models.Index(fields=["case", "-recorded_at"], name="service_of_case"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def address(self) -> str:
        """Its page."""
        return f"/services/{self.reference}/"

    @property
    def is_outside(self) -> bool:
        """Whether who pays has no desk here."""
        return self.payer_desk_id is None

    def sides_of(self, officer: Officer) -> frozenset[str]:
        """On which side an officer stands: the team by its grants, who pays by the desk. Where who pays is outside, the team."""
        sides = set()
        if self.payer_desk_id is not None and self.payer_desk_id in {desk.pk for desk in officer.desks()}:
            sides.add(PAYER)
        if self._held_by(officer) is not None:
            sides.add(TEAM)
        return frozenset(sides)

    def moves_for(self, officer: Officer) -> tuple[Move, ...]:
        """The lawful moves that this officer may make now."""
        sides = self.sides_of(officer)
        outside_only = ("service.record_answer", "service.record_payment")
        return tuple(
            move
            for move in SERVICE_STATES.moves_from(self.standing.state)
            if move.by in sides and officer.may(move.verb) and (self.is_outside or move.verb not in outside_only)
        )

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Why this officer may not: neither side is hers (as if there were none), or it is for the other side."""
        sides = self.sides_of(officer)
        if not sides:
            return Refusal(Why.UNSEEN, verb, _("There is no such request."))
        side = side_of(verb)
        if not writing or side is None:
            return None
        if side not in sides or (verb in ("service.record_answer", "service.record_payment") and not self.is_outside):
            return Refusal(
                Why.HOUSE_RULE,
                verb,
                _("This is for the other side of the request to do."),
                _("See on the page of the request whose turn it is."),
            )
        if side == TEAM and not self._held_by(officer):
            return Refusal(
                Why.NOT_GRANTED,
                verb,
                _("This part of the case is open to you for reading only."),
                _("Ask a lead of the case."),
            )
        return None

    def _held_by(self, officer: Officer) -> bool | None:
        """Whether the officer may write in the support of the case; none when she may not even read it."""
        return self.parts_held_by(officer).get(Compartment.SUPPORT)

    def wish(self) -> str:
        """What the person wishes, for the team. Raises `CannotOpen` for who may not read the case."""
        return opened(self.case, self.wish_sealed, f"{self._meta.db_table}.wish_sealed:{self.pk}")


class ServiceGround(models.Model):
    """What the law answered on the help itself, on the facts of the person: for the team, and not for who pays."""

    request = models.OneToOneField(ServiceRequest, on_delete=models.PROTECT, primary_key=True, related_name="ground")
    finding = models.JSONField(help_text=gettext_lazy("The law's answer on the help, as it was given."))

    def __str__(self) -> str:
        return str(self.request)


class ServiceStep(SupersededInTurn):
    """That a request came to a state: by whom, why, and what goes with it. The state is that of the step that stands."""

    is_on_the_timeline = True

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=16, choices=[(state.value, state.value) for state in ServiceState])
    reason = models.CharField(max_length=24, blank=True, choices=Because)
    amount = models.BigIntegerField(
        null=True, help_text=gettext_lazy("Promised, invoiced or paid, in the smallest unit of the currency.")
    )
    number = models.CharField(max_length=20, blank=True, help_text=gettext_lazy("The number of the invoice."))
    on_day = models.DateField(null=True, help_text=gettext_lazy("The day booked, or the day on which it was given."))
    due_at = models.DateTimeField(null=True, help_text=gettext_lazy("By when an answer is expected."))
    place_sealed = models.BinaryField(null=True, help_text=gettext_lazy("Where, for the team alone."))
    superseded_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(superseded_by=None), name="one_standing_service_step"
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="amount_not_below_zero"),
            models.CheckConstraint(
                condition=~Q(state__in=("invoiced", "paid")) | Q(amount__isnull=False), name="an_invoice_has_an_amount"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="service_waiting", condition=Q(superseded_by=None))]

    @property
    def case_key(self) -> int:
        return self.request.case_key

    @property
    def label(self) -> Any:
        return SERVICE_STATES.state(self.state).label

    def sealed_at(self) -> str:
        return f"{self._meta.db_table}.place_sealed:{self.pk}"

    def seal_place(self, case: Case, words: str) -> None:
        self.place_sealed = case.seal(words, self.sealed_at()) if words else None

    def place(self, case: Case) -> str:
        """Where, for the team. Raises `CannotOpen` for who may not read the case."""
        return opened(case, self.place_sealed, self.sealed_at())


def opened(case: Case, sealed: bytes | memoryview | None, place: str) -> str:
    """Words of a case opened; of an erased case, that they were erased. Raises `CannotOpen`."""
    try:
        return case.unseal(sealed, place)
    except CannotOpen:
        if case.is_erased:
            return _("(erased)")
        raise


class BudgetLine(SupersededInTurn):
    """Money set aside for help: for whom who pays, over which days. A correction takes its place; nothing is overwritten."""

    payer = models.CharField(max_length=24)
    payer_desk = models.ForeignKey(
        Desk,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=gettext_lazy("The desk whose money it is; empty: that of everybody who pays by this rule."),
    )
    first_day = models.DateField()
    last_day = models.DateField()
    amount = models.BigIntegerField(help_text=gettext_lazy("In the smallest unit of the currency."))
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payer", "first_day"],
                condition=Q(payer_desk=None, superseded_by=None),
                name="one_standing_budget_line",
            ),
            models.UniqueConstraint(
                fields=["payer_desk", "first_day"],
                condition=Q(superseded_by=None),
                name="one_standing_line_of_a_desk",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_not_below_zero"),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="budget_days_in_order"),
        ]

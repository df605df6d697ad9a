"""A referral from one agency to another: what is asked, the steps it went through, and the package as the receiver sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case, Consent, DataBasis, StandsInSteps
from mooring.casework.pseudonym import random_reference
from mooring.referral.due import Urgency
from mooring.referral.grounds import GroundCode
from mooring.referral.models.codes import ReferralKind
from mooring.referral.referral_states import OPEN, RECEIVER, REFERRAL_STATES, SENDER, WAITING, ReferralState, side_of
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Agency, Desk, Officer
from mooring.safeguards.random_keys import random_key
from mooring.safeguards.state_tables import Move

if TYPE_CHECKING:
    from mooring.referral.models.steps import ReferralPiece, ReferralStep


def referral_reference() -> str:
    return random_reference("R")


class ReferralQuerySet(models.QuerySet["Referral"]):
    def with_state(self) -> Self:
        """Each referral with where it stands now: `state`, `reason`, `since`, `due_at`, in the same query."""
        from mooring.referral.models.steps import ReferralStep  # steps hang on referrals, and this looks back

        standing = ReferralStep.objects.filter(referral=models.OuterRef("pk"), superseded_by=None)
        columns = {"state": "state", "reason": "reason", "since": "recorded_at", "due_at": "due_at"}
        return self.annotate(**{name: models.Subquery(standing.values(column)[:1]) for name, column in columns.items()})

    def in_state(self, *states: str) -> Self:
        return self.filter(steps__superseded_by=None, steps__state__in=states)

    def for_desks_of(self, officer: Officer) -> Self:
        """Those that came to a desk at which the officer serves."""
        return self.filter(to_desk__in=[desk.pk for desk in officer.desks()])

    def from_desks_of(self, officer: Officer) -> Self:
        """Those that her desks wrote, without drafts that a later draft replaced."""
        return self.filter(from_desk__in=[desk.pk for desk in officer.desks()]).kept()

    def kept(self) -> Self:
        """Without drafts in whose place another was written."""
        return self.exclude(steps__superseded_by=None, steps__reason="redrafted")

    def waiting(self) -> Self:
        """Those to which nobody has answered yet."""
        return self.in_state(*WAITING)


class Referral(StandsInSteps["ReferralStep"], models.Model):
    """A request from one agency to another to take up a person's need, or to become responsible for the person."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=referral_reference)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    kind = models.CharField(max_length=12, choices=ReferralKind)
    need = models.CharField(
        max_length=40, help_text=gettext_lazy("What is asked for: the code of a service of the directory.")
    )
    urgency = models.CharField(max_length=12, choices=Urgency)
    from_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="referrals_sent")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="referrals_received")
    to_desk = models.ForeignKey(
        Desk,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals_received",
        help_text=gettext_lazy("Empty: an agency without access of its own."),
    )
    ground = models.CharField(
        max_length=20, choices=GroundCode, help_text=gettext_lazy("What allows it that this is told at all.")
    )
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals")
    ground_record = models.JSONField(
        null=True, help_text=gettext_lazy("The answer on the ground, with its reasons and provisions.")
    )
    data_basis = models.ForeignKey(DataBasis, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shared_until = models.DateTimeField(
        null=True, help_text=gettext_lazy("When the consent ends by itself, and with it what was shared.")
    )
    lawyer_asked_on = models.DateField(
        null=True, help_text=gettext_lazy("Before anything goes to the police: when the agency's lawyer was asked.")
    )
    told_person = models.BooleanField(null=True, help_text=gettext_lazy("Whether the person was told of it."))
    not_told_because = models.CharField(max_length=40, blank=True)
    chosen = models.JSONField(default=list, help_text=gettext_lazy("Codes of the pieces chosen in the draft."))
    routed = models.JSONField(null=True, help_text=gettext_lazy("Why this agency: the reasons of the directory."))
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    message_sealed = models.BinaryField(null=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = ReferralQuerySet.as_manager()

    state_table = REFERRAL_STATES
    is_on_the_timeline = True  # the database writes the line with each step: a receiver holds no part of the case yet
    _key: keys.Keyring | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(consent__isnull=False) | ~Q(ground=GroundCode.CONSENT), name="consent_is_named"
            ),
        ]
        indexes = [
            models.Index(fields=["to_desk", "-recorded_at"], name="referral_to_desk"),
            models.Index(fields=["from_desk", "-recorded_at"], name="referral_from_desk"),
            models.Index(fields=["case", "-recorded_at"], name="referral_of_case"),
            models.Index(fields=["consent"], name="referral_of_consent"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def address(self) -> str:
        """Its page."""
        return f"/referrals/{self.reference}/"

    def look_again(self) -> ReferralStep:
        """The step in which it stands now. Raises `SomebodyWasQuicker` where it was taken back before this side had seen it."""
        from mooring.referral.models.steps import ReferralStep, SomebodyWasQuicker  # steps hang on referrals

        try:
            return super().look_again()
        except ReferralStep.DoesNotExist:
            raise SomebodyWasQuicker(None) from None

    def moves_for(self, officer: Officer) -> tuple[Move, ...]:
        """The lawful moves that this officer may make now. What her roles know is asked elsewhere."""
        return tuple(
            move for move in REFERRAL_STATES.moves_from(self.standing.state) if move.by in self.sides_of(officer)
        )

    def sides_of(self, officer: Officer) -> frozenset[str]:
        """On which side an officer stands, by the desks at which she serves."""
        desks = {desk.pk for desk in officer.desks()}
        found = {SENDER: self.from_desk_id, RECEIVER: self.to_desk_id}
        return frozenset(side for side, desk in found.items() if desk in desks)

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Why this officer may not: she stands on neither side (answered as if there were no such referral), or on the other one."""
        sides, held = self.sides_of(officer), self.parts_held_by(officer)
        reached = self.steps.exists()  # the database shows none to whom it is closed
        if not reached or not (sides or "core" in held):
            return Refusal(Why.UNSEEN, verb, _("There is no such referral."))
        side = side_of(verb) or (SENDER if verb in ("referral.reroute", "referral.redraft") else None)
        if not writing:
            return None
        if side not in (None, *sides) or not sides:
            return Refusal(
                Why.HOUSE_RULE,
                verb,
                _("This is for the other side of the referral to do."),
                _("See on the page of the referral whose turn it is."),
            )
        if side == SENDER and not held.get("core", False):
            return Refusal(
                Why.NOT_GRANTED,
                verb,
                _("The case is not open to you any more."),
                _("Ask a colleague at the desk who holds the case."),
            )
        return None

    def package(self) -> list[ReferralPiece]:
        """What was shared at the last sending, as the receiver sees it; nothing where it is not open to who asks."""
        last = self.steps.filter(state=ReferralState.SENT).order_by("recorded_at", "id").last()
        return list(self.pieces.filter(step=last).order_by("position")) if last else []

    def chain(self) -> list[Referral]:
        """This referral and those before it which it follows, the first one first, as far as they are open to who asks."""
        found, before = [self], self.follows_id
        while before is not None and (earlier := Referral.objects.filter(pk=before).first()) is not None:
            found.insert(0, earlier)
            before = earlier.follows_id
        return found

    @property
    def is_open(self) -> bool:
        return self.standing.state in OPEN

    def data_key(self) -> keys.Keyring:
        """The keys of this referral's own. Raises `CannotOpen` where they are not open to who asks, or were erased with the case."""
        if self._key is None:
            self._key = keys.data_key(self.pk)
        return self._key

    def seal(self, words: str, place: str) -> bytes | None:
        return keys.seal(self.data_key(), words.encode(), place) if words else None

    def unseal(self, sealed: bytes | memoryview | None, place: str) -> str:
        """Open sealed words; where they are not shared any more, that they are not."""
        if not sealed:
            return ""
        try:
            return keys.unseal(self.data_key(), sealed, place).decode()
        except CannotOpen:
            return _("(not shared any more)")

    @property
    def message_place(self) -> str:
        return f"referral_referral.message_sealed:{self.pk}"

    @property
    def message(self) -> str:
        """What the sender wrote along with it."""
        return self.unseal(self.message_sealed, self.message_place)

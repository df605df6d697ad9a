"""Calls to the hotline: open codes, sealed words, what came of them, and who wishes to be called back. No number is kept unasked."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import SupersededInTurn
from mooring.casework.named_by_code import language_name
from mooring.casework.pseudonym import random_reference
from mooring.identification import regions
from mooring.identification.models import HealthNeed, Signal, YesNoUnknown
from mooring.safeguards import clock, erasure, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key

WORKER = "hotline_worker"


def call_reference() -> str:
    return random_reference("C")


class Caller(models.TextChoices):
    """Who rings, as far as it was said."""

    PERSON = "person", gettext_lazy("The person")
    FAMILY = "family", gettext_lazy("Family or a friend")
    CITIZEN = "citizen", gettext_lazy("A citizen")
    CLIENT = "client", gettext_lazy("Somebody who bought sex")
    POLICE = "police", gettext_lazy("Police")
    PROFESSIONAL = "professional", gettext_lazy("Another professional")
    NOT_SAID = "not_said", gettext_lazy("Not said")


class Need(models.TextChoices):
    """What the caller asks for."""

    SAFETY = "safety", gettext_lazy("Safety")
    BED = "bed", gettext_lazy("A bed")
    HEALTH = "health", gettext_lazy("Health care")
    LAWYER = "lawyer", gettext_lazy("A lawyer")
    RETURN = "return", gettext_lazy("Going home")
    PAY = "pay", gettext_lazy("Pay or papers that are held back")
    RIGHTS = "rights", gettext_lazy("Knowing one's rights")
    TALK = "talk", gettext_lazy("Somebody to talk to")
    REPORT = "report", gettext_lazy("Telling of a concern")
    ADVICE = "advice", gettext_lazy("Advice for one's work")
    OTHER = "other", gettext_lazy("Something else")


class Information(models.TextChoices):
    """What the caller was told about."""

    HELP = "help", gettext_lazy("What help there is")
    RIGHTS = "rights", gettext_lazy("Rights, also without papers")
    POLICE = "police", gettext_lazy("That one need not go to the police")
    REFLECTION = "reflection", gettext_lazy("The time to think")
    HEALTH = "health", gettext_lazy("Where health care is open, and until when")
    RETURN = "return", gettext_lazy("A prepared return")
    WHERE = "where", gettext_lazy("Where one can go")
    NOTHING = "nothing", gettext_lazy("Nothing was asked")


class CallUrgency(models.TextChoices):
    NOW = "now", gettext_lazy("Now")
    TODAY = "today", gettext_lazy("Today")
    CAN_WAIT = "can_wait", gettext_lazy("Can wait")


class Became(models.TextChoices):
    """What came of a call."""

    SIGNAL = "signal", gettext_lazy("A signal")
    KNOWN_CASE = "known_case", gettext_lazy("It belongs to a case I have")
    CASE = "case", gettext_lazy("A case, by the person's wish")
    NOTHING = "nothing", gettext_lazy("Nothing more")


class NothingMore(models.TextChoices):
    """Why nothing more came of a call."""

    ADVISED = "advised", gettext_lazy("The caller was advised, and that was enough")
    NO_WISH = "no_wish", gettext_lazy("The person does not wish more for now")
    ELSEWHERE = "elsewhere", gettext_lazy("Shown the way to somebody else")
    CUT_OFF = "cut_off", gettext_lazy("The line was cut off")
    NOT_OURS = "not_ours", gettext_lazy("About something else")


class CallQuerySet(models.QuerySet["Call"]):
    def of(self, officer: Officer) -> Self:
        """The calls that were taken at the desks where the officer answers the hotline, newest first."""
        return self.filter(desk__in=hotline_desks(officer)).order_by("-taken_at", "-id")


class Call(models.Model):
    """One call, seen by those who answer the hotline at the desk that took it, and by nobody else. Its words do not stay for long."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=call_reference, editable=False)
    taken_at = models.DateTimeField(default=clock.now, help_text=gettext_lazy("When the call was taken."))
    caller = models.CharField(max_length=16, choices=Caller, default=Caller.NOT_SAID)
    language = models.CharField(max_length=8, blank=True)
    region = models.CharField(max_length=12, default="unknown", help_text=gettext_lazy("A code of the country pack."))
    needs = ArrayField(models.CharField(max_length=16, choices=Need), default=list, blank=True)
    urgency = models.CharField(max_length=10, choices=CallUrgency, default=CallUrgency.CAN_WAIT)
    danger_now = models.CharField(max_length=10, choices=YesNoUnknown, default=YesNoUnknown.NOT_KNOWN)
    health_needs = ArrayField(models.CharField(max_length=24, choices=HealthNeed), default=list, blank=True)
    health_happened_at = models.DateTimeField(
        null=True, blank=True, help_text=gettext_lazy("From when the hours count; empty when not said.")
    )
    information = ArrayField(models.CharField(max_length=16, choices=Information), default=list, blank=True)
    words_sealed = models.BinaryField(null=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["desk", "-taken_at"], name="call_of_desk")]

    def __str__(self) -> str:
        return self.reference

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """A call is open to those who answer the hotline at its desk; to everybody else there is no such call."""
        if self.desk_id not in [desk.pk for desk in hotline_desks(officer)]:
            return Refusal(Why.UNSEEN, verb, _("There is no such call."))
        return None

    @property
    def region_name(self) -> str:
        return regions.name_of(self.region)

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    def named(self, column: str) -> list[str]:
        """The codes of a column (`needs`, `information`) in words."""
        kinds: dict[str, type[models.TextChoices]] = {"needs": Need, "information": Information}
        return [str(kinds[column](code).label) for code in getattr(self, column)]

    def seal(self, key: keys.Keyring, words: str) -> None:
        """Seal what was advised, before the row is saved."""
        self.words_sealed = keys.seal(key, words.encode(), self._place())

    def words(self) -> str:
        """What was said and advised, opened with the call's own key; of an erased call, that it was erased. Raises `CannotOpen`."""
        if not self.words_sealed:
            return ""
        if erasure.erased(self.pk):
            return _("(erased)")
        return keys.unseal(keys.data_key(self.pk), bytes(self.words_sealed), self._place()).decode()

    def _place(self) -> str:
        return f"{self._meta.db_table}.words_sealed:{self.pk}"


class CallOutcome(SupersededInTurn):
    """What came of a call. Which case a call belongs to is not kept here: the case's own timeline says that there was one."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="outcomes")
    became = models.CharField(max_length=12, choices=Became)
    reason = models.CharField(max_length=12, choices=NothingMore, blank=True)
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, blank=True, related_name="calls")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call"], condition=Q(superseded_by=None), name="one_standing_call_outcome"),
            models.CheckConstraint(condition=~Q(became="nothing") | ~Q(reason=""), name="nothing_more_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


def hotline_desks(officer: Officer) -> list[Desk]:
    """The desks at which an officer answers the hotline now."""
    return [posting.desk for posting in officer.running_postings() if posting.role == WORKER]

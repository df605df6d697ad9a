"""Calls to the hotline: open codes, sealed words, what came of them, and who wishes to be called back. No number is kept unasked."""

from __future__ import annotations

from datetime import datetime, time
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import FactQuerySet
from mooring.identification import regions
from mooring.identification.models import HealthNeed, Signal, YesNoUnknown
from mooring.identification.models.met import random_reference
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


class CallOutcome(models.Model):
    """What came of a call. Which case a call belongs to is not kept here: the case's own timeline says that there was one."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="outcomes")
    became = models.CharField(max_length=12, choices=Became)
    reason = models.CharField(max_length=12, choices=NothingMore, blank=True)
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, blank=True, related_name="calls")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call"], condition=Q(superseded_by=None), name="one_standing_call_outcome"),
            models.CheckConstraint(condition=~Q(became="nothing") | ~Q(reason=""), name="nothing_more_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AnsweredBy(models.TextChoices):
    """Who may answer the telephone when we ring back; with anybody else we have misdialled."""

    PERSON_ONLY = "person_only", gettext_lazy("Only the caller")
    TRUSTED = "trusted", gettext_lazy("The caller, or somebody the caller trusts")
    ANYBODY = "anybody", gettext_lazy("Anybody")


class Tried(models.TextChoices):
    """How an attempt to ring back ended."""

    REACHED = "reached", gettext_lazy("Reached")
    NOT_REACHED = "not_reached", gettext_lazy("Not reached; try again")
    NOT_SAFE = "not_safe", gettext_lazy("Somebody else answered; nothing was said")
    NO_LONGER = "no_longer", gettext_lazy("No longer wished")
    GIVEN_UP = "given_up", gettext_lazy("Given up")


ENDS_A_CALL_BACK = (Tried.REACHED, Tried.NO_LONGER, Tried.GIVEN_UP)


class CallBackQuerySet(models.QuerySet["CallBack"]):
    def open(self) -> Self:
        """Those that are still to be made, the first due before the rest."""
        ended = CallBackTry.objects.filter(call_back=models.OuterRef("pk"), how__in=ENDS_A_CALL_BACK)
        return self.filter(~models.Exists(ended), lapses_at__gt=clock.now()).order_by("due_at", "id")


class CallBack(models.Model):
    """That a caller wishes to be rung, and how it is safe. The number lies sealed under a key of its own, which goes when it is done."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="call_backs")
    due_at = models.DateTimeField()
    lapses_at = models.DateTimeField(help_text=gettext_lazy("When the number is erased, also when nobody was reached."))
    answered_by = models.CharField(max_length=12, choices=AnsweredBy, default=AnsweredBy.PERSON_ONLY)
    safe_from = models.TimeField(null=True, blank=True)
    safe_until = models.TimeField(null=True, blank=True)
    voicemail = models.BooleanField(default=False)
    number_sealed = models.BinaryField()
    code_word_sealed = models.BinaryField(null=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = CallBackQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        call = Call.objects.filter(pk=self.call_id).select_related("desk").first()  # it may be hidden from this officer
        if call is None:
            return Refusal(Why.UNSEEN, verb, _("There is no such call."))
        return call.refusal_to(officer, verb, compartment, writing=writing)

    def who_may_answer(self) -> str:
        """Who may answer, and whether a message may be left, in words."""
        voicemail = _("A message may be left.") if self.voicemail else _("No message is left.")
        return f"{self.get_answered_by_display()}. {voicemail}"

    def hours(self) -> str:
        """When it is safe to ring, in words; empty when at any hour."""
        if self.safe_from is None or self.safe_until is None:
            return ""
        return f"{self.safe_from:%H:%M}–{self.safe_until:%H:%M}"

    @property
    def is_safe_now(self) -> bool:
        return self.is_safe_at(clock.now())

    def seal(self, key: keys.Keyring, number: str, code_word: str) -> None:
        """Seal the number and the code word, before the row is saved."""
        self.number_sealed = keys.seal(key, number.encode(), self._place("number_sealed"))
        self.code_word_sealed = (
            keys.seal(key, code_word.encode(), self._place("code_word_sealed")) if code_word else None
        )

    def number(self) -> str:
        """The number to ring. Raises `CannotOpen` when it was erased."""
        return keys.unseal(keys.data_key(self.pk), bytes(self.number_sealed), self._place("number_sealed")).decode()

    def code_word(self) -> str:
        """The word by which the caller knows us, if one was agreed. Raises `CannotOpen` when it was erased."""
        if not self.code_word_sealed:
            return ""
        sealed = bytes(self.code_word_sealed)
        return keys.unseal(keys.data_key(self.pk), sealed, self._place("code_word_sealed")).decode()

    def is_safe_at(self, moment: datetime) -> bool:
        """Whether a moment (aware) lies in the hours in which it is safe to ring; hours may run over midnight."""
        if self.safe_from is None or self.safe_until is None:
            return True
        local: time = clock_time(moment)
        if self.safe_from <= self.safe_until:
            return self.safe_from <= local <= self.safe_until
        return local >= self.safe_from or local <= self.safe_until

    def _place(self, column: str) -> str:
        return f"{self._meta.db_table}.{column}:{self.pk}"


class CallBackTry(models.Model):
    """One attempt to ring back, and how it ended."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    call_back = models.ForeignKey(CallBack, on_delete=models.PROTECT, related_name="tries")
    how = models.CharField(max_length=12, choices=Tried)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)


def hotline_desks(officer: Officer) -> list[Desk]:
    """The desks at which an officer answers the hotline now."""
    return [posting.desk for posting in officer.running_postings() if posting.role == WORKER]


def clock_time(moment: datetime) -> time:
    """The hour on the wall where the country's people live."""
    return timezone.localtime(moment).time()

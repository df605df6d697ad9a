"""A case by pseudonym, and who may see which part of it."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.safeguards import clock, erasure, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key


class CaseQuerySet(models.QuerySet["Case"]):
    def with_stage(self) -> CaseQuerySet:
        """Each case with the stage in which it stands now, in the same query."""
        from mooring.casework.models.facts import StageReached  # facts hang on cases, and this looks back

        standing = StageReached.objects.filter(case=models.OuterRef("pk"), superseded_by=None)
        return self.annotate(
            stage=models.Subquery(standing.values("stage")[:1]),
            stage_since=models.Subquery(standing.values("since")[:1]),
        )


class Case(models.Model):
    """One person's passage through the mechanism, known by a pseudonym."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    pseudonym = models.CharField(max_length=20, unique=True)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = CaseQuerySet.as_manager()

    _held: dict[int, dict[str, bool]] | None = None
    _key: keys.Keyring | None = None
    _erased: bool | None = None
    _notices: frozenset[str] | None = None

    def __str__(self) -> str:
        return self.pseudonym

    @property
    def case_key(self) -> int:
        return self.pk

    def held_by(self, officer: Officer) -> dict[str, bool]:
        """The compartments this officer may read, each with whether she may write in it. One query, then remembered."""
        self._held = self._held or {}
        if officer.pk not in self._held:
            self._held[officer.pk] = Grant.objects.parts_held(self.pk, officer)
        return self._held[officer.pk]

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Why this officer may not use this verb here: no grant on the case (answered as if it did not exist), or none for the part."""
        held = self.held_by(officer)
        if not held:
            return Refusal(Why.UNSEEN, verb, _("There is no such case."))
        if compartment not in held or (writing and not held[compartment]):
            part = Compartment(compartment).label
            return Refusal(
                Why.NOT_GRANTED,
                verb,
                _("This part of the case is not open to you: %(part)s.") % {"part": part},
                _("A lead of the case can open it to you: see Team on the case page."),
            )
        if writing and self.is_erased and not verb.startswith("team."):
            return Refusal(
                Why.HOUSE_RULE,
                verb,
                _("This case was erased at the end of its period: nothing can be written in it."),
                _("If the person comes back, open a new case."),
            )
        return None

    @property
    def is_erased(self) -> bool:
        """Whether everything sealed about this case was erased. Asked once of each case object."""
        if self._erased is None:
            self._erased = self._key is None and erasure.erased(self.pk)
        return self._erased

    @property
    def notices(self) -> frozenset[str]:
        """What the page of this case has to say only sometimes: joining, question, emergency, erasure. Asked once of each case object."""
        if self._notices is None:
            with connection.cursor() as cursor:
                cursor.execute("select mooring_case_notices(%s)", [self.pk])
                self._notices = frozenset(cursor.fetchone()[0] or ())
        return self._notices

    def data_key(self) -> keys.Keyring:
        """The keys that seal and open the words of this case. Raises `CannotOpen`."""
        if self._key is None:
            self._key = keys.data_key(self.pk)
        return self._key

    def seal(self, words: str, place: str) -> bytes:
        """Seal words for a place written `table.column:row`."""
        return keys.seal(self.data_key(), words.encode(), place)

    def unseal(self, sealed: bytes | memoryview | None, place: str) -> str:
        """Open sealed words; an empty value opens to an empty string. Raises `CannotOpen`."""
        return keys.unseal(self.data_key(), bytes(sealed), place).decode() if sealed else ""


class GrantQuerySet(models.QuerySet["Grant"]):
    def running(self) -> GrantQuerySet:
        moment = models.functions.Now()
        return self.filter(Q(until=None) | Q(until__gt=moment), ended_at=None)

    def held_by(self, officer: Officer) -> GrantQuerySet:
        return self.filter(Q(officer=officer) | Q(desk__in=[desk.pk for desk in officer.desks()]))

    def parts_held(self, case_key: int, officer: Officer) -> dict[str, bool]:
        """The parts of a case that an officer may read, each with whether she may write in it."""
        held: dict[str, bool] = {}
        running = self.running().held_by(officer).filter(case_id=case_key)
        for compartment, may_write in running.values_list("compartment", "may_write"):
            held[compartment] = held.get(compartment, False) or may_write
        return held


class Ground(models.TextChoices):
    """Why somebody was given access."""

    FOUNDING = "founding", gettext_lazy("Opened the case")
    GIVEN_BY_LEAD = "given_by_lead", gettext_lazy("Given by a lead of the case")
    HANDED_OVER = "handed_over", gettext_lazy("Taken up by the desk when the lead had left")
    BREAK_GLASS = "break_glass", gettext_lazy("Emergency access")
    REFERRAL = "referral", gettext_lazy("By a referral that was accepted")


class Grant(models.Model):
    """An officer's or a desk's access to one compartment of a case. Appended only; ending one is an appended row."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grants")
    compartment = models.CharField(max_length=20, choices=Compartment)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    holder = models.GeneratedField(
        expression=Coalesce("officer_id", "desk_id"),
        output_field=models.BigIntegerField(),
        db_persist=True,
        help_text="The key of the officer or the desk, as one column for the policies.",
    )
    may_write = models.BooleanField(default=True)
    as_lead = models.BooleanField(default=False)
    ground = models.CharField(max_length=20, choices=Ground)
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, editable=False, help_text="Set by the database when the ending is appended."
    )
    case_opened_at = models.DateTimeField(help_text="The sort key of the case, so that a list can begin at the grants.")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(officer=None) ^ Q(desk=None), name="grant_to_an_officer_or_a_desk"),
            models.CheckConstraint(
                condition=~Q(ground=Ground.BREAK_GLASS)
                | Q(
                    officer=models.F("given_by"),
                    may_write=False,
                    as_lead=False,
                    until__isnull=False,
                    until__lte=models.F("since") + timedelta(hours=1),
                ),
                name="emergency_access_is_ones_own_reads_only_and_lasts_an_hour",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "compartment"], name="grant_by_case"),
            models.Index(
                fields=["officer", "-case_opened_at", "-case"],
                name="grant_list_of_officer",
                condition=Q(compartment="entry", ended_at=None),
            ),
            models.Index(
                fields=["desk", "-case_opened_at", "-case"],
                name="grant_list_of_desk",
                condition=Q(compartment="entry", ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compartment} · {self.officer or self.desk}"


class GrantEnding(models.Model):
    """That a grant has ended, by whom and when."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="ending")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

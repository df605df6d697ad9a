"""What is known of a person: why the file was opened, residence, age, exploitation. Codes stay open, words are sealed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.identification.models.met import Signal, Source
from mooring.law import ResidenceBasis as LawBasis


def one_standing(name: str) -> models.UniqueConstraint:
    """That only one such fact stands for a case at a time."""
    return models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name=name)


class FileGround(models.TextChoices):
    """The only grounds on which a file is opened on a person."""

    HER_WISH = "her_wish", _("The person wishes it")
    CHILD_PROVISION = "child_provision", _("A provision for the protection of children")
    DETAINED = "detained", _("A decision to detain the person")


class CaseOrigin(Fact):
    """From what signal a case came, and on what ground it was opened."""

    compartment = Compartment.CORE
    source = models.CharField(max_length=24, choices=Source)
    ground = models.CharField(max_length=20, choices=FileGround)
    region = models.CharField(max_length=12, default="unknown", help_text=_("A code of the country pack."))
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person_number = models.PositiveSmallIntegerField(null=True, blank=True)
    detained_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_standing("one_standing_origin"),
            models.CheckConstraint(
                condition=Q(ground="detained", detained_since__isnull=False) | ~Q(ground="detained"),
                name="detained_since_is_said",
            ),
        ]


class KnownHow(models.TextChoices):
    """How something about the person is known."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    SAID_BY_PERSON = "said_by_person", _("The person says so")
    PAPERS_SEEN = "papers_seen", _("Papers were seen")
    AUTHORITY = "authority", _("An authority says so")


class ResidenceBasis(Fact):
    """On what ground the person is in the country. Not known yet is the normal state at three at night."""

    compartment = Compartment.CORE
    basis = models.CharField(
        max_length=32, choices=[(one.value, one.label) for one in LawBasis], default=LawBasis.NOT_KNOWN_YET.value
    )
    stay_lawful = models.BooleanField(
        null=True,
        blank=True,
        help_text=_("For permits, visas and visa-free stays, which can have ended. Empty when not known."),
    )
    known_how = models.CharField(max_length=20, choices=KnownHow, default=KnownHow.NOT_ASKED)

    class Meta:
        verbose_name_plural = "residence bases"
        constraints = [one_standing("one_standing_residence_basis")]

    def event_codes(self) -> dict[str, str]:
        return {"basis": self.basis, "known_how": self.known_how}


class Gender(models.TextChoices):
    """As the person says."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    TRANS_WOMAN = "trans_woman", _("Trans woman")
    TRANS_MAN = "trans_man", _("Trans man")
    NON_BINARY = "non_binary", _("Non-binary")
    OTHER = "other", _("Another word of the person's own")
    NOT_KNOWN = "not_known", _("Not known")


class AgeStatus(models.TextChoices):
    """Whether the person is treated as a child; in doubt, she or he is."""

    CHILD = "child", _("Child")
    PRESUMED_CHILD = "presumed_child", _("Presumed child")
    ADULT = "adult", _("Adult")
    NOT_KNOWN = "not_known", _("Not known")


class AgeAssessment(models.TextChoices):
    """Whether an age assessment is on record."""

    NONE = "none", _("None")
    UNDER_WAY = "under_way", _("Under way")
    CHILD = "child", _("Found to be a child")
    ADULT = "adult", _("Found to be an adult")
    INCONCLUSIVE = "inconclusive", _("Inconclusive")


class PersonFacts(Fact):
    """Gender, age, citizenship and languages, as known now."""

    compartment = Compartment.CORE
    gender = models.CharField(max_length=16, choices=Gender, default=Gender.NOT_KNOWN)
    age_years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Age in years when recorded; empty when not known.")
    )
    age_in_doubt = models.BooleanField(default=False)
    age_status = models.CharField(
        max_length=16, choices=AgeStatus, default=AgeStatus.NOT_KNOWN, help_text=_("Computed by the law's presumption.")
    )
    age_assessment = models.CharField(max_length=16, choices=AgeAssessment, default=AgeAssessment.NONE)
    citizenships = ArrayField(
        models.CharField(max_length=9),
        default=list,
        blank=True,
        help_text=_("ISO 3166 alpha-2, or “stateless”. Empty: not known."),
    )
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    known_how = models.CharField(max_length=20, choices=KnownHow, default=KnownHow.SAID_BY_PERSON)
    own_word_sealed = models.BinaryField(
        null=True, help_text=_("The person's own word for gender, if she or he has one.")
    )

    class Meta:
        verbose_name_plural = "person facts"
        constraints = [one_standing("one_standing_person_facts")]

    def event_codes(self) -> dict[str, str]:
        return {"age_status": self.age_status}


class Form(models.TextChoices):
    """Forms of exploitation; a person may have met several."""

    SEXUAL = "sexual", _("Sexual exploitation")
    FORCED_LABOUR = "forced_labour", _("Forced labour")
    FORCED_CRIMINALITY = "forced_criminality", _("Criminal acts under coercion")
    BEGGING = "begging", _("Begging")
    SLAVERY_LIKE = "slavery_like", _("Slavery or slavery-like conditions")
    SERVITUDE = "servitude", _("Servitude")
    ORGAN_REMOVAL = "organ_removal", _("Removal of organs")
    FORCED_MARRIAGE = "forced_marriage", _("Forced marriage")
    OTHER = "other", _("Other")
    NOT_KNOWN = "not_known", _("Not known")


class Crossing(models.TextChoices):
    INTERNAL = "internal", _("Within the country")
    CROSS_BORDER = "cross_border", _("Across a border")
    NOT_KNOWN = "not_known", _("Not known")


class Exploitation(Fact):
    """What the person was exploited for and where, in codes; one standing row with all forms."""

    compartment = Compartment.CORE
    forms = ArrayField(models.CharField(max_length=20, choices=Form), default=list)
    crossing = models.CharField(max_length=16, choices=Crossing, default=Crossing.NOT_KNOWN)
    countries = ArrayField(
        models.CharField(max_length=2), default=list, blank=True, help_text=_("Where, as ISO 3166 alpha-2.")
    )

    class Meta:
        constraints = [one_standing("one_standing_exploitation")]


class PoliceKind(models.TextChoices):
    CIRCUMSTANCES = "circumstances", _("How the person was met")
    INVESTIGATION = "investigation", _("An investigation under way")
    CHARGE = "charge", _("A charge against the person")
    DANGER = "danger", _("Danger to the person or to others")
    OTHER = "other", _("Other")


class PoliceInformation(Fact):
    """What the police know, in a compartment of its own."""

    compartment = Compartment.POLICE
    kind = models.CharField(max_length=20, choices=PoliceKind)
    words_sealed = models.BinaryField()

    def event_codes(self) -> dict[str, str]:
        return {"kind": self.kind}


class ImmigrationKind(models.TextChoices):
    APPLICATION = "application", _("An application for asylum or residence")
    DUBLIN = "dublin", _("Dublin procedure")
    EXPULSION = "expulsion", _("Expulsion or entry ban")
    INTERVIEW = "interview", _("What was said in an interview there")
    OTHER = "other", _("Other")


class ImmigrationInformation(Fact):
    """What is known from the asylum or residence procedure, in a compartment of its own."""

    compartment = Compartment.IMMIGRATION
    kind = models.CharField(max_length=20, choices=ImmigrationKind)
    words_sealed = models.BinaryField()

    def event_codes(self) -> dict[str, str]:
        return {"kind": self.kind}

"""A child's own path: who came with her or him, who answers with the child, the municipality, and what the child's days need."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.safeguards.models import Desk, Officer
from mooring.support.child_states import REPRESENTATIVE_STATES, RepresentativeState


def one_standing(name: str, *also: str) -> models.UniqueConstraint:
    """That only one such fact of a case stands at a time."""
    return models.UniqueConstraint(fields=["case", *also], condition=Q(superseded_by=None), name=name)


class ChildMark(Fact):
    """That the person is treated as a child, or no longer: one bit for all who hold any part of the case."""

    compartment = Compartment.ENTRY
    is_child = models.BooleanField(help_text=_("By the law's presumption; in doubt, a child."))

    class Meta:
        constraints = [one_standing("one_standing_child_mark")]


class Came(models.TextChoices):
    """With whom a child came."""

    UNACCOMPANIED = "unaccompanied", _("Alone, or with somebody who has no custody")
    ACCOMPANIED = "accompanied", _("With a parent or somebody who has custody")


class MayKnow(models.TextChoices):
    """What the adults with whom a child came may know of what is done here."""

    NOTHING = "nothing", _("Nothing, until it is known that they have no part in it")
    AS_WRITTEN = "as_written", _("Only what is written here, agreed on with the child")


class ChildPath(Fact):
    """Whether the child came alone. A parent may be the exploiter: an accompanied child has a path of her or his own."""

    compartment = Compartment.CORE
    came = models.CharField(max_length=16, choices=Came)
    met_on = models.DateField(
        help_text=_("The day on which the child was met: the time for a representative runs from it.")
    )
    may_know = models.CharField(max_length=12, choices=MayKnow, default=MayKnow.NOTHING)
    with_sealed = models.BinaryField(null=True, help_text=_("Who came with the child, and how that is known."))
    may_know_sealed = models.BinaryField(
        null=True, help_text=_("What they may know, and how the child is reached apart from them.")
    )

    class Meta:
        constraints = [one_standing("one_standing_child_path")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"came": self.came}


class Representative(Fact):
    """The adult who answers for a child alone, together with the child: asked for, appointed, replaced, ended."""

    compartment = Compartment.CORE
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in RepresentativeState])
    on = models.DateField(help_text=_("The day on which it was asked for, appointed or ended."))
    officer = models.ForeignKey(
        Officer,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Who is appointed, when she or he signs in here."),
    )
    name_sealed = models.BinaryField(null=True, help_text=_("Who is appointed, when from outside."))
    telephone_sealed = models.BinaryField(null=True, help_text=_("Where she or he is reached, by day and by night."))
    words_sealed = models.BinaryField(null=True, help_text=_("Who appointed, or why it ended."))

    class Meta:
        constraints = [one_standing("one_standing_representative")]

    @property
    def state_name(self) -> object:
        return REPRESENTATIVE_STATES.state(self.state).label

    def event_codes(self) -> dict[str, str | int | None]:
        return {"state": self.state, "on": self.on.isoformat()}


class Matter(models.TextChoices):
    """What is decided with a child."""

    CONSENT = "consent", _("That something is told to others")
    PLAN = "plan", _("The plan")
    STAY = "stay", _("A place to live")
    RETURN = "return", _("A return")
    PERMIT = "permit", _("A permit to stay")
    ASSESSMENT = "assessment", _("Whether there is an assessment")
    CLAIM = "claim", _("A claim for compensation")


class RepresentativeWord(Fact):
    """What the representative said in a matter, after the child was heard. A later word takes the place of an earlier one.

    It is the word of who was appointed when it was said: it counts as long as nobody else stands in that place.
    """

    compartment = Compartment.CORE
    representative = models.ForeignKey(
        Representative,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("The appointment under which it was said."),
    )
    matter = models.CharField(max_length=12, choices=Matter)
    agrees = models.BooleanField()
    said_on = models.DateField()
    child_sealed = models.BinaryField(help_text=_("What the child says to it, in the child's own words."))
    words_sealed = models.BinaryField(null=True, help_text=_("What the representative says to it."))

    class Meta:
        constraints = [one_standing("one_standing_word_a_matter", "matter")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"matter": self.matter, "agrees": "yes" if self.agrees else "no"}


class ToldHow(models.TextChoices):
    """How a municipality was told."""

    TELEPHONE = "telephone", _("By telephone, then in writing")
    DIGITAL_POST = "digital_post", _("By secure digital post")
    REFERRAL = "referral", _("By a referral here")
    IN_PERSON = "in_person", _("In person")


class TheirAnswer(models.TextChoices):
    """What the municipality answered."""

    NONE_YET = "none_yet", _("No answer yet")
    TAKES_UP = "takes_up", _("Takes it up")
    ASKS_MORE = "asks_more", _("Asks for more")
    ELSEWHERE = "elsewhere", _("Says that another municipality answers for the child")


class MunicipalityTold(Fact):
    """That a municipality was told of the child, by the duty to notify, and what it answered."""

    compartment = Compartment.CORE
    municipality = models.CharField(max_length=60, help_text=_("A code of the country's directory, or its name."))
    desk = models.ForeignKey(
        Desk, on_delete=models.PROTECT, null=True, related_name="+", help_text=_("Its desk, when it serves here.")
    )
    told_at = models.DateTimeField()
    told_how = models.CharField(max_length=16, choices=ToldHow)
    answer = models.CharField(max_length=12, choices=TheirAnswer, default=TheirAnswer.NONE_YET)
    telephone_sealed = models.BinaryField(null=True, help_text=_("Where it is reached, by day and by night."))
    words_sealed = models.BinaryField(null=True, help_text=_("What it was told: what is needed, and no more."))
    answer_sealed = models.BinaryField(null=True)

    class Meta:
        verbose_name_plural = "municipalities told"
        constraints = [one_standing("one_standing_municipality_told")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"told_how": self.told_how, "answer": self.answer}


class LivesAt(models.TextChoices):
    """At what kind of place a child lives; never where."""

    COUNCIL_CENTRE = "council_centre", _("A centre or home of the municipality")
    ASYLUM_CENTRE = "asylum_system_centre", _("A centre for children of the asylum system")
    FOSTER_FAMILY = "foster_family", _("A foster family")
    WITH_CUSTODY = "with_custody", _("With who has custody")
    CRISIS_CENTRE = "crisis_centre", _("A crisis centre")
    SECURE = "secure_institution", _("A secure institution")
    OTHER = "other", _("Another place")
    NOT_KNOWN = "not_known", _("Not known")


class School(models.TextChoices):
    """Where a child stands with school."""

    ENROLLED = "enrolled", _("Enrolled")
    WAITING = "waiting", _("Waits for a place")
    NONE = "none", _("None")


class HealthCheck(models.TextChoices):
    """Whether a child's health was looked at."""

    DONE = "done", _("Done")
    BOOKED = "booked", _("Booked")
    NOT_YET = "not_yet", _("Not yet")


class ChildLife(Fact):
    """The child's days: the kind of place, the municipality that answers, school and health."""

    compartment = Compartment.SUPPORT
    lives_at = models.CharField(max_length=24, choices=LivesAt)
    municipality = models.CharField(
        max_length=60, blank=True, help_text=_("The municipality that answers for the child.")
    )
    school = models.CharField(max_length=12, choices=School)
    school_since = models.DateField(null=True)
    health = models.CharField(max_length=12, choices=HealthCheck)
    health_on = models.DateField(null=True)
    school_sealed = models.BinaryField(null=True, help_text=_("Which school, or why none."))
    health_sealed = models.BinaryField(
        null=True, help_text=_("What was found that those who look after the child must know.")
    )

    class Meta:
        verbose_name_plural = "child lives"
        constraints = [one_standing("one_standing_child_life")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"lives_at": self.lives_at, "school": self.school, "health": self.health}


class ChildPlan(Fact):
    """What the child wants, in the child's own words, and what is done for it. It is read to the child."""

    compartment = Compartment.SUPPORT
    talked_on = models.DateField()
    read_to_child = models.BooleanField(default=False)
    goals_sealed = models.BinaryField(help_text=_("In the child's own words."))
    steps_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [one_standing("one_standing_child_plan")]


class BestFor(models.TextChoices):
    """What an assessment of a child's best interest found on looking for the family."""

    LOOK = "look", _("To look for the family is best for the child")
    LOOK_NOT = "look_not", _("Not to look is best for the child")
    LATER = "later", _("Too early to say; asked again")


class BestInterest(Fact):
    """The assessment, with the child heard, whether it is best for the child that the family is looked for."""

    compartment = Compartment.SUPPORT
    found = models.CharField(max_length=12, choices=BestFor)
    assessed_on = models.DateField()
    child_sealed = models.BinaryField(help_text=_("What the child says to it."))
    words_sealed = models.BinaryField(help_text=_("What was weighed: danger, the family's part, the child's ties."))

    class Meta:
        constraints = [one_standing("one_standing_best_interest")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"found": self.found}


class TracedBy(models.TextChoices):
    """Who looks for a family."""

    RED_CROSS = "red_cross", _("The Red Cross")
    AUTHORITY = "authority", _("An authority")
    SOCIAL_SERVICE = "social_service", _("An international social service")


class FamilyTracing(Fact):
    """That the family of a child is looked for; only after an assessment that found it best for the child."""

    compartment = Compartment.SUPPORT
    assessment = models.ForeignKey(BestInterest, on_delete=models.PROTECT, related_name="+")
    traced_by = models.CharField(max_length=16, choices=TracedBy)
    began_on = models.DateField()
    words_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [one_standing("one_standing_family_tracing")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"traced_by": self.traced_by}

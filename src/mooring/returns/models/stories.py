"""A story that a person agreed to have told: no case in it. Only by a row of the case can its team find the way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import Consent, Fact
from mooring.casework.pseudonym import random_reference
from mooring.returns.story_codes import READ_FROM_RIGHT, CameTo, Pronoun, Theme
from mooring.returns.story_states import STORY_STATES
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key
from mooring.safeguards.state_tables import State

STATES = [(state.code, state.code) for state in STORY_STATES.states]


def story_reference() -> str:
    return random_reference("S")


class Story(models.Model):
    """A story, by its reference alone. What it says lies in its texts, sealed with a key of its own; withdrawn, the key is destroyed."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=story_reference, editable=False)

    _ring: keys.Keyring | None = None

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.reference

    @property
    def address(self) -> str:
        return f"/stories/{self.reference}/"

    def ring(self) -> keys.Keyring:
        """The key of its words. Raises `CannotOpen` where it is not the officer's to read, or was withdrawn."""
        self._ring = self._ring or keys.data_key(self.pk)
        return self._ring

    def way(self) -> list[StoryStep]:
        """Every step it has taken that is open to the officer, the first one first."""
        steps = list(self.steps.select_related("recorded_by", "desk").order_by("number"))
        for step in steps:
            step.story = self
        return steps

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """To whom the database shows it, it is open; to everybody else there is no such story."""
        if Story.objects.filter(pk=self.pk).exists():
            return None
        return Refusal(Why.UNSEEN, verb, _("There is no such story."))


class StoryStep(models.Model):
    """One step of a story: into which state, by whom, on which day. The one with the highest number stands."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=STATES)
    for_public = models.BooleanField(
        default=False, help_text=gettext_lazy("Released for the pages that anybody may open as well.")
    )
    words_sealed = models.BinaryField(null=True, help_text=gettext_lazy("What the second reader asks to be changed."))
    happened_on = models.DateField(default=clock.today)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="one_step_of_a_story_a_number")]

    @property
    def rule(self) -> State:
        return STORY_STATES.state(self.state)

    def place(self) -> str:
        return f"{self._meta.db_table}.words_sealed:{self.pk}"

    def words(self) -> str:
        """What was said at this step. Raises `CannotOpen`."""
        sealed: Any = self.words_sealed
        return keys.unseal(self.story.ring(), bytes(sealed), self.place()).decode() if sealed else ""


class StoryTextQuerySet(models.QuerySet["StoryText"]):
    def standing(self) -> Self:
        """The last version in each language."""
        later = StoryText.objects.filter(
            story=models.OuterRef("story"), language=models.OuterRef("language"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later))


class StoryText(models.Model):
    """What a story says in one language: a title, words, and why what was found in them may stay. Sealed as one.

    Only the original bears the codes. Of the original it is not said here who wrote it: that would lead to a desk, and from there to
    a case. A translation says who translated it, so that somebody else can check it.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField(default=1)
    is_original = models.BooleanField()
    themes = ArrayField(models.CharField(max_length=16, choices=Theme), default=list, blank=True)
    country = models.CharField(
        max_length=2, blank=True, help_text=gettext_lazy("ISO 3166 code; empty where it would tell who it is.")
    )
    came_to = models.CharField(max_length=12, choices=CameTo, blank=True)
    pronoun = models.CharField(max_length=8, choices=Pronoun, blank=True)
    text_sealed = models.BinaryField()
    recorded_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+", help_text=gettext_lazy("Who translated it.")
    )

    objects = StoryTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "language", "number"], name="one_text_of_a_story_a_number"),
            models.UniqueConstraint(
                fields=["story", "number"], condition=models.Q(is_original=True), name="one_original_of_a_story"
            ),
            models.CheckConstraint(
                condition=models.Q(is_original=True, recorded_by=None)
                | models.Q(is_original=False, recorded_by__isnull=False, themes=[], country="", came_to="", pronoun=""),
                name="story_text_is_original_or_translated",
            ),
        ]

    def place(self) -> str:
        return f"{self._meta.db_table}.text_sealed:{self.pk}"

    def seal(self, ring: keys.Keyring, *, title: str, words: str, confirmed: dict[str, str]) -> None:
        """Seal what it says, before it is saved. `confirmed`: why a word that was found may stay, by the word."""
        told = json.dumps({"title": title, "words": words, "confirmed": confirmed}).encode()
        self.text_sealed = keys.seal(ring, told, self.place())

    @cached_property
    def told(self) -> dict[str, Any]:
        """Title, words and confirmations. Raises `CannotOpen` where the story was withdrawn, or is not the officer's to read."""
        opened: dict[str, Any] = json.loads(
            keys.unseal(self.story.ring(), bytes(self.text_sealed), self.place()).decode()
        )
        return opened

    @property
    def direction(self) -> str:
        """From which side it is read."""
        return "rtl" if self.language in READ_FROM_RIGHT else "ltr"

    @property
    def whole(self) -> str:
        """Title and words as the machine looks through them."""
        return f"{self.told['title']}\n{self.told['words']}"


class StoryChecked(models.Model):
    """That somebody who speaks the language read a translation, and found it to say what the original says."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    text = models.OneToOneField(StoryText, on_delete=models.PROTECT, related_name="checked")
    checked_on = models.DateField(default=clock.today)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")


class StoryOfCase(Fact):
    """Whose story it is, and by which consent: a row of the case, and the only way from the one to the other."""

    compartment = Compartment.CORE

    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="of_case")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "stories of case"

    def event_codes(self) -> dict[str, str | int | None]:
        return {}


def give_rings(stories: Iterable[Story]) -> None:
    """Lay the keys of many stories beside them, in one query; those that cannot be opened get none."""
    wanted = list(stories)
    rings = keys.keyrings([story.pk for story in wanted])
    for story in wanted:
        story._ring = rings.get(story.pk)

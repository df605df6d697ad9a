"""What a story is about, in codes: its themes, what became of the person, by which word it speaks of her or him, in which languages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

PUBLICATION = "publication"
"""The purpose of a consent to have one's story told without one's name."""
TO_OFFICERS, TO_ANYBODY = "story", "story_public"
"""The parts of such a consent: told in conversations, and shown on the pages that anybody may open."""
PURPOSE = _("To tell the person's story to others, without the name")
PARTS = (
    (TO_OFFICERS, _("The story, without a name, in conversations with others")),
    (TO_ANYBODY, _("The story, without a name, on the pages that anybody may read")),
)
# The languages of the pages that anybody may read, by how often they are read where people are met.
LANGUAGES = ("en", "da", "ro", "th", "vi", "es", "fr", "ar", "uk")
# Whose common words the machine knows, so that it can tell a name from a word. In the others it finds own names, places, days and
# numbers only, and the second reader says that she or he reads the language.
WORDS_KNOWN_IN = ("en", "da")
READ_FROM_RIGHT = frozenset({"ar"})


class Theme(models.TextChoices):
    """What a story tells of."""

    HOME = "home", _("A home")
    WORK = "work", _("Work")
    SCHOOL = "school", _("School and learning")
    CHILDREN = "children", _("Children")
    STAYING = "staying", _("Staying")
    HEALTH = "health", _("Health")
    ASKING = "asking_for_help", _("Asking for help")


class CameTo(models.TextChoices):
    """What became of the person, no finer than a reader needs."""

    WENT_HOME = "went_home", _("Went home with help")
    WENT_ON = "went_on", _("Went to another country where she or he has a permit")
    STAYED = "stayed", _("Stayed")


class Pronoun(models.TextChoices):
    """By which word the story speaks of the person; the person chose it."""

    I = "i", _("I")  # noqa: E741 the word itself
    SHE = "she", _("She")
    HE = "he", _("He")
    THEY = "they", _("They")

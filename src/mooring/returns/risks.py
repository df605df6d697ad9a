"""Risks of a return: what they are, for whom, and how grave; for the person and for those over there who may pay for it."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Risk(TextChoices):
    """What may happen over there."""

    TRAFFICKERS_NEAR = "traffickers_near", _("Who exploited the person is near, or has people there")
    DEBT = "debt", _("A debt is claimed")
    THREATS_TO_PERSON = "threats_to_person", _("Threats against the person")
    THREATS_TO_OTHERS = "threats_to_others", _("Threats against others: children, parents, family")
    FAMILY_VIOLENCE = "family_violence", _("Violence in the family, or the family took part")
    STIGMA = "stigma", _("Shame and exclusion")
    AUTHORITIES = "authorities", _("Punishment or trouble from the authorities there")
    NO_HOME = "no_home", _("No home")
    NO_INCOME = "no_income", _("Nothing to live on")
    HEALTH_CARE_LACKING = "health_care_lacking", _("Treatment or medicine is lacking")
    DOCUMENTS = "documents", _("No papers")
    EXPLOITED_AGAIN = "exploited_again", _("Being exploited again")


class ForWhom(TextChoices):
    """Who may be harmed."""

    PERSON = "person", _("The person")
    CHILDREN = "children", _("Children")
    PARENTS = "parents", _("Parents")
    OTHERS = "others", _("Others close to the person")


class Grave(TextChoices):
    """How grave it is."""

    NOT_TALKED_ABOUT = "not_talked_about", _("Not talked about")
    NONE = "none", _("No sign of it")
    SOME = "some", _("Some")
    GRAVE = "grave", _("Grave")
    LIFE = "life", _("A danger to life")


class Advice(TextChoices):
    """What those who looked at it advise. The person decides."""

    CAN_BE_SAFE = "can_be_safe", _("A return can be made safe")
    WITH_MEASURES = "with_measures", _("Only with what is written here done first")
    NOT_NOW = "not_now", _("Advises against it for now")
    TOO_LITTLE_KNOWN = "too_little_known", _("Too little is known")


class PersonSays(TextChoices):
    """What the person says to it."""

    GOES_ON = "goes_on", _("Wishes to go on")
    WAITS = "waits", _("Wishes to wait")
    UNSURE = "unsure", _("Is not sure")


HARD = frozenset({Grave.GRAVE, Grave.LIFE})
"""Of these it is said what is done."""
GRAVE_ENOUGH = frozenset({Grave.SOME, *HARD})
"""From here on it is said for whom."""

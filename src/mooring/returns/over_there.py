"""What awaits a person over there: to where, who receives, what help, and how the person is when somebody asks later."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Destination(TextChoices):
    """To where."""

    HOME = "home", _("The country the person calls home")
    PERMIT = "country_of_permit", _("Another country in which the person has a permit")


class Reception(TextChoices):
    """Who receives the person."""

    PARTNER = "partner", _("The partner over there")
    FAMILY = "family", _("Family or friends, whom the person named")
    SHELTER = "shelter", _("A shelter or organisation over there")
    NOBODY = "nobody", _("Nobody: the person wishes it so")


class Help(TextChoices):
    """What was agreed on for the time after arrival."""

    HOUSING = "housing", _("Housing")
    INCOME = "income", _("Income: work, or a small business")
    SCHOOLING = "schooling", _("Schooling")
    TRAINING = "training", _("Vocational training")
    TEACHING_MATERIALS = "teaching_materials", _("Books and other teaching materials")
    MEDICAL = "medical", _("Medical treatment")
    MEDICATION = "medication", _("Medicine")
    PSYCHOSOCIAL = "psychosocial", _("Talks and therapy")
    CHILDREN = "children", _("Children: who can care for the child there, and the person's own children")
    PAPERS = "papers", _("Papers")


class Escort(TextChoices):
    """Who goes along."""

    NOT_NEEDED = "not_needed", _("Nobody is needed")
    REPRESENTATIVE = "personal_representative", _("The personal representative of the child")
    CONTACT_PERSON = "contact_person", _("The contact person, or a colleague")
    PLANNER = "planner", _("Somebody from who plans the return")
    MEDICAL = "medical", _("A nurse or a doctor")
    TO_BE_FOUND = "to_be_found", _("Needed, and not found yet")


class MoneyKind(TextChoices):
    """How help that costs money is given."""

    CASH = "cash", _("Money")
    IN_KIND = "in_kind", _("In kind")


class Reached(TextChoices):
    """Whether somebody spoke with the person."""

    YES = "yes", _("Spoke with the person")
    THROUGH_OTHERS = "through_others", _("Heard through who receives the person")
    NOT_REACHED = "not_reached", _("Not reached")
    WISHES_NOT = "wishes_not", _("The person does not wish to be asked any more")


class Status(TextChoices):
    """How it stands in one part of life."""

    GOOD = "good", _("Good")
    SOME = "some", _("So-so")
    BAD = "bad", _("Bad")
    DOES_NOT_APPLY = "does_not_apply", _("Does not apply")
    NOT_KNOWN = "not_known", _("Not known")


class Again(TextChoices):
    """Whether the person was exploited again."""

    NO = "no", _("No sign of it")
    FEARED = "feared", _("Feared")
    YES = "yes", _("Yes")
    NOT_KNOWN = "not_known", _("Not known")


PARTS = (
    ("housing", _("Housing")),
    ("income", _("Income")),
    ("school", _("School or training")),
    ("health", _("Health")),
    ("safety", _("Safety")),
)
"""The parts of life that are asked after, as the columns are called."""
SPOKEN_OF = frozenset({Reached.YES, Reached.THROUGH_OTHERS})
CURRENCIES = (("DKK", "DKK"), ("EUR", "EUR"), ("USD", "USD"), ("GBP", "GBP"))
"""Each of these has a hundred smaller units."""

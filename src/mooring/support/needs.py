"""The parts of life in which a person may need something, and the kinds of help that can be agreed on: codes that can be counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class Domain(models.TextChoices):
    """A part of life that a plan looks at."""

    SAFETY = "safety", _("Safety")
    HEALTH = "health", _("Health of the body")
    PSYCHE = "psyche", _("Health of the mind")
    LEGAL = "legal", _("Law: the crime, the police, a lawyer, compensation")
    RESIDENCE = "residence", _("Residence, and going home or staying")
    ECONOMY = "economy", _("Money, debt and what is owed in wages")
    CHILDREN = "children", _("Children, here or elsewhere")
    EDUCATION = "education", _("Language and education")
    WORK = "work", _("Work")
    NETWORK = "network", _("Family, friends and faith")


class Service(models.TextChoices):
    """A kind of help that was agreed on."""

    HOUSING = "housing", _("A safe place to live")
    SAFETY_PLAN = "safety_plan", _("A safety plan")
    COUNSELLING = "counselling", _("Talks with a social worker")
    DOCTOR = "doctor", _("Doctor or hospital")
    DENTIST = "dentist", _("Dentist")
    PSYCHOLOGIST = "psychologist", _("Psychologist or psychiatrist")
    LAWYER = "lawyer", _("Lawyer or legal advice")
    RESIDENCE_ADVICE = "residence_advice", _("Advice on residence and asylum")
    ALLOWANCE = "allowance", _("Money for food, clothes and daily life")
    CHILDCARE = "childcare", _("Day care or school for children")
    LANGUAGE_COURSE = "language_course", _("Language course")
    TRAINING = "training", _("Training or activities during the day")
    WORK_ADVICE = "work_advice", _("Advice on work and wages")
    FAMILY_CONTACT = "family_contact", _("Contact with family")
    RETURN_ADVICE = "return_advice", _("Advice on a prepared return")
    INTERPRETER = "interpreter", _("Interpreter")


class Assent(models.TextChoices):
    """What the person says to the plan. Not asked yet is an answer, and is shown as one."""

    AGREED = "agreed", _("Agrees")
    IN_PART = "in_part", _("Agrees in part")
    DISAGREED = "disagreed", _("Does not agree")
    NOT_ASKED = "not_asked", _("Not asked yet")


class NeedLevel(models.TextChoices):
    """How great the need is in one part of life, as the person sees it."""

    NONE = "none", _("No need")
    SOME = "some", _("Some need")
    URGENT = "urgent", _("Urgent")
    NOT_ASKED = "not_asked", _("Not asked")


class Risk(models.TextChoices):
    """What may harm the person, as far as it was talked about."""

    FEARS_SOMEBODY = "fears_somebody", _("The person fears somebody")
    WHEREABOUTS_KNOWN = "whereabouts_known", _("Somebody who may harm knows where the person is")
    THREATS_TO_OTHERS = "threats_to_others", _("Threats against family or friends")
    DEBT = "debt", _("Debt, or somebody who says that there is one")
    PAPERS_WITH_OTHERS = "papers_with_others", _("Papers held by somebody else")
    NO_PLACE = "no_place", _("No safe place to sleep")
    ILLNESS = "illness", _("Illness or pain without treatment")
    LIFE = "life", _("Thoughts of not wishing to live")
    SUBSTANCES = "substances", _("Alcohol, drugs or medicine that is hard to be without")
    ALONE = "alone", _("Nobody to turn to")
    LEAVING_SOON = "leaving_soon", _("Has to leave the country soon")


class Protection(models.TextChoices):
    """What holds the person up."""

    SAFE_PLACE = "safe_place", _("A safe place to live")
    TRUSTED_PERSON = "trusted_person", _("Somebody the person trusts")
    FAMILY = "family", _("Family who help")
    OWN_CHILDREN = "own_children", _("Children to live for")
    FAITH = "faith", _("Faith, or a community")
    LANGUAGE = "language", _("Speaks the language here, or another that helps")
    SKILLS = "skills", _("Work and skills")
    HEALTH = "health", _("Good health")
    PLANS = "plans", _("Hopes and plans of the person's own")


class Occasion(models.TextChoices):
    """Why the plan was talked through."""

    FIRST = "first", _("The first time")
    AGREED_DAY = "agreed_day", _("On the day that was agreed")
    PERSON_ASKED = "person_asked", _("The person asked for it")
    SOMETHING_HAPPENED = "something_happened", _("Something happened")


class ExplainedBy(models.TextChoices):
    """Who explained the plan to the person, before the person said what to think of it."""

    WRITER = "writer", _("The officer who writes this")
    COLLEAGUE = "colleague", _("A colleague")
    LAWYER = "lawyer", _("A lawyer or adviser of the person's")
    REPRESENTATIVE = "representative", _("The personal representative of a child")


class Interpreting(models.TextChoices):
    """How the words came across."""

    NOT_NEEDED = "not_needed", _("A language that both speak well")
    IN_PERSON = "in_person", _("An interpreter in the room")
    REMOTE = "remote", _("An interpreter by telephone or video")
    NOT_WISHED = "not_wished", _("Offered, and not wished")
    NOT_FOUND = "not_found", _("Needed, and none was found")


class ChosenBy(models.TextChoices):
    """Whose goal it is. A goal that only the team wishes is not a goal of the plan."""

    PERSON = "person", _("The person")
    TOGETHER = "together", _("The person, from what was suggested")
    REPRESENTATIVE = "representative", _("A child, with the personal representative")


class CopyForm(models.TextChoices):
    """Which copy of the plan the person takes along."""

    FULL = "full", _("The whole plan")
    SAFE = "safe", _("Safe if found")


@dataclass(frozen=True)
class Asked:
    """What was asked at one talk beside the words of the plan: codes, and words that are sealed. All of it may be left out."""

    occasion: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)  # codes of `NeedLevel` by code of `Domain`
    risks: Iterable[str] = ()
    risk_words: str = ""
    protections: Iterable[str] = ()
    protection_words: str = ""
    changes: str = ""
    explained_by: str = ""
    language: str = ""
    interpreting: str = ""

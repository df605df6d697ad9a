"""The parts of life in which a person may need something, and the kinds of help that can be agreed on: codes that can be counted."""

from __future__ import annotations

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

"""What agencies are charged with: the services of the mechanism, the groups they are for, and which group lies within which.

The codes are stored and counted; the words are for pages. A country's directory may use no others.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Service(TextChoices):
    """A service: what a referral asks for, and what a mandate is about."""

    HOTLINE = "hotline", _("Hotline")
    OUTREACH_STREET = "outreach_street", _("Outreach on the street")
    OUTREACH_INDOOR = "outreach_indoor", _("Outreach indoors: massage parlours, escort, advertisements")
    OUTREACH_ONLINE = "outreach_online", _("Outreach through messaging platforms")
    OUTREACH_ASYLUM = "outreach_asylum", _("Outreach in asylum centres")
    OUTREACH_PRISON = "outreach_prison", _("Outreach in prisons and secure institutions")
    OUTREACH_WORK = "outreach_work", _("Outreach at workplaces")
    MEETING_PLACE = "meeting_place", _("Meeting place")
    COUNSELLING = "counselling", _("Counselling and support")
    HEALTH_CARE = "health_care", _("Health care")
    PSYCHOLOGICAL_CARE = "psychological_care", _("Psychological care")
    LEGAL_ADVICE = "legal_advice", _("Legal advice")
    TRAINING_FOR_LIFE = "education", _("School, courses and skills")
    HOUSING = "housing", _("Protected housing")
    CHILD_PROTECTION = "child_protection", _("Protection of children")
    PERSONAL_REPRESENTATIVE = "personal_representative", _("Personal representative of a child")
    ASSESSMENT = "assessment", _("Assessment whether a person is a victim")
    RESIDENCE = "residence", _("Asylum and residence")
    PREPARED_RETURN = "prepared_return", _("Prepared return and reintegration")
    DEPARTURE = "departure", _("Planning of departure")
    POLICE_CONTACT = "police_contact", _("Contact in the police for the national centre and others")
    INVESTIGATION = "investigation", _("Investigation")
    PROSECUTION = "prosecution", _("Prosecution")
    TAX_CONTROL = "tax_control", _("Tax control, and information on money")
    WORKING_CONDITIONS = "working_conditions", _("Working conditions and the labour market")
    COORDINATION = "coordination", _("Coordination of the mechanism")
    POLICY = "policy", _("Government policy")
    INTERNATIONAL = "international", _("International cooperation")
    KNOWLEDGE = "knowledge", _("Knowledge and training of professionals")


# What a person may need. The rest is the work of agencies among themselves.
NEEDS_OF_A_PERSON = (
    Service.COUNSELLING,
    Service.HEALTH_CARE,
    Service.PSYCHOLOGICAL_CARE,
    Service.LEGAL_ADVICE,
    Service.TRAINING_FOR_LIFE,
    Service.HOUSING,
    Service.CHILD_PROTECTION,
    Service.PERSONAL_REPRESENTATIVE,
    Service.ASSESSMENT,
    Service.RESIDENCE,
    Service.PREPARED_RETURN,
    Service.POLICE_CONTACT,
    Service.MEETING_PLACE,
    Service.OUTREACH_PRISON,
    Service.OUTREACH_ASYLUM,
)


class Group(TextChoices):
    """Whom a mandate is for. A mandate that names none is for everybody."""

    ADULTS = "adults", _("Adults")
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    TRANS_PERSONS = "trans_persons", _("Trans persons")
    IN_PROSTITUTION = "in_prostitution", _("Persons in prostitution")
    WOMEN_SEXUAL = "women_sexual", _("Women exploited sexually")
    AFRICAN_WOMEN = "african_women", _("Women from African countries")
    FORCED_LABOUR = "forced_labour", _("Persons exploited in work")
    CHILDREN = "children", _("Children")
    UNACCOMPANIED_CHILDREN = "unaccompanied_children", _("Unaccompanied children")


# Each group, and the wider ones it lies within: what is for women is for women from African countries as well.
LIES_WITHIN: Mapping[str, frozenset[str]] = {
    Group.WOMEN: frozenset({Group.ADULTS}),
    Group.MEN: frozenset({Group.ADULTS}),
    Group.TRANS_PERSONS: frozenset({Group.ADULTS}),
    Group.WOMEN_SEXUAL: frozenset({Group.WOMEN, Group.ADULTS}),
    Group.AFRICAN_WOMEN: frozenset({Group.WOMEN, Group.ADULTS}),
    Group.UNACCOMPANIED_CHILDREN: frozenset({Group.CHILDREN}),
}


def takes_up(groups: tuple[str, ...], group: str) -> bool:
    """Whether a mandate for these groups is for this one: it names it, or a wider one, or nobody in particular."""
    return not groups or group in groups or bool(LIES_WITHIN.get(group, frozenset()) & set(groups))


def service_label(code: str) -> str:
    """The words for a service; a code that is no more in use stands for itself."""
    return str(Service(code).label) if code in Service.values else code


def group_label(code: str) -> str:
    """The words for a target group."""
    return str(Group(code).label) if code in Group.values else code

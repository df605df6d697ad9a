"""The words a house is described with: what it is, whom it takes, what it offers, what it asks of who lives there."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HouseKind(TextChoices):
    """What kind of place it is; by the kind the law says who may live there."""

    CRISIS_CENTRE = "crisis_centre", _("Crisis centre")
    NATIONAL_CRISIS_CENTRE = "national_crisis_centre", _("House of the national organisation of crisis centres")
    WOMENS_CENTRE = "womens_centre", _("Women's centre")
    ASYLUM_CENTRE = "asylum_centre", _("Asylum centre")
    CHILDRENS_CENTRE = "childrens_centre", _("Children's centre")
    COUNCIL_CENTRE = "council_centre", _("Centre of a council")
    PRIVATE_LODGING = "private_lodging", _("Private lodging")
    HOTEL = "hotel", _("Hotel or emergency lodging")
    ALTERNATIVE = "alternative", _("Alternative, made where no house was")


class TargetGroup(TextChoices):
    """Whom a bed is for. Gender is the person's own statement: a trans woman is a woman."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    TRANS = "trans", _("Trans and non-binary persons")
    CHILDREN = "children", _("Children without a grown-up")
    FAMILIES = "families", _("Grown-ups with children")
    ACCESS = "access", _("Persons who need a step-free place")


class SecurityLevel(TextChoices):
    """How well a house is hidden and watched."""

    ORDINARY = "ordinary", _("Ordinary: a locked door")
    STAFFED = "staffed", _("Staff in the house day and night")
    SECRET = "secret", _("Secret address, and staff day and night")


class HouseService(TextChoices):
    """What there is in the house."""

    MEALS = "meals", _("Meals")
    COUNSELLING = "counselling", _("Somebody to talk to")
    CHILDCARE = "childcare", _("Somebody for the children")
    HEALTH = "health", _("Health staff")
    WAY_ALONG = "way_along", _("Somebody who comes along to authorities")
    SCHOOL = "school", _("School or courses")
    TRANSPORT = "transport", _("Fetches from elsewhere")


class HouseRule(TextChoices):
    """What the house asks of everybody who lives there."""

    NO_VISITORS = "no_visitors", _("No visitors in the house")
    HOME_AT_NIGHT = "home_at_night", _("At home at night, or the house is told")
    NO_ADDRESS_TOLD = "no_address_told", _("Nobody is told the address")
    PHONE_CHECKED = "phone_checked", _("Location sharing of telephones is switched off")
    NO_ALCOHOL = "no_alcohol", _("No alcohol or drugs in the house")
    NO_SMOKING = "no_smoking", _("No smoking indoors")
    NO_ANIMALS = "no_animals", _("No animals")


class UnitKind(TextChoices):
    """What a unit is: the beds in it belong together."""

    SINGLE_ROOM = "single_room", _("Room for one")
    SHARED_ROOM = "shared_room", _("Shared room")
    FAMILY_ROOM = "family_room", _("Family room")
    FLAT = "flat", _("Flat")


class BedKind(TextChoices):
    """What a bed is."""

    BED = "bed", _("Bed")
    COT = "cot", _("Cot")
    EXTRA = "extra", _("Extra bed")


class OutOfUse(TextChoices):
    """Why nobody can sleep in a bed."""

    REPAIR = "repair", _("Being repaired")
    NO_STAFF = "no_staff", _("Too few staff")
    OTHERS = "others", _("Used by persons outside the mechanism")
    REMOVED = "removed", _("There is no such bed any more")


class Payer(TextChoices):
    """Who pays for the nights."""

    IMMIGRATION_SERVICE = "immigration_service", _("Immigration service")
    MUNICIPALITY = "municipality", _("Municipality")
    NATIONAL_CENTRE = "national_centre", _("National centre")
    REGION = "region", _("Region")
    HOUSE = "house", _("The house itself")
    OTHER = "other", _("Somebody else")
    NOT_SETTLED = "not_settled", _("Not settled yet")

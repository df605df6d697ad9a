"""A house: where people live, as the placing desks see it in codes, and where it stands, sealed with a key of the house's own."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import FactQuerySet
from mooring.casework.models.in_turn import SupersededInTurn
from mooring.housing.house_codes import HouseKind, HouseRule, HouseService, SecurityLevel, TargetGroup
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key


class HouseQuerySet(models.QuerySet["House"]):
    def with_cards(self) -> Self:
        """The houses with their standing cards, in two queries."""
        standing = HouseCard.objects.standing()
        found = self.select_related("desk__agency")
        return found.prefetch_related(models.Prefetch("cards", standing, to_attr="standing_cards"))


class House(models.Model):
    """A place where people live: a crisis centre, an asylum centre, a room rented tonight. Kept by one desk."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    desk = models.ForeignKey(
        Desk, on_delete=models.PROTECT, related_name="houses", help_text=gettext_lazy("The desk that keeps the house.")
    )
    kind = models.CharField(max_length=24, choices=HouseKind)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = HouseQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def card(self) -> HouseCard:
        """The house as it is described now."""
        if not hasattr(self, "standing_cards"):
            self.standing_cards = list(HouseCard.objects.standing().filter(house=self))
        card: HouseCard = self.standing_cards[0]
        return card

    def look_again(self) -> HouseCard:
        """The card as it stands now, asked anew."""
        self.__dict__.pop("standing_cards", None)
        return self.card

    @property
    def in_words(self) -> str:
        """What a case team calls it: its kind and its region, and what it is called if there are several."""
        card = self.card
        words = [str(self.get_kind_display()), card.region_name]
        return " · ".join([*words, card.called] if card.called else words)

    def is_kept_by(self, officer: Officer) -> bool:
        """Whether an officer serves at the desk that keeps the house."""
        return self.desk_id in [desk.pk for desk in officer.desks()]

    def may_be_edited_by(self, officer: Officer) -> bool:
        """Whether an officer serves at its desk, at its agency as a shelter worker, or coordinates."""
        agency = self.desk.agency_id
        return self.is_kept_by(officer) or any(
            posting.role == "centre_coordinator"
            or (posting.role == "shelter_worker" and posting.desk.agency_id == agency)
            for posting in officer.running_postings()
        )

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Kept by its own desk, by shelter workers of its agency and by who coordinates; to others it is no house of theirs."""
        if self.may_be_edited_by(officer):
            return None
        return Refusal(Why.UNSEEN, verb, _("There is no such house."))

    @property
    def address(self) -> str:
        """Where it stands; empty where that is not open to who asks, or was never entered."""
        standing = HouseAddress.objects.standing().filter(house=self).first()
        if standing is None:
            return ""
        try:
            return keys.unseal(keys.data_key(self.pk), bytes(standing.address_sealed), standing.place).decode()
        except CannotOpen:
            return ""


class OfAHouse(SupersededInTurn):
    """Something about a house: appended, superseded by a later one, never overwritten."""

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class HouseCard(OfAHouse):
    """What a house is for and what it offers, in codes that every placing desk may see. Never where it stands."""

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="cards")
    called = models.CharField(
        max_length=60, blank=True, help_text=gettext_lazy("To tell several apart; never a street or a town.")
    )
    region = models.CharField(max_length=12, help_text=gettext_lazy("A code of the country pack."))
    groups = ArrayField(models.CharField(max_length=12, choices=TargetGroup), default=list)
    services = ArrayField(models.CharField(max_length=16, choices=HouseService), default=list, blank=True)
    rules = ArrayField(models.CharField(max_length=20, choices=HouseRule), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    security = models.CharField(max_length=12, choices=SecurityLevel, default=SecurityLevel.ORDINARY)
    telephone = models.CharField(
        max_length=24, blank=True, help_text=gettext_lazy("Answered by the house; never a private number.")
    )
    takes_new = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house"], condition=Q(superseded_by=None), name="one_standing_house_card")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def region_name(self) -> str:
        return region_name(self.region)

    @property
    def groups_in_words(self) -> list[Any]:
        return [TargetGroup(code).label for code in self.groups]


class HouseAddress(OfAHouse):
    """Where a house stands, sealed with the key of the house."""

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="addresses")
    address_sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = "house addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["house"], condition=Q(superseded_by=None), name="one_standing_house_address"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def place(self) -> str:
        """Where the sealed value lies: the associated data of its sealing."""
        return f"{self._meta.db_table}.address_sealed:{self.pk}"


class OpeningPeriod(OfAHouse):
    """Days between which a house is open. A house without any is open the whole year. Struck = superseded by a struck one."""

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="openings")
    opens_on = models.DateField()
    closes_on = models.DateField(
        null=True, blank=True, help_text=gettext_lazy("The last day; empty: until further notice.")
    )
    struck = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")), name="a_house_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ContractQuerySet(FactQuerySet):
    def on(self, day: date) -> Self:
        """The contracts that hold on a day."""
        found: Self = self.standing().filter(Q(until=None) | Q(until__gte=day), since__lte=day)
        return found


class HouseContract(OfAHouse):
    """What a night in a bed costs, from a day on, in the smallest unit of the country's money."""

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="contracts")
    since = models.DateField()
    until = models.DateField(
        null=True, blank=True, help_text=gettext_lazy("The last day; empty: until further notice.")
    )
    night_minor = models.PositiveIntegerField(help_text=gettext_lazy("A night in a bed, in the smallest unit."))
    currency = models.CharField(max_length=3)
    warn_days = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        help_text=gettext_lazy("How many days before the paid nights run out somebody is told; empty: as usual."),
    )

    objects = ContractQuerySet.as_manager()  # type: ignore[misc]  # the stubs see a narrower manager as an instance attribute

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_contract_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["house", "since"], condition=Q(superseded_by=None), name="one_standing_contract_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


def region_name(code: str) -> str:
    """A region of the country in words; the code itself when no pack of this installation knows it."""
    return _(settings.MOORING_COUNTRY.regions.get(code, code))

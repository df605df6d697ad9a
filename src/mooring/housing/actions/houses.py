"""A house is entered, described anew, opened and closed by the calendar, priced; and one is made tonight where none was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import anew, take_the_place
from mooring.housing.cost import own_currency
from mooring.housing.house_codes import (
    HouseKind,
    HouseRule,
    HouseService,
    SecurityLevel,
    TargetGroup,
    UnitKind,
)
from mooring.housing.models import Bed, House, HouseAddress, HouseCard, HouseContract, OpeningPeriod, Unit, UnitCard
from mooring.safeguards import clock, keys
from mooring.safeguards.deeds import deed
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Desk, Officer


@deed("house.enter")
def enter_house(
    *,
    by: Officer,
    desk: Desk,
    kind: str,
    region: str,
    groups: Iterable[str],
    address: str = "",
    called: str = "",
    services: Iterable[str] = (),
    rules: Iterable[str] = (),
    languages: Iterable[str] = (),
    security: str = SecurityLevel.ORDINARY,
    telephone: str = "",
) -> House:
    """Enter a house that a desk keeps. The address is sealed with a key of the house's own, and opens to that desk."""
    return _entered(
        "house.enter",
        by,
        desk,
        kind,
        address,
        _card(by, called, region, groups, services, rules, languages, security, telephone),
    )


@deed("house.improvise")
def make_alternative(
    *,
    by: Officer,
    desk: Desk,
    region: str,
    groups: Iterable[str],
    beds: int,
    address: str = "",
    telephone: str = "",
    opens_on: date | None = None,
    closes_on: date | None = None,
    night_minor: int | None = None,
) -> House:
    """Make an alternative tonight, where there is no place for somebody: rooms for `beds` persons, kept by a desk of one's own."""
    verb = "house.improvise"
    if not 1 <= beds <= 20:
        raise house_rule(verb, by, None, _("Say for how many persons."), _("Between 1 and 20."))
    if closes_on is not None and closes_on < (opens_on or clock.today()):
        raise house_rule(verb, by, None, _("It would close before it opens."), _("Correct the days."))
    card = _card(by, "", region, groups, (), (), (), SecurityLevel.ORDINARY, telephone)
    house = _entered(verb, by, desk, HouseKind.ALTERNATIVE, address, card)
    for number in range(1, beds + 1):
        unit = Unit(house=house, recorded_by=by)
        unit.save(force_insert=True)
        UnitCard(
            unit=unit, called=_("Room %(number)s") % {"number": number}, kind=UnitKind.SINGLE_ROOM, recorded_by=by
        ).save(force_insert=True)
        Bed(unit=unit, house=house, called="1", recorded_by=by).save(force_insert=True)
    if opens_on or closes_on:
        OpeningPeriod(house=house, opens_on=opens_on or clock.today(), closes_on=closes_on, recorded_by=by).save(
            force_insert=True
        )
    if night_minor is not None:
        _priced(verb, by, house, opens_on or clock.today(), None, night_minor)
    return house


@deed("house.keep", on="house")
def change_house(
    *,
    by: Officer,
    house: House,
    region: str,
    groups: Iterable[str],
    called: str = "",
    services: Iterable[str] = (),
    rules: Iterable[str] = (),
    languages: Iterable[str] = (),
    security: str = SecurityLevel.ORDINARY,
    telephone: str = "",
    takes_new: bool = True,
) -> HouseCard:
    """Describe a house as it is from now on. What it was before stays on record."""
    card = _card(by, called, region, groups, services, rules, languages, security, telephone)
    card.house, card.takes_new = house, takes_new
    house.look_again().supersede(card)
    house.look_again()
    return card


@deed("house.tell_address", on="house")
def tell_address(*, by: Officer, house: House, address: str) -> HouseAddress:
    """Enter where a house stands. For the desk that keeps it: to others the key of the house does not open."""
    verb = "house.tell_address"
    if not address.strip():
        raise house_rule(verb, by, None, _("No address was written."), _("Write it, or leave the house as it is."))
    try:
        ring = keys.data_key(house.pk)
    except CannotOpen:
        raise house_rule(
            verb,
            by,
            None,
            _("The address of a house is known to the desk that keeps it, and to nobody else."),
            _("Ask that desk to enter it."),
        ) from None
    row = _sealed(house, ring, address, by)
    take_the_place(HouseAddress.objects.standing().filter(house=house).first(), row)
    return row


@deed("house.open", on="house")
def open_between(*, by: Officer, house: House, opens_on: date, closes_on: date | None = None) -> OpeningPeriod:
    """Say between which days a house is open. A house with no such days is open the whole year."""
    if closes_on is not None and closes_on < opens_on:
        raise house_rule("house.open", by, None, _("It would close before it opens."), _("Correct the days."))
    period = OpeningPeriod(house=house, opens_on=opens_on, closes_on=closes_on, recorded_by=by)
    period.save(force_insert=True)
    return period


@deed("house.strike_opening", on="house")
def strike_opening(*, by: Officer, house: House, period: OpeningPeriod) -> OpeningPeriod:
    """Strike days of opening that no longer hold."""
    of_the_house = OpeningPeriod.objects.get(pk=period.pk, house=house)
    struck = anew(of_the_house, by, struck=True)
    of_the_house.supersede(struck)
    return struck


@deed("house.price", on="house")
def agree_price(
    *,
    by: Officer,
    house: House,
    since: date,
    night_minor: int,
    until: date | None = None,
    currency: str = "",
    warn_days: Iterable[int] = (),
) -> HouseContract:
    """Enter what a night in a bed costs from a day on, in the smallest unit of the money. From one day on one price holds.

    `warn_days`: how many days before the paid nights of a stay run out somebody is told; none: as usual.
    """
    return _priced("house.price", by, house, since, until, night_minor, currency, sorted(set(warn_days), reverse=True))


def _priced(
    verb: str,
    by: Officer,
    house: House,
    since: date,
    until: date | None,
    night_minor: int,
    currency: str = "",
    warn_days: Sequence[int] = (),
) -> HouseContract:
    if night_minor < 0 or (until is not None and until < since):
        raise house_rule(verb, by, None, _("The price or its days cannot be right."), _("Correct them."))
    price = HouseContract(
        house=house,
        since=since,
        until=until,
        night_minor=night_minor,
        currency=currency or own_currency(),
        warn_days=list(warn_days),
        recorded_by=by,
    )
    take_the_place(HouseContract.objects.standing().filter(house=house, since=since).first(), price)
    return price


def _entered(verb: str, by: Officer, desk: Desk, kind: str, address: str, card: HouseCard) -> House:
    house = House(desk=desk, kind=kind, recorded_by=by)
    if kind not in HouseKind.values or not house.may_be_edited_by(by):
        raise house_rule(
            verb,
            by,
            None,
            _("This desk is not one of yours, or there is no such kind of house."),
            _("Choose a desk at which you serve."),
        )
    row, ring = keys.new_data_key(house.pk)
    house.save(force_insert=True)
    row.save(force_insert=True)
    card.house = house
    card.save(force_insert=True)
    if address.strip():
        _sealed(house, ring, address, by).save(force_insert=True)
    return house


def _sealed(house: House, ring: keys.Keyring, address: str, by: Officer) -> HouseAddress:
    row = HouseAddress(house=house, recorded_by=by)
    row.address_sealed = keys.seal(ring, address.strip().encode(), row.place)
    return row


def _card(
    by: Officer,
    called: str,
    region: str,
    groups: Iterable[str],
    services: Iterable[str],
    rules: Iterable[str],
    languages: Iterable[str],
    security: str,
    telephone: str,
) -> HouseCard:
    chosen = [group for group in TargetGroup.values if group in set(groups)]
    if not chosen or region not in settings.MOORING_COUNTRY.regions:
        raise house_rule(
            "house.keep",
            by,
            None,
            _("Whom the house is for, or its region, is missing."),
            _("Choose both from the lists."),
        )
    return HouseCard(
        called=called.strip(),
        region=region,
        groups=chosen,
        services=[code for code in HouseService.values if code in set(services)],
        rules=[code for code in HouseRule.values if code in set(rules)],
        languages=list(dict.fromkeys(languages)),
        security=SecurityLevel(security),
        telephone=telephone.strip(),
        recorded_by=by,
    )

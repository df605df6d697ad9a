"""Every house, ranked for one person with its reasons, those passed over too. A person chooses and asks; nothing is placed by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mooring.casework.house_rule import house_rule
from mooring.casework.known import known
from mooring.casework.models import Case
from mooring.housing import eligibility
from mooring.housing.actions import stays
from mooring.housing.eligibility import Asked
from mooring.housing.free_beds import HouseTonight, tonight
from mooring.housing.house_codes import HouseKind
from mooring.housing.household import needs_of
from mooring.housing.models import Bed, House, OpeningPeriod, PlaceNeeds, SafetyZone, Stay
from mooring.housing.suitability import FreeBed, Person, Place, Suited, Weight, suited
from mooring.housing.target_groups import groups_of, takes
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference


@dataclass(frozen=True)
class Ranked:
    """One house on the list: the answer of the law, what suits and what does not, and the beds that would take the person."""

    house: House
    finding: Finding | None
    suited: Suited
    beds: tuple[Bed, ...]

    @property
    def named(self) -> str:
        return reference("house", self.house.pk)

    @property
    def groups(self) -> list[tuple[str, list[object]]]:
        """The reasons as a page shows them: what rules it out, what to ask, what speaks against, what speaks for."""
        order = (Weight.STOPS, Weight.ASK, Weight.AGAINST, Weight.FOR)
        found = [(weight.value, [why.words for why in self.suited.of(weight)]) for weight in order]
        return [(weight, words) for weight, words in found if words]


@dataclass(frozen=True)
class Placing:
    """All that is known for finding a place: what the law was asked upon, the person, and every house in order."""

    asked: Asked
    person: Person
    needs: PlaceNeeds | None
    possible: tuple[Ranked, ...]
    passed_over: tuple[Ranked, ...]

    def house(self, key: int) -> Ranked | None:
        """One house of the list."""
        return next((one for one in (*self.possible, *self.passed_over) if one.house.pk == key), None)


def placing(case: Case) -> Placing:
    """Rank every house for the person of a case. Wants an officer in charge who reads the plan of the case.

    Whoever must be kept apart from somebody gets the same answer for every house: to ask it. Another answer for one house would
    tell where the other lives.
    """
    asked = eligibility.asked_of(case)
    needs = needs_of(case)
    person = person_of(case, asked, needs)
    today = clock.today()
    findings: dict[str, Finding | None] = {}
    closed = _closed_houses()
    ranked = []
    for entry in tonight():
        kind = entry.house.kind
        if kind not in findings:
            findings[kind] = eligibility.eligible(asked, kind)
        place = _place(entry, today, closed)
        answer = suited(person, place, today, of_the_law=[eligibility.as_reason(findings[kind])])
        free = (one.bed for one in entry.beds if person.children or not one.bed.is_a_cot)
        fitting = tuple(bed for bed in free if takes(bed.is_for, person.groups))
        ranked.append(Ranked(entry.house, findings[kind], answer, fitting))
    ranked.sort(key=lambda one: (*one.suited.place_in_order, -len(one.beds), one.house.in_words, one.house.pk))
    return Placing(
        asked,
        person,
        needs,
        tuple(one for one in ranked if one.suited.is_possible),
        tuple(one for one in ranked if not one.suited.is_possible),
    )


def person_of(case: Case, asked: Asked, needs: PlaceNeeds | None) -> Person:
    """The person as far as a place is concerned, by the person's own statement of gender."""
    spoken = known(case, "languages")
    zones = SafetyZone.objects.standing().filter(case=case, ended=False)
    children = needs.children if needs else 0
    return Person(
        groups=groups_of(
            None if asked.gender == eligibility.NOT_KNOWN else asked.gender,
            child=bool(asked.child),
            with_children=children > 0,
            step_free=bool(needs and needs.step_free),
        ),
        languages=tuple(spoken) if isinstance(spoken, list | tuple) else (),
        children=children,
        beside=needs.beside if needs else 0,
        security=needs.security if needs else Person.security,
        region=needs.region if needs else "",
        avoid=frozenset(code for zone in zones for code in zone.regions),
        kept_apart=is_kept_apart(case),
    )


def is_kept_apart(case: Case) -> bool:
    """Whether the person must be kept apart from somebody, on whichever side it was said; never from whom."""
    return _asked("mooring_is_kept_apart", case.pk)


def stay_is_kept_apart(stay: Stay) -> bool:
    """For the desk of the house: whether somebody there and whoever comes must be kept apart; never who."""
    return _asked("mooring_stay_is_kept_apart", stay.pk)


def choose(
    *,
    by: Officer,
    case: Case,
    house: House,
    bed: Bed,
    begins: date | None = None,
    ends: date | None = None,
    children_beds: Sequence[Bed] = (),
) -> Stay:
    """Ask the house that a person chose, with a bed for each child who needs one.

    Raises `NotProvidedFor` when the law rules it out, `Refused` when it does not suit."""
    with acting_as(by):
        found = placing(case)
        one = found.house(house.pk)
        if one is None:
            raise house_rule("stay.offer", by, case, _("There is no such house."), _("Choose one on the list."))
        if one.finding is not None:
            one.finding.or_refuse()
        stops = [why for why in one.suited.reasons if why.weight == Weight.STOPS]
        if stops:
            raise house_rule("stay.offer", by, case, str(stops[0].words), _("Choose another house on the list."))
        wanted = found.person.beds - 1
        if len(children_beds) != wanted:
            told = ngettext(
                "Choose %(number)s bed for the children.", "Choose %(number)s beds for the children.", wanted
            )
            instead = _("Note first how many children come along, and who sleeps beside the person.")
            raise house_rule("stay.offer", by, case, told % {"number": wanted}, instead)
        return stays.offer(
            by=by,
            case=case,
            bed=bed,
            begins=begins,
            ends=ends,
            groups=found.person.groups,
            children_beds=children_beds,
            children=found.person.children,
        )


def _place(entry: HouseTonight, today: date, closed: frozenset[int]) -> Place:
    card = entry.house.card
    periods = list(OpeningPeriod.objects.standing().filter(house=entry.house, struck=False))
    running = [one for one in periods if one.opens_on <= today and (one.closes_on is None or one.closes_on >= today)]
    ends = [one.closes_on for one in running if one.closes_on is not None]
    return Place(
        region=card.region,
        free=tuple(FreeBed(one.bed.unit_id, tuple(one.bed.is_for), one.bed.is_a_cot) for one in entry.beds),
        languages=tuple(card.languages),
        services=tuple(card.services),
        security=card.security,
        takes_new=card.takes_new and entry.house.pk not in closed,
        is_open=not periods or bool(running),
        open_until=max(ends) if ends and len(ends) == len(running) else None,
    )


def _closed_houses() -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute("select id from housing_house where mooring_house_is_closed(id)")
        return frozenset(key for (key,) in cursor.fetchall())


def _asked(function: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [key])
        return bool(cursor.fetchone()[0])


def instead_in_words(kinds: Iterable[str]) -> list[str]:
    """Kinds of houses in words, for what else may be offered."""
    return [str(HouseKind(kind).label) for kind in kinds if kind in HouseKind.values]

"""The published lists of indicators: what to look for, who published it, and how strongly it speaks.

The lists are data, one folder for each list and version under `lists/`: `list.toml` says where it comes from,
`indicators.csv` holds the indicators. A code, once given, keeps its meaning in every later version of its list.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mooring.screening.reasons import N_, Named

LISTS = Path(__file__).parent / "lists"
EVERY_LANGUAGE = ("en", "da")


class Dimension(Named):
    """The six sides of trafficking that the operational indicators are grouped under, in their published order."""

    DECEPTIVE_RECRUITMENT = "deceptive_recruitment", N_("deceptive recruitment")
    COERCIVE_RECRUITMENT = "coercive_recruitment", N_("coercive recruitment")
    VULNERABILITY_AT_RECRUITMENT = "recruitment_by_abuse_of_vulnerability", N_("recruitment by abuse of vulnerability")
    EXPLOITATION = "exploitation", N_("exploitation")
    COERCION_AT_DESTINATION = "coercion_at_destination", N_("coercion at destination")
    VULNERABILITY_AT_DESTINATION = (
        "abuse_of_vulnerability_at_destination",
        N_("abuse of vulnerability at destination"),
    )


class Weight(Named):
    """How strongly a published list lets one indicator speak."""

    STRONG = "strong", N_("strong")
    MEDIUM = "medium", N_("medium")
    WEAK = "weak", N_("weak")


class Profile(Named):
    """Whose situation is looked at: an adult's or a child's, and in which form of exploitation.

    A person whose age is in doubt is presumed a child by law; whoever asks chooses the profile accordingly.
    """

    ADULT_LABOUR = "adult_labour", N_("adult, labour exploitation")
    CHILD_LABOUR = "child_labour", N_("child, labour exploitation")
    ADULT_SEXUAL = "adult_sexual", N_("adult, sexual exploitation")
    CHILD_SEXUAL = "child_sexual", N_("child, sexual exploitation")

    @property
    def is_child(self) -> bool:
        """Whether the profile is that of a child."""
        return self in (Profile.CHILD_LABOUR, Profile.CHILD_SEXUAL)


class UnknownIndicatorError(LookupError):
    """An indicator, list or version was asked for that is in none of the published lists."""


class BrokenListError(ValueError):
    """A list's files contradict themselves; the message names the list and the line."""


@dataclass(frozen=True, eq=False, slots=True)
class Indicator:
    """One sign that a published list names, with its strength for each profile where the list gives one.

    `dimension` is none where the list has no dimensions. `strengths` lacks a profile for which the list does not give
    the indicator a strength. `related` are codes of another list that it touches; for reading only, never counted.
    """

    code: str
    list_code: str
    list_version: str
    dimension: Dimension | None
    texts: Mapping[str, str]
    strengths: Mapping[Profile, Weight]
    related: tuple[str, ...]

    def text(self, language: str = "en") -> str:
        """The indicator in words, in `language` (such as `da` or `en-gb`), in English where the list lacks it."""
        return _in_language(self.texts, language)

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, eq=False, slots=True)
class IndicatorList:
    """One published list in one version: where it comes from, whom it is for, and its indicators in order.

    `published` is a year, a month or empty where the source bears no date. `exploitation` is labour, sexual or any.
    `confirmed` is false while the content was not compared with the publication itself; pages show that.
    `empty_because` says, by language, why a list has no indicators.
    """

    code: str
    version: str
    titles: Mapping[str, str]
    published: str
    source: str
    url: str
    licence: str
    attribution: str
    languages: tuple[str, ...]
    translation_checked: Mapping[str, bool]
    for_whom: tuple[str, ...]
    exploitation: str
    gives_strengths: bool
    confirmed: bool
    note: str
    empty_because: Mapping[str, str]
    indicators: tuple[Indicator, ...]

    def title(self, language: str = "en") -> str:
        """The list's name in `language`, in English where it has none."""
        return _in_language(self.titles, language)

    def why_empty(self, language: str = "en") -> str:
        """Why the list has no indicators; empty text where it has some."""
        return _in_language(self.empty_because, language) if self.empty_because else ""

    def in_dimension(self, dimension: Dimension) -> tuple[Indicator, ...]:
        """The indicators of one dimension, in published order."""
        return tuple(one for one in self.indicators if one.dimension is dimension)

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


@cache
def all_lists() -> tuple[IndicatorList, ...]:
    """Every published list in every version, by code and then oldest version first.

    Raises `BrokenListError` when a list contradicts itself or two lists give one code two meanings.
    """
    lists = tuple(
        _read(folder) for folder in sorted(LISTS.glob("*/*"), key=_by_version) if (folder / "list.toml").is_file()
    )
    owners: dict[str, str] = {}
    for one in lists:
        for indicator in one.indicators:
            if owners.setdefault(indicator.code, one.code) != one.code:
                raise BrokenListError(f"{indicator.code} stands in both {owners[indicator.code]} and {one.code}.")
    return lists


def current_lists(*, child: bool | None = None, exploitation: str | None = None) -> tuple[IndicatorList, ...]:
    """The newest version of each list that fits a person: child or adult, and a form of exploitation where known."""
    newest = {one.code: one for one in all_lists()}
    whom = None if child is None else ("child" if child else "adult")
    return tuple(
        one
        for one in newest.values()
        if whom in (None, *one.for_whom) and (exploitation is None or one.exploitation in (exploitation, "any"))
    )


def indicator_list(code: str, version: str | None = None) -> IndicatorList:
    """One list, in its newest version unless another is named. Raises `UnknownIndicatorError`."""
    found = [one for one in all_lists() if one.code == code and version in (None, one.version)]
    if not found:
        raise UnknownIndicatorError(
            f"There is no list {code!r} in version {version or 'any'!r}. Choose one of all_lists()."
        )
    return found[-1]


def indicator(code: str) -> Indicator:
    """The indicator with this code, as the newest version of its list has it. Raises `UnknownIndicatorError`."""
    try:
        return _by_code()[code]
    except KeyError:
        raise UnknownIndicatorError(
            f"No published list has an indicator {code!r}. Choose one of all_lists()."
        ) from None


@cache
def _by_code() -> dict[str, Indicator]:
    return {indicator.code: indicator for one in all_lists() for indicator in one.indicators}


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get(language.split("-")[0]) or texts["en"]


def _by_version(folder: Path) -> tuple[str, str, int]:
    # Edition by edition, and within an edition by number: 2009-10 comes after 2009-9.
    edition, _, number = folder.name.rpartition("-")
    if not number.isdigit():
        raise BrokenListError(f"{folder.parent.name}/{folder.name}: a version is an edition, a hyphen and a number.")
    return folder.parent.name, edition, int(number)


def _read(folder: Path) -> IndicatorList:
    facts = tomllib.loads((folder / "list.toml").read_text(encoding="utf-8"))
    where = f"{facts['code']} {facts['version']}"
    if (facts["code"], facts["version"]) != (folder.parent.name, folder.name):
        raise BrokenListError(f"{where} lies in the folder {folder.parent.name}/{folder.name}.")
    indicators = tuple(_rows(folder / "indicators.csv", facts, where))
    counted = {
        side.value: count for side in Dimension if (count := sum(1 for one in indicators if one.dimension is side))
    }
    if counted != facts["counts"]:
        raise BrokenListError(f"{where} counts {counted} where list.toml says {facts['counts']}.")
    if bool(indicators) == ("empty_because" in facts):
        raise BrokenListError(f"{where} must have either indicators or a reason to have none.")
    return IndicatorList(
        code=facts["code"],
        version=facts["version"],
        titles=MappingProxyType(facts["title"]),
        published=facts["published"],
        source=facts["source"],
        url=facts["url"],
        licence=facts["licence"],
        attribution=facts["attribution"],
        languages=tuple(facts["languages"]),
        translation_checked=MappingProxyType({name: about["checked"] for name, about in facts["translation"].items()}),
        for_whom=tuple(facts["for_whom"]),
        exploitation=facts["exploitation"],
        gives_strengths=facts["gives_strengths"],
        confirmed=facts["confirmed"],
        note=facts["note"].strip(),
        empty_because=MappingProxyType(facts.get("empty_because", {})),
        indicators=indicators,
    )


def _rows(path: Path, facts: Mapping[str, object], where: str) -> list[Indicator]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    found: dict[str, Indicator] = {}
    for row in rows:
        code = row["code"]
        if None in row or None in row.values() or code in found:
            raise BrokenListError(f"{where}, {code}: stands there twice, or its columns are shifted.")
        try:
            found[code] = _indicator(row, facts)
        except ValueError as wrong:
            raise BrokenListError(f"{where}, {code}: {wrong}") from wrong
    return list(found.values())


def _indicator(row: Mapping[str, str], facts: Mapping[str, object]) -> Indicator:
    texts = {name: row[f"text_{name}"] for name in EVERY_LANGUAGE}
    strengths = {profile: Weight.of(value) for profile in Profile if (value := row.get(profile.value))}
    if not all(texts.values()):
        raise ValueError("lacks a text in one of the languages.")
    if bool(strengths) != facts["gives_strengths"]:
        raise ValueError("has strengths although the list gives none, or the other way round.")
    return Indicator(
        code=row["code"],
        list_code=str(facts["code"]),
        list_version=str(facts["version"]),
        dimension=Dimension.of(row["dimension"]) if row["dimension"] else None,
        texts=MappingProxyType(texts),
        strengths=MappingProxyType(strengths),
        related=tuple(row["related"].split()),
    )

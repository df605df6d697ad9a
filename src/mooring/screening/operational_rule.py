"""What the published rule of the operational indicators makes of what was observed. It gives reasons; a person decides.

Source: ILO and European Commission, Operational indicators of trafficking in human beings, 2009, after a secondary
account that was not compared with the publication. Forms of exploitation other than labour are not scored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from types import MappingProxyType
from typing import Final

from mooring.screening.combinations import combine
from mooring.screening.indicators import (
    Dimension,
    Indicator,
    IndicatorList,
    Profile,
    UnknownIndicatorError,
    Weight,
    all_lists,
    indicator_list,
)
from mooring.screening.reasons import N_, because
from mooring.screening.strength import DimensionResult, NotScored, SetAside, Strength

RULE: Final = "ilo-ec-2009"

SCORED_BY: Final = MappingProxyType({Profile.ADULT_LABOUR: "ilo-labour", Profile.CHILD_LABOUR: "ilo-labour"})

# Empty on purpose: the strengths for sexual exploitation were not obtained, and those for labour must not stand in.
NOT_OBTAINED: Final = frozenset({Profile.ADULT_SEXUAL, Profile.CHILD_SEXUAL})


def weigh(evidence: Collection[str], profile: Profile, *, version: str | None = None) -> Strength | NotScored:
    """Apply the published rule to the codes of the indicators that were observed.

    Codes of other lists may stand among the evidence: they are set aside with the reason, never counted. `version` is
    that of the operational list, the newest without it. Returns `NotScored` where there is no rule to apply: sexual
    exploitation, nothing observed, or nothing observed that has a strength. Raises `UnknownIndicatorError`.
    """
    if profile in NOT_OBTAINED:
        return NotScored(profile, STRENGTHS_NOT_OBTAINED)
    observed = _look_up(frozenset(evidence), listed := indicator_list(SCORED_BY[profile], version))
    if not observed:
        return NotScored(profile, NOTHING_RECORDED)
    counted = [one for one in observed if _counts(one, profile, listed)]
    if not counted:
        return NotScored(profile, NO_STRENGTHS)
    dimensions = tuple(_weigh_dimension(side, counted, profile) for side in Dimension)
    combination, reasons = combine(
        frozenset(one.dimension for one in dimensions if one.positive), is_child=profile.is_child
    )
    return Strength(
        profile=profile,
        list_code=listed.code,
        list_version=listed.version,
        rule=RULE,
        dimensions=dimensions,
        combination=combination,
        because=reasons,
        set_aside=tuple(_set_aside(one, profile, listed) for one in observed if one not in counted),
        cautions=(A_PERSON_DECIDES,) if listed.confirmed else (A_PERSON_DECIDES, SECONDARY_SOURCE),
    )


def clause_met(strong: int, medium: int, weak: int) -> str | None:
    """Which clause of the published rule makes a dimension positive, the first in published order; none if no clause.

    Clauses: `two_strong`; `one_strong_and_another` (medium or weak); `three_medium`; `two_medium_and_a_weak`.
    """
    if strong >= 2:
        return "two_strong"
    if strong >= 1 and medium + weak >= 1:
        return "one_strong_and_another"
    if medium >= 3:
        return "three_medium"
    if medium >= 2 and weak >= 1:
        return "two_medium_and_a_weak"
    return None


CLAUSES: Final = MappingProxyType(
    {
        "two_strong": N_(
            "The published rule would call {dimension} positive: at least two strong indicators are recorded."
        ),
        "one_strong_and_another": N_(
            "The published rule would call {dimension} positive: one strong indicator is recorded together with "
            "at least one that is medium or weak."
        ),
        "three_medium": N_(
            "The published rule would call {dimension} positive: at least three medium indicators are recorded."
        ),
        "two_medium_and_a_weak": N_(
            "The published rule would call {dimension} positive: two medium indicators are recorded together with "
            "at least one that is weak."
        ),
    }
)

MISSING: Final = MappingProxyType(
    {
        "nothing_recorded": N_(
            "Nothing that counts is recorded under {dimension}. That does not mean that nothing happened."
        ),
        "one_strong_alone": N_(
            "One strong indicator alone does not make {dimension} positive under the published rule; it asks for "
            "one more, of any strength."
        ),
        "two_medium_alone": N_(
            "Two medium indicators alone do not make {dimension} positive under the published rule; it asks for "
            "one more, of any strength."
        ),
        "one_medium_with_weak": N_(
            "One medium indicator with weak ones does not make {dimension} positive under the published rule; it "
            "asks for one more that is strong or medium."
        ),
        "one_medium_alone": N_(
            "One medium indicator alone does not make {dimension} positive under the published rule; it asks for "
            "a strong one as well, or for two more of which at least one is medium."
        ),
        "weak_only": N_(
            "Weak indicators alone, however many, never make {dimension} positive under the published rule; it "
            "asks for a strong one as well, or for two medium ones."
        ),
    }
)

STRENGTHS_NOT_OBTAINED: Final = because(
    "not_scored.strengths_not_obtained",
    N_(
        "Indicators of sexual exploitation are not scored: the published strengths have not been obtained, and those "
        "for labour exploitation differ and must not be used in their place. Read the observations themselves."
    ),
)
NOTHING_RECORDED: Final = because(
    "not_scored.nothing_recorded",
    N_("No indicator is recorded yet. That does not mean that there is none."),
)
NO_STRENGTHS: Final = because(
    "not_scored.no_strengths",
    N_(
        "None of the recorded indicators has a published strength here, so no rule can be applied. They still matter: "
        "read the observations themselves."
    ),
)
A_PERSON_DECIDES: Final = because(
    "caution.a_person_decides",
    N_("This is what a published rule makes of the recorded indicators. It is not an assessment; a person decides."),
)
SECONDARY_SOURCE: Final = because(
    "caution.secondary_source",
    N_(
        "The strengths and the combinations come from a secondary account and have not been compared with the "
        "publication itself."
    ),
)


def _look_up(codes: frozenset[str], listed: IndicatorList) -> tuple[Indicator, ...]:
    """The observed indicators in published order; the scored list in its own version, other lists in their newest."""
    known = {one.code: one for other in all_lists() if other.code != listed.code for one in other.indicators}
    known |= {one.code: one for one in listed.indicators}
    if unknown := codes - known.keys():
        raise UnknownIndicatorError(f"Not in {listed} nor in any other list: {', '.join(sorted(unknown))}.")
    return tuple(one for code, one in known.items() if code in codes)


def _counts(one: Indicator, profile: Profile, listed: IndicatorList) -> bool:
    return one.list_code == listed.code and profile in one.strengths


def _set_aside(one: Indicator, profile: Profile, listed: IndicatorList) -> SetAside:
    if one.list_code == listed.code:
        why = because(
            "set_aside.no_strength_for_profile",
            N_("The published list gives this indicator no strength for this profile: {profile}."),
            profile=profile,
        )
    else:
        why = because(
            "set_aside.other_list",
            N_("This indicator comes from a list that the published rule does not cover, so it is not counted."),
        )
    return SetAside(one.code, why)


def _weigh_dimension(side: Dimension, counted: Iterable[Indicator], profile: Profile) -> DimensionResult:
    within = [one for one in counted if one.dimension is side]
    strong, medium, weak = (
        sum(1 for one in within if one.strengths[profile] is weight)
        for weight in (Weight.STRONG, Weight.MEDIUM, Weight.WEAK)
    )
    clause = clause_met(strong, medium, weak)
    if clause:
        why = because(f"dimension.{clause}", CLAUSES[clause], dimension=side)
    else:
        lack = _what_is_missing(strong, medium, weak)
        why = because(f"dimension.{lack}", MISSING[lack], dimension=side)
    codes = tuple(one.code for one in within)
    return DimensionResult(side, strong, medium, weak, clause is not None, why, codes)


def _what_is_missing(strong: int, medium: int, weak: int) -> str:
    if strong:
        return "one_strong_alone"
    if medium >= 2:
        return "two_medium_alone"
    if medium:
        return "one_medium_with_weak" if weak else "one_medium_alone"
    return "weak_only" if weak else "nothing_recorded"

"""What the positive dimensions mean together, in the words of the published combinations and no further.

Source: a secondary account of the combinations used with the operational indicators (ILO and European Commission,
2009), which credits part of them to a labour force survey in Moldova; not compared with the publication.
Palermo Protocol (2000), Article 3: (a) act, means and purpose, (b) consent, (c) no means needed for a child.
"""

from __future__ import annotations

from typing import Final

from mooring.screening.indicators import Dimension
from mooring.screening.reasons import N_, Named, Reason, because


class Combination(Named):
    """What a set of positive dimensions points to. None of them is a finding about a person."""

    NO_DIMENSION = "no_dimension", N_("no dimension is positive under the published rule")
    EXPLOITATION_ONLY = "exploitation_only", N_("exploitation alone, which points to labour rights")
    DECEPTION_AND_EXPLOITATION = "deception_and_exploitation", N_("deception and exploitation")
    CONSISTENT_WITH_TRAFFICKING = (
        "consistent_with_trafficking",
        N_("consistent with trafficking for forced labour"),
    )
    NOT_SPOKEN_OF = "not_spoken_of", N_("the published combinations do not speak of this one")


DECEIVED: Final = Dimension.DECEPTIVE_RECRUITMENT
EXPLOITED: Final = Dimension.EXPLOITATION
COERCED: Final = Dimension.COERCION_AT_DESTINATION
RECRUITED_BY_MEANS: Final = frozenset({Dimension.DECEPTIVE_RECRUITMENT, Dimension.COERCIVE_RECRUITMENT})
VULNERABLE: Final = frozenset({Dimension.VULNERABILITY_AT_RECRUITMENT, Dimension.VULNERABILITY_AT_DESTINATION})
MEANS: Final = frozenset(Dimension) - {EXPLOITED}


def combine(positive: frozenset[Dimension], *, is_child: bool) -> tuple[Combination, tuple[Reason, ...]]:
    """The published combination that fits the positive dimensions, with the reasons in the order to be read."""
    if not positive:
        return Combination.NO_DIMENSION, (NONE_POSITIVE,)
    stated = because(
        "combination.positive",
        N_("Under the published rule these dimensions would be positive: {dimensions}."),
        dimensions=in_order(positive),
    )
    combination, reasons = _of_a_child(positive) if is_child else _of_an_adult(positive)
    return combination, (stated, *reasons)


def in_order(dimensions: frozenset[Dimension]) -> tuple[Dimension, ...]:
    """Dimensions in their published order."""
    return tuple(one for one in Dimension if one in dimensions)


def _of_a_child(positive: frozenset[Dimension]) -> tuple[Combination, tuple[Reason, ...]]:
    if EXPLOITED not in positive:
        return Combination.NOT_SPOKEN_OF, (NOT_SPOKEN_OF, NO_MEANS_FOR_A_CHILD, PURPOSE_IS_ENOUGH)
    reasons = (CHILD_EXPLOITED, NO_MEANS_FOR_A_CHILD, THE_ACT_IS_NOT_MEASURED)
    return Combination.CONSISTENT_WITH_TRAFFICKING, reasons + _reinforced_by(positive & MEANS)


def _of_an_adult(positive: frozenset[Dimension]) -> tuple[Combination, tuple[Reason, ...]]:
    if EXPLOITED not in positive:
        return Combination.NOT_SPOKEN_OF, (NOT_SPOKEN_OF, PURPOSE_IS_ENOUGH)
    if COERCED in positive:
        return _exploited_and_coerced(positive)
    if DECEIVED in positive:
        beyond = positive - {DECEIVED, EXPLOITED}
        return Combination.DECEPTION_AND_EXPLOITATION, (DECEIVED_AND_EXPLOITED, *_also_positive(beyond))
    if positive == {EXPLOITED}:
        return Combination.EXPLOITATION_ONLY, (EXPLOITED_ONLY,)
    return Combination.NOT_SPOKEN_OF, (NOT_SPOKEN_OF, _a_means_as_well(positive))


def _exploited_and_coerced(positive: frozenset[Dimension]) -> tuple[Combination, tuple[Reason, ...]]:
    if recruited := positive & RECRUITED_BY_MEANS:
        met = because(
            "combination.recruited_exploited_coerced",
            N_(
                "The published combinations call {dimensions} together with exploitation and coercion at destination "
                "consistent with trafficking for forced labour."
            ),
            dimensions=in_order(recruited),
        )
        reasons = (met, CONSENT, THE_ACT_IS_NOT_MEASURED, *_reinforced_by(positive & VULNERABLE))
        return Combination.CONSISTENT_WITH_TRAFFICKING, reasons
    if vulnerable := positive & VULNERABLE:
        met = because(
            "combination.vulnerable_exploited_coerced",
            N_(
                "The published combinations let {dimensions} stand in for deceptive or coercive recruitment; with "
                "exploitation and coercion at destination that is consistent with trafficking for forced labour."
            ),
            dimensions=in_order(vulnerable),
        )
        return Combination.CONSISTENT_WITH_TRAFFICKING, (met, CONSENT, THE_ACT_IS_NOT_MEASURED)
    return Combination.NOT_SPOKEN_OF, (NOT_SPOKEN_OF, _a_means_as_well(positive))


def _a_means_as_well(positive: frozenset[Dimension]) -> Reason:
    return because(
        "combination.a_means_as_well",
        N_(
            "Exploitation is positive together with {dimensions}, which Article 3(a) of the Palermo Protocol counts "
            "among the means. Silence of the published combinations does not speak against trafficking."
        ),
        dimensions=in_order(positive & MEANS),
    )


def _also_positive(beyond: frozenset[Dimension]) -> tuple[Reason, ...]:
    if not beyond:
        return ()
    also = because(
        "combination.also_positive",
        N_(
            "Also positive, and not part of this combination: {dimensions}. Article 3(a) of the Palermo Protocol "
            "counts these among the means."
        ),
        dimensions=in_order(beyond),
    )
    return (also,)


def _reinforced_by(means: frozenset[Dimension]) -> tuple[Reason, ...]:
    if not means:
        return ()
    reinforced = because(
        "combination.reinforced",
        N_("It is reinforced by: {dimensions}."),
        dimensions=in_order(means),
    )
    return (reinforced,)


NONE_POSITIVE: Final = because(
    "combination.none_positive",
    N_(
        "No dimension would be positive under the published rule with what is recorded so far. What was not asked, "
        "or not told, is not counted."
    ),
)
EXPLOITED_ONLY: Final = because(
    "combination.exploited_only",
    N_(
        "Exploitation alone would be positive. The published combinations call this an exploited worker, which points "
        "to labour rights: wages, safety at work, a trade union, the labour inspectorate."
    ),
)
DECEIVED_AND_EXPLOITED: Final = because(
    "combination.deceived_and_exploited",
    N_(
        "Deceptive recruitment and exploitation would be positive, coercion at destination would not: the published "
        "combinations call this deception and exploitation."
    ),
)
CHILD_EXPLOITED: Final = because(
    "combination.child_exploited",
    N_("Exploitation of a child would be positive, which is consistent with trafficking for forced labour."),
)
NO_MEANS_FOR_A_CHILD: Final = because(
    "combination.no_means_for_a_child",
    N_("For a child no deception, coercion or abuse of vulnerability is needed (Palermo Protocol, Article 3(c))."),
)
CONSENT: Final = because(
    "combination.consent",
    N_(
        "That the person agreed does not speak against it where one of these means was used (Palermo Protocol, "
        "Article 3(b))."
    ),
)
THE_ACT_IS_NOT_MEASURED: Final = because(
    "combination.act_not_measured",
    N_(
        "Trafficking also needs an act: recruitment, transport, transfer, harbouring or receipt. The indicators do not "
        "measure it; look for it in what the person has told."
    ),
)
PURPOSE_IS_ENOUGH: Final = because(
    "combination.purpose_is_enough",
    N_(
        "Exploitation is not positive. It need not have happened yet: the purpose is enough (Palermo Protocol, "
        "Article 3(a))."
    ),
)
NOT_SPOKEN_OF: Final = because(
    "combination.not_spoken_of",
    N_("The published combinations do not speak of this one."),
)

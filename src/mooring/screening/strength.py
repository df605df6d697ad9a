"""What a published rule makes of what was observed, as it is shown and as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mooring.screening.combinations import Combination
from mooring.screening.indicators import Dimension, Profile
from mooring.screening.reasons import Reason


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """One dimension: which observed indicators count in it, and what the rule says of them, with why."""

    dimension: Dimension
    strong: int
    medium: int
    weak: int
    positive: bool
    because: Reason
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """An observed indicator that was not counted, and why. It is still an observation that a person should read."""

    indicator: str
    because: Reason


@dataclass(frozen=True, slots=True)
class Strength:
    """What the published rule would say of the observed indicators, dimension by dimension and together.

    `dimensions` has all six in published order. `cautions` must be shown wherever the rest is shown.
    """

    profile: Profile
    list_code: str
    list_version: str
    rule: str
    dimensions: tuple[DimensionResult, ...]
    combination: Combination
    because: tuple[Reason, ...]
    set_aside: tuple[SetAside, ...]
    cautions: tuple[Reason, ...]

    @property
    def positive(self) -> tuple[Dimension, ...]:
        """The dimensions that the published rule would call positive, in published order."""
        return tuple(one.dimension for one in self.dimensions if one.positive)

    def record(self) -> dict[str, object]:
        """The result as plain data (JSON), with the version of list and rule it rests on."""
        return {
            "scored": True,
            "profile": self.profile.value,
            "list": self.list_code,
            "list_version": self.list_version,
            "rule": self.rule,
            "dimensions": [
                {
                    "dimension": one.dimension.value,
                    "strong": one.strong,
                    "medium": one.medium,
                    "weak": one.weak,
                    "positive": one.positive,
                    "because": one.because.record(),
                    "indicators": list(one.indicators),
                }
                for one in self.dimensions
            ],
            "combination": self.combination.value,
            "because": [one.record() for one in self.because],
            "set_aside": [{"indicator": one.indicator, "because": one.because.record()} for one in self.set_aside],
            "cautions": [one.record() for one in self.cautions],
        }


@dataclass(frozen=True, slots=True)
class NotScored:
    """No published rule can be applied here, and why. It says nothing about the person."""

    profile: Profile
    because: Reason

    def record(self) -> dict[str, object]:
        """The answer as plain data (JSON)."""
        return {"scored": False, "profile": self.profile.value, "because": self.because.record()}


def from_record(kept: Mapping[str, Any]) -> Strength | NotScored:
    """A result again as it was given, from what `record` kept. Raises `KeyError` when a part is missing."""
    profile = Profile.of(kept["profile"])
    if not kept["scored"]:
        return NotScored(profile, _reason(kept["because"]))
    return Strength(
        profile=profile,
        list_code=kept["list"],
        list_version=kept["list_version"],
        rule=kept["rule"],
        dimensions=tuple(
            DimensionResult(
                dimension=Dimension.of(one["dimension"]),
                strong=one["strong"],
                medium=one["medium"],
                weak=one["weak"],
                positive=one["positive"],
                because=_reason(one["because"]),
                indicators=tuple(one["indicators"]),
            )
            for one in kept["dimensions"]
        ),
        combination=Combination.of(kept["combination"]),
        because=tuple(_reason(one) for one in kept["because"]),
        set_aside=tuple(SetAside(one["indicator"], _reason(one["because"])) for one in kept["set_aside"]),
        cautions=tuple(_reason(one) for one in kept["cautions"]),
    )


def _reason(kept: Mapping[str, object]) -> Reason:
    reason = Reason.from_record(kept)
    assert isinstance(reason, Reason)
    return reason

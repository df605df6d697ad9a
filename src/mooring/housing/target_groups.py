"""Whom a bed takes: by the person's own statement of gender, whether there are children, and what it takes to get in. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from mooring.housing.house_codes import TargetGroup

GENDERS = frozenset({TargetGroup.WOMEN, TargetGroup.MEN, TargetGroup.TRANS})
MUST_FIT = frozenset({TargetGroup.CHILDREN, TargetGroup.FAMILIES, TargetGroup.ACCESS})

OF_GENDER: dict[str, frozenset[str]] = {
    "woman": frozenset({TargetGroup.WOMEN}),
    "man": frozenset({TargetGroup.MEN}),
    "trans_woman": frozenset({TargetGroup.WOMEN, TargetGroup.TRANS}),
    "trans_man": frozenset({TargetGroup.MEN, TargetGroup.TRANS}),
    "non_binary": frozenset({TargetGroup.TRANS}),
    "other": frozenset({TargetGroup.TRANS}),
}


def groups_of(
    gender: str | None, *, child: bool = False, with_children: bool = False, step_free: bool = False
) -> tuple[str, ...]:
    """The groups a person belongs to. `gender`: as the person says; none when nobody asked yet, and then it hinders nothing."""
    found = set(OF_GENDER.get(gender or "", frozenset()))
    for belongs, group in (
        (child, TargetGroup.CHILDREN),
        (with_children, TargetGroup.FAMILIES),
        (step_free, TargetGroup.ACCESS),
    ):
        if belongs:
            found.add(group)
    return tuple(group.value for group in TargetGroup if group in found)


def takes(bed_for: Iterable[str], groups: Iterable[str]) -> bool:
    """Whether a bed for these groups takes a person of those: one gender in common, and all of children, family and access.

    A bed that names no gender takes all; who named none is hindered by none.
    """
    offered, person = frozenset(bed_for), frozenset(groups)
    genders_offered, genders = offered & GENDERS, person & GENDERS
    fits = not genders_offered or not genders or bool(genders_offered & genders)
    return fits and (person & MUST_FIT) <= offered

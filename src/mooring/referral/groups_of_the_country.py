"""The groups that the country's pack knows, entered by a coordinator with the members that the directory has."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from django.conf import settings

from mooring.referral.actions.groups import join_group, keep_group
from mooring.referral.models import GroupMember, ReferralGroup
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.officer_in_charge import acting_as

FILE = "groups.toml"


def written_groups() -> list[dict[str, Any]]:
    """The groups as the pack writes them, the highest first; none where the pack has no such file."""
    file = settings.MOORING_COUNTRY.law_folder.parent / FILE
    if not file.is_file():
        return []
    groups: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["group"]
    return groups


def bring_in(*, by: Officer) -> int:
    """Enter the groups and members that are not entered yet; safe to do twice. Answers how many groups are new.

    A member that the directory does not have, or whose time in the group is over, is left out.
    """
    with acting_as(by):
        return _enter(by)


def _enter(by: Officer) -> int:
    entered = 0
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    for written in written_groups():
        group = ReferralGroup.objects.filter(code=written["code"]).first()
        if group is None:
            group = keep_group(
                by=by,
                code=written["code"],
                name=written["name"],
                level=written["level"],
                region=written.get("region", ""),
                parent=ReferralGroup.objects.filter(code=written.get("parent", "")).first(),
                since=written["since"],
                source=written["source"],
                confirmed=written["confirmed"],
            )
            entered += 1
        for member in written.get("member", []):
            _join(by, group, agencies, member)
    return entered


def _join(by: Officer, group: ReferralGroup, agencies: dict[str, Agency], member: dict[str, Any]) -> None:
    """The first of the codes that the directory has; a body may have been entered under its later name."""
    until: date | None = member.get("until")
    found = next((agencies[code] for code in member["agency"] if code in agencies), None)
    if found is None or until is not None:
        return
    if not GroupMember.objects.filter(group=group, agency=found, leaving=None).exists():
        join_group(by=by, group=group, agency=found, since=member["since"])

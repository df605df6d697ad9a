"""A person of whom two files are kept is counted once, by the file that leads, from the moment at which both cases agreed.

Which files were joined is a fact like any other: a vintage knows it as it was known on that day, so no earlier figure changes.
"""

from __future__ import annotations


def joined(vintage: str = "moment") -> str:
    """SQL: the pairs of files (leading_id, other_id) that stood joined at the parameter named `vintage`."""
    agreed = (
        "select count(*) from casework_joiningstep s where s.joining_id = j.id and s.kind = 'agreed'"
        f" and s.recorded_at < %({vintage})s"
    )
    parted = (
        "select 1 from casework_joiningstep s where s.joining_id = j.id and s.kind = 'parted'"
        f" and s.recorded_at < %({vintage})s"
    )
    return (
        f"(select j.leading_id, j.other_id from casework_joining j where j.recorded_at < %({vintage})s"
        f" and ({agreed}) = 2 and not exists ({parted}))"
    )


def aside(case: str, outcomes: str, vintage: str = "moment") -> str:
    """SQL: whether a case is counted by another file of the same person.

    `outcomes`: SQL of the outcomes known at the vintage, with a column case_id. A file that leads and has no outcome yet counts nobody, so
    the other file goes on counting; of several others then the one with the lowest key, so that it is always the same one.
    """
    return (
        f"{case} in (select pair.other_id from {joined(vintage)} pair where"
        f" exists (select 1 from {outcomes} led where led.case_id = pair.leading_id)"
        f" or exists (select 1 from {joined(vintage)} sibling join {outcomes} first on first.case_id = sibling.other_id"
        " where sibling.leading_id = pair.leading_id and sibling.other_id < pair.other_id))"
    )


def aside_signal(signal: str, people: str, vintage: str = "moment") -> str:
    """SQL: whether a signal is counted by another one about the same event.

    `people`: SQL of the people met as known at the vintage, with a column signal_id. The signal that leads counts; when nobody was noted
    at it, the other one with people and the lowest key does.
    """
    pairs = (
        "(select j.leading_id, j.other_id from identification_signaljoining j"
        f" where j.recorded_at < %({vintage})s and not exists (select 1 from identification_signalparting p"
        f" where p.joining_id = j.id and p.recorded_at < %({vintage})s))"
    )

    def has_people(key: str) -> str:
        return f"exists (select 1 from {people} noted where noted.signal_id = {key})"

    return (
        f"({signal} in (select pair.other_id from {pairs} pair where {has_people('pair.leading_id')}"
        f" or not {has_people('pair.other_id')} or exists (select 1 from {pairs} sibling"
        f" where sibling.leading_id = pair.leading_id and sibling.other_id < pair.other_id and {has_people('sibling.other_id')}))"
        f" or (not {has_people(signal)} and {signal} in (select pair.leading_id from {pairs} pair"
        f" where {has_people('pair.other_id')})))"
    )

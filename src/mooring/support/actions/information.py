"""Telling a person: what was told, in what language and way, and whether it was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, anew
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import house_rules, told, turns
from mooring.support.models import Channel, InformationGiven, Interpreting, Understood

REPEAT = "information_repeat"
IN_A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Told:
    """What was told in one go."""

    rows: tuple[InformationGiven, ...]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"topics": " ".join(row.topic for row in self.rows)}


@deed("information.tell", on="case", compartment=Compartment.CORE)
def tell(
    *,
    by: Officer,
    case: Case,
    topics: Mapping[str, str],
    language: str,
    channel: str,
    interpreting: str,
    told_at: datetime | None = None,
    words: str = "",
) -> Told:
    """Record what a person was told, matter by matter, each with whether it was understood.

    `topics`: a code of `Understood` by matter. `words`: what the person asked or did not understand; sealed. What is to be told again
    is set as due in a week. Raises `Refused` for nothing told, a matter the country does not know, or an hour that has not come.
    """
    known = told.topics()
    if not topics or set(topics) - set(known):
        reason = _("Nothing is chosen that could be told here.")
        raise house_rule("information.tell", by, case, reason, _("Choose at least one matter of the list."))
    moment = told_at or clock.now()
    if moment > clock.now():
        raise house_rule(
            "information.tell", by, case, _("This hour has not come yet."), _("Record it when it is told.")
        )
    rows = []
    for topic in (each for each in known if each in topics):
        version = told.current(topic)
        row = InformationGiven(
            case=case,
            topic=topic,
            version=version.version if version is not None else told.NO_TEXT,
            language=language,
            told_at=moment,
            channel=Channel(channel),
            interpreting=Interpreting(interpreting),
            understood=Understood(topics[topic]),
            recorded_by=by,
        )
        row.seal_words(words=words)
        row.save(force_insert=True)
        rows.append(row)
    _remind(case, by)
    return Told(tuple(rows))


@deed("information.take_back", on="given", compartment=Compartment.CORE)
def take_back(*, by: Officer, given: InformationGiven) -> InformationGiven:
    """Take back a row that was recorded by mistake: it stays on record, and tells nothing any more. Raises `AlreadySuperseded`."""
    empty = anew(given, by, is_taken_back=True)
    given.supersede(empty)
    _remind(given.case, by)
    return empty


def _remind(case: Case, by: Officer) -> None:
    """While something is to be told again, the team has a week for it; it is met when all of it was understood."""
    latest = told.latest(told.standing(case))
    if all(row.understood == Understood.UNDERSTOOD for row in latest.values()):
        casework.meet_deadline(case, REPEAT, by=by)
        return
    finding = house_rules.to_be_told_again(clock.today()).record()
    due = clock.end_of(clock.today() + IN_A_WEEK)
    casework.set_deadline(case, REPEAT, due, by=by, finding=finding, pen_desk=turns.team_desk(case, by))

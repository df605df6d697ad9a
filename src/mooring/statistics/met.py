"""People met: met, informed, asked to talk, became a case; counted apart, because nobody is more than met because she was met."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mooring.identification import regions
from mooring.identification.models import Source
from mooring.statistics.counting import count
from mooring.statistics.joined import aside_signal
from mooring.statistics.periods import QUARTER_SQL, YEAR_SQL
from mooring.statistics.vintages import Vintage

BY = {
    "year": YEAR_SQL,
    "quarter": QUARTER_SQL,
    "source": "s.source",
    "region": "s.region",
}


PEOPLE = (
    "(select f.* from (select id, signal_id, number, informed, asked_to_talk, became_case, recorded_at, superseded_by_id"
    " from identification_encounter) f left join (select id, recorded_at from identification_encounter) l"
    " on l.id = f.superseded_by_id where f.recorded_at < %(moment)s"
    " and (f.superseded_by_id is null or l.recorded_at >= %(moment)s))"
)


@dataclass(frozen=True)
class PeopleMet:
    """One line: of how many signals, how many people were met; of these how many were informed, wish to talk, became a case."""

    label: str
    signals: int
    met: int
    informed: int
    asked_to_talk: int
    became_case: int


def people_met(by: str, vintage: Vintage) -> list[PeopleMet]:
    """People met, by a division of the signals, as known on a day. The last line is the total."""
    day = f"(s.received_at at time zone '{vintage.moment.tzinfo}')"
    grouped = BY[by].format(day=day)
    # A person met is noted anew when more is known; the line that stood at the moment is counted. A signal without people counts too,
    # and of several signals about one event only one does.
    rows = count(
        f"select {grouped}, count(distinct s.id), count(e.id), count(*) filter (where e.informed),"
        " count(*) filter (where e.asked_to_talk = 'yes'), count(*) filter (where e.became_case)"
        " from (select id, received_at, source, region, recorded_at from identification_signal where recorded_at < %(moment)s) s"
        f" left join {PEOPLE} e on e.signal_id = s.id where not {aside_signal('s.id', PEOPLE)}"
        " group by 1 order by 1",
        {"moment": vintage.moment},
    )
    lines = [PeopleMet(_label(by, code), *numbers) for code, *numbers in rows]
    if by in ("source", "region"):
        lines.sort(key=lambda line: (-line.met, line.label))
    totals = [sum(column) for column in zip(*(numbers for _code, *numbers in rows), strict=True)]
    return [*lines, PeopleMet(_("In all"), *totals)] if rows else []


def _label(by: str, code: str) -> str:
    if by == "source":
        return str(dict(Source.choices).get(code, code))
    return regions.name_of(code) if by == "region" else code

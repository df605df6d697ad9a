"""What became of actions that were told of ahead, counted by the counter: no address, no words, no name of anybody."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from mooring.identification import regions
from mooring.identification.models import Source
from mooring.statistics.counting import count
from mooring.statistics.met import PEOPLE
from mooring.statistics.periods import QUARTER_SQL, YEAR_SQL
from mooring.statistics.vintages import Vintage

BY = {"year": YEAR_SQL, "quarter": QUARTER_SQL, "source": "n.source", "region": "t.region"}


def _as_it_stood(table: str, columns: str) -> str:
    """The rows of a table that stood at the moment: recorded before it, and not superseded before it."""
    return (
        f"(select f.* from (select {columns}, recorded_at, superseded_by_id from {table}) f"
        f" where f.recorded_at < %(moment)s and not exists (select 1 from (select id, recorded_at from {table}) l"
        " where l.id = f.superseded_by_id and l.recorded_at < %(moment)s))"
    )


@dataclass(frozen=True)
class OfActions:
    """One line: how many actions were told of, came about and were called off; and of the people met at them, how many what."""

    label: str
    told: int
    came_about: int
    called_off: int
    met: int
    informed: int
    asked_to_talk: int
    became_case: int
    held: int
    crisis_centre: int
    let_go: int


def of_actions(by: str, vintage: Vintage) -> list[OfActions]:
    """Actions told of ahead, by a division of them, as known on a day. The last line is the total."""
    day = f"(t.starts_at at time zone '{vintage.moment.tzinfo}')"
    telling = _as_it_stood("hotline_actiontelling", "id, notice_id, region, starts_at")
    state = _as_it_stood("hotline_actionstate", "id, notice_id, state")
    decided = _as_it_stood("identification_placementdecision", "id, signal_id, person_number, decision")
    met = (
        "(select a.notice_id, count(e.id) met, count(*) filter (where e.informed) informed,"
        " count(*) filter (where e.asked_to_talk = 'yes') asked, count(*) filter (where e.became_case) cases,"
        " count(*) filter (where d.decision = 'held') held, count(*) filter (where d.decision = 'crisis_centre') centre,"
        " count(*) filter (where d.decision = 'let_go') let_go"
        " from (select notice_id, signal_id from hotline_actionsignal where recorded_at < %(moment)s) a"
        f" join {PEOPLE} e on e.signal_id = a.signal_id"
        f" left join {decided} d on d.signal_id = e.signal_id and d.person_number = e.number group by 1)"
    )
    rows = count(
        f"select {BY[by].format(day=day)}, count(*), count(*) filter (where s.state in ('under_way', 'ended')"
        " or (s.state = 'closed' and exists (select 1 from (select notice_id from hotline_actionsignal) a where a.notice_id = n.id))),"
        " count(*) filter (where s.state = 'called_off'),"
        + ", ".join(
            f"coalesce(sum(m.{name}), 0)::bigint"
            for name in ("met", "informed", "asked", "cases", "held", "centre", "let_go")
        )
        + " from (select id, source from hotline_actionnotice where recorded_at < %(moment)s) n"
        f" join {telling} t on t.notice_id = n.id join {state} s on s.notice_id = n.id"
        f" left join {met} m on m.notice_id = n.id group by 1 order by 1",
        {"moment": vintage.moment},
    )
    lines = [OfActions(_label(by, code), *numbers) for code, *numbers in rows]
    totals = [sum(getattr(line, field.name) for line in lines) for field in fields(OfActions)[1:]]
    return [*lines, OfActions(_("In all"), *totals)] if lines else []


def _label(by: str, code: str) -> str:
    if by == "source":
        return str(dict(Source.choices).get(code, code))
    return regions.name_of(code) if by == "region" else code

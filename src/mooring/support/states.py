"""Where the matter of a reflection period stands, who holds the pen in each state, and the lawful moves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mooring.casework.stages import Pen


class PeriodState(StrEnum):
    NOT_DUE = "not_due"
    TO_ASK = "to_ask"
    ASKED = "asked"
    REFUSED = "refused"
    TO_BEGIN = "to_begin"
    RUNNING = "running"
    EXTENSION_ASKED = "extension_asked"
    LONGEST = "longest"
    LEAST = "least"
    UNTIL_DECIDED = "until_decided"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"
    IMMEDIATE_DEPARTURE = "immediate_departure"


@dataclass(frozen=True)
class StateRule:
    """One state: its names, whose turn it is, and where it may lead."""

    name: dict[str, str]
    pen: Pen
    leads_to: frozenset[PeriodState]


_S = PeriodState
STATES: dict[PeriodState, StateRule] = {
    _S.NOT_DUE: StateRule(
        {"en": "Not due: the person has not been identified", "da": "Ikke aktuel: personen er ikke vurderet som offer"},
        Pen.NOBODY,
        frozenset({_S.TO_ASK, _S.ASKED}),
    ),
    _S.TO_ASK: StateRule(
        {"en": "Nobody has asked for it", "da": "Ingen har anmodet om den"},
        Pen.TEAM,
        frozenset({_S.ASKED, _S.TO_BEGIN, _S.RUNNING, _S.IMMEDIATE_DEPARTURE, _S.NOT_DUE}),
    ),
    _S.ASKED: StateRule(
        {"en": "Asked for, not yet decided", "da": "Anmodet om, endnu ikke afgjort"},
        Pen.AUTHORITY,
        frozenset({_S.TO_BEGIN, _S.RUNNING, _S.REFUSED, _S.IMMEDIATE_DEPARTURE, _S.NOT_DUE}),
    ),
    _S.REFUSED: StateRule(
        {"en": "Asked for, and refused", "da": "Anmodet om og afslået"},
        Pen.TEAM,
        frozenset({_S.ASKED, _S.TO_BEGIN, _S.RUNNING, _S.IMMEDIATE_DEPARTURE}),
    ),
    _S.TO_BEGIN: StateRule(
        {"en": "Granted, not yet begun", "da": "Givet, endnu ikke begyndt"},
        Pen.NOBODY,
        frozenset({_S.RUNNING, _S.TAKEN_BACK}),
    ),
    _S.RUNNING: StateRule(
        {"en": "Running; it can be extended", "da": "Løber; den kan forlænges"},
        Pen.TEAM,
        frozenset({_S.EXTENSION_ASKED, _S.LONGEST, _S.TAKEN_BACK, _S.ENDED}),
    ),
    _S.EXTENSION_ASKED: StateRule(
        {"en": "Running; an extension is asked for", "da": "Løber; der er anmodet om forlængelse"},
        Pen.AUTHORITY,
        frozenset({_S.RUNNING, _S.LONGEST, _S.TAKEN_BACK, _S.ENDED}),
    ),
    _S.LONGEST: StateRule(
        {"en": "Running, as long as the law allows", "da": "Løber, så længe loven tillader"},
        Pen.AUTHORITY,
        frozenset({_S.ENDED, _S.TAKEN_BACK, _S.RUNNING}),
    ),
    _S.LEAST: StateRule(
        {"en": "Running; its days are the least", "da": "Løber; dagene er det mindste"},
        Pen.AUTHORITY,
        frozenset({_S.UNTIL_DECIDED, _S.TAKEN_BACK, _S.ENDED}),
    ),
    _S.UNTIL_DECIDED: StateRule(
        {"en": "Runs until the last decision", "da": "Løber indtil den sidste afgørelse"},
        Pen.AUTHORITY,
        frozenset({_S.TAKEN_BACK, _S.ENDED}),
    ),
    _S.TAKEN_BACK: StateRule(
        {"en": "Taken away by the authority", "da": "Taget tilbage af myndigheden"},
        Pen.TEAM,
        frozenset({_S.RUNNING, _S.LEAST, _S.LONGEST, _S.UNTIL_DECIDED, _S.ENDED}),
    ),
    _S.ENDED: StateRule(
        {"en": "Ended", "da": "Udløbet"}, Pen.AUTHORITY, frozenset({_S.RUNNING, _S.EXTENSION_ASKED, _S.LONGEST})
    ),
    _S.IMMEDIATE_DEPARTURE: StateRule(
        {"en": "Not given: immediate departure", "da": "Ikke givet: udrejse straks"},
        Pen.AUTHORITY,
        frozenset({_S.TO_BEGIN, _S.RUNNING}),
    ),
}

"""The case page is one page of panels. Each room registers its own, so that the page needs to know no room by name.

A panel is shown to an officer whose role knows its verb and who holds its compartment. Panels above the fold are rendered with the
page; the others are fetched when they are opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mooring.casework.models import Case
from mooring.safeguards.models import Officer

Context = Callable[[Officer, Case], Mapping[str, Any]]
Condition = Callable[[Officer, Case], bool]


@dataclass(frozen=True)
class Panel:
    """One panel: its code, its title (lazily translated), what it takes to see it, its template, and what the template needs.

    `shown_when`: asked last; a panel that has something to say only sometimes is absent at other times.
    """

    code: str
    title: Any
    verb: str
    compartment: str
    template: str
    context: Context
    order: int
    above_the_fold: bool = False
    shown_when: Condition | None = None


_panels: dict[str, Panel] = {}


class PanelTakenTwice(RuntimeError):
    """Two rooms claim the same code of a panel."""


def register(panel: Panel) -> None:
    """Put a panel on the case page; called once from a room's `apps.ready()`. Raises `PanelTakenTwice`."""
    if _panels.setdefault(panel.code, panel) != panel:
        raise PanelTakenTwice(panel.code)


def panel(code: str) -> Panel | None:
    return _panels.get(code)


def is_open(panel: Panel, officer: Officer, case: Case) -> bool:
    """Whether a panel of this case is open to this officer, and has something to say."""
    return (
        panel.compartment in case.held_by(officer)
        and officer.may(panel.verb)
        and (panel.shown_when is None or panel.shown_when(officer, case))
    )


def panels_for(officer: Officer, case: Case) -> list[Panel]:
    """The panels of this case that are open to this officer, in order."""
    found = (panel for panel in _panels.values() if is_open(panel, officer, case))
    return sorted(found, key=lambda panel: panel.order)

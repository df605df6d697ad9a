"""Every table of states is whole: pen-holder, name, notice, verb of a role for every move; and the diagrams are drawn from it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from mooring.safeguards.notices import KINDS
from mooring.safeguards.roles import all_roles
from mooring.safeguards.state_tables import ALL_TABLES, CLOCK, Move, State, StateTable

# Sides on which no officer stands, and why.
NO_OFFICERS = {CLOCK: "the machine, on a schedule", "whoever_wrote": "who writes a tip is known to nobody"}
DIAGRAMS = Path(__file__).resolve().parents[2] / "scripts" / "diagrams.py"


@pytest.mark.parametrize("name", sorted(ALL_TABLES))
def test_a_table_of_states_is_whole(name: str) -> None:
    table = ALL_TABLES[name]
    assert table.faults() == []
    assert {state.notice for state in table.states if state.notice} <= KINDS.keys()


@pytest.mark.parametrize("name", sorted(ALL_TABLES))
def test_every_move_of_an_officer_is_made_by_a_verb_of_some_role(name: str) -> None:
    verbs = set().union(*(role.verbs for role in all_roles().values()))
    made_by_officers = {move.verb for move in ALL_TABLES[name].moves if move.by not in NO_OFFICERS}
    assert made_by_officers - verbs == set()


def test_what_is_wrong_with_a_table_is_found() -> None:
    states = (State("begun", "Begun", "team"), State("over", "", "team", final=True), State("lost", "Lost", ""))
    table = StateTable(
        "broken", states, (Move("over", "begun", "thing.go", "team"), Move("begun", "gone", "thing.go", ""))
    )
    faults = " / ".join(table.faults())
    for fault in (
        "unknown state: gone",
        "nobody who makes it",
        "over has no name",
        "lost has no pen-holder",
        "over is final, yet leads on",
        "lost is a dead end",
        "nothing leads to over",
    ):
        assert fault in faults


def test_every_diagram_is_what_its_table_says() -> None:
    found = importlib.util.spec_from_file_location("diagrams", DIAGRAMS)
    assert found is not None
    assert found.loader is not None
    script = importlib.util.module_from_spec(found)
    found.loader.exec_module(script)
    drawn = {path.name: text for path, text in script.pages().items()}
    kept = {path.name: path.read_text(encoding="utf-8") for path in script.DIAGRAMS.glob("*.md")}
    assert kept == drawn, "run scripts/diagrams.py"

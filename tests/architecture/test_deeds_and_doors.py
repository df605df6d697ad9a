"""Every act is a deed, every deed has a verb and a name, every door has a guard."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import mooring
from mooring.casework import labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.stages import STAGES, Stage
from mooring.safeguards.deeds import ALL_DEEDS, Deed
from mooring.safeguards.roles import all_roles
from mooring.web.doors import DOORS
from mooring.web.guard import Door
from mooring.web.sign_in import SIGNED_IN_BY_DEMO
from tests.architecture.test_floors import PYTHON
from tests.cast import Cast

# Acts that include another whole act, and so write the ledger line of each.
INCLUDE_ANOTHER = {
    "tip.become_signal": "taking the signal in is a deed of its own",
    "call.become_case": "the person who rang is met, and the case opened, by deeds of their own",
    "encounter.become_case": "the opening of the case is a deed of its own",
    "action.begin": "the signal that the team takes up is a deed of its own",
    "child.appoint_representative": "so is the access that is given to the representative",
    "assessment.request": "so is each access that is given to the authority",
}
LANGUAGES = ("en", "da")


def modules_of_actions() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(mooring.__path__, "mooring."):
        if re.fullmatch(r"mooring\.\w+\.actions(\.\w+)?", module.name):
            yield importlib.import_module(module.name)


def acts() -> Iterator[tuple[str, FunctionType]]:
    """The functions of all actions by which an officer does something: those whose first argument is `by`."""
    for module in modules_of_actions():
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_"):
                first = next(iter(inspect.signature(function).parameters), "")
                if first == "by":
                    yield f"{module.__name__}.{name}", function


ALL_ACTS = dict(acts())
BY_NAME = sorted(ALL_DEEDS.values(), key=lambda deed: deed.name)


def deed_id(deed: Deed) -> str:
    return deed.name


@cache
def spoken_verbs() -> set[str]:
    """Every verb that some deed, door or panel asks for, or that is asked for by name in the code. Read once: it takes seconds."""
    texts = {
        node.value
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z_]+\.[a-z_]+", node.value)
    }
    return {
        *ALL_DEEDS,
        *(door.verb for door in DOORS if door.verb),
        *(panel.verb for panel in panels._panels.values()),
        *texts,
    }


def test_there_are_acts() -> None:
    assert "mooring.casework.actions.cases.open_case" in ALL_ACTS


@pytest.mark.parametrize("act", sorted(ALL_ACTS))
def test_every_act_of_an_officer_is_a_deed(act: str) -> None:
    function = ALL_ACTS[act]
    assert hasattr(function, "deed"), f"{act} is not under @deed"
    parameters = list(inspect.signature(function).parameters.values())
    assert all(parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_KEYWORD) for parameter in parameters)
    assert function.__doc__


@pytest.mark.parametrize("deed", BY_NAME, ids=deed_id)
def test_every_deed_is_a_verb_of_some_role(deed: Deed) -> None:
    assert any(deed.name in role.verbs for role in all_roles().values())


@pytest.mark.parametrize("deed", BY_NAME, ids=deed_id)
def test_every_deed_on_a_case_has_a_name_on_the_page(deed: Deed) -> None:
    if deed.on is not None:
        assert deed.name in labels.all_labels()


@pytest.mark.parametrize("deed", BY_NAME, ids=deed_id)
def test_every_deed_says_which_part_of_the_case_it_writes(deed: Deed) -> None:
    assert deed.compartment in set(Compartment.values)
    if deed.on not in (None, "result"):
        assert deed.on in inspect.signature(deed.function).parameters


@pytest.mark.parametrize("deed", BY_NAME, ids=deed_id)
def test_a_deed_does_not_call_another_deed(deed: Deed) -> None:
    """The decorator writes one ledger line; a deed within a deed would write two for one act."""
    called = []
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(deed.function)))):
        if isinstance(node, ast.Call):
            target: Any = None
            if isinstance(node.func, ast.Name):
                target = deed.function.__globals__.get(node.func.id)
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                target = getattr(deed.function.__globals__.get(node.func.value.id), node.func.attr, None)
            if inspect.isfunction(target) and hasattr(target, "deed"):
                called.append(target.deed.name)
    assert called == [] or deed.name in INCLUDE_ANOTHER


@pytest.mark.parametrize("verb", sorted(set().union(*(role.verbs for role in all_roles().values()))))
def test_every_verb_of_a_role_is_asked_for_somewhere(verb: str) -> None:
    assert verb in spoken_verbs()


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_every_role_has_its_names(role: str) -> None:
    for language in LANGUAGES:
        assert all_roles()[role].names[language]
        assert all_roles()[role].purposes[language]


def test_every_panel_has_a_verb_of_a_role_and_a_compartment() -> None:
    verbs = set().union(*(role.verbs for role in all_roles().values()))
    for panel in panels._panels.values():
        assert panel.verb in verbs, panel.code
        assert panel.compartment in Compartment.values, panel.code


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_pen_holder_and_names_and_can_be_reached_and_left(stage: Stage) -> None:
    rule = STAGES[stage]
    assert all(rule.name[language] for language in LANGUAGES)
    assert rule.pen is not None
    assert rule.leads_to
    reached, found = {Stage.PRESUMED}, {Stage.PRESUMED}
    while found:
        found = set().union(*(STAGES[each].leads_to for each in found)) - reached
        reached |= found
    assert stage in reached


def test_every_door_names_a_compartment_that_exists() -> None:
    assert {door.compartment for door in DOORS} <= set(Compartment.values)


def test_no_two_doors_share_a_name_or_a_path() -> None:
    assert len({door.name for door in DOORS}) == len(DOORS)
    assert len({door.path for door in DOORS}) == len(DOORS)


def signed_in(client: Client, officers: Cast, who: str) -> None:
    client.force_login(getattr(officers, who))
    session = client.session
    session[SIGNED_IN_BY_DEMO] = True
    session.save()


@pytest.mark.parametrize(
    "door", [door for door in DOORS if "<" not in door.path and door.verb], ids=lambda door: door.name
)
def test_a_door_opens_to_nobody_who_has_not_signed_in_or_is_not_posted(
    door: Door, client: Client, officers: Cast
) -> None:
    assert client.get(reverse(door.name)).status_code == 302
    signed_in(client, officers, "unposted")
    assert client.get(reverse(door.name)).status_code == 403

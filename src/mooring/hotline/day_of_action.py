"""The list of the day: what a team at an action does, in the order of the night, and what it may promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Item:
    """One thing of the list: its code, what is done, and why or how in a sentence."""

    code: str
    label: Any
    how: Any


ALL_ITEMS = (
    Item("arrive", _("Arrive, and say who you are"), _("You are not the police. Say so first, to everybody you meet.")),
    Item(
        "private_room",
        _("A private room"),
        _("Out of sight and hearing of the police and of anybody who may be in charge."),
    ),
    Item(
        "interpreter",
        _("An interpreter the person agrees to"),
        _("Ask before; no name is given. The person may say no to this one."),
    ),
    Item("ask_alone", _("Ask alone"), _("One person at a time. It is voluntary, in confidence, and without a name.")),
    Item(
        "health",
        _("Health that cannot wait"),
        _("Ask what happened when; the hours stand below. Help needs no report to the police."),
    ),
    Item(
        "detention",
        _("Who is held, and since when"),
        _("Ask the police for the hour of each decision and write it down as theirs."),
    ),
    Item("promise", _("Say what you may promise"), _("It stands below. Promise nothing beyond it.")),
)
ITEMS: Mapping[str, Item] = {item.code: item for item in ALL_ITEMS}

MAY_PROMISE = (
    _("A talk in confidence, without a name, tonight or later."),
    _("Health help now, whatever the person answers."),
    _("A safe place to sleep tonight, where one is open."),
    _("That help does not depend on talking with the police."),
)
MAY_NOT_PROMISE = (
    _("Leave to stay, or what an authority will decide."),
    _("That nobody will be detained; the police decide."),
)

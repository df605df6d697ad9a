"""Questions: how one question is put to a country pack by its name, as the command line and the worked examples do."""

import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from mooring.law.refusals import FactsMissing
from mooring.law.residence import ResidenceBasis

Asked = TypeVar("Asked", bound=Callable[..., object])

DAY_NAMES = ("on", "decided_on")
YES, NO, UNKNOWN = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"}), frozenset({"", "unknown", "none"})


def question(method: Asked) -> Asked:
    """Mark a method of a `Law` as a question that can be asked by its name."""
    method.is_question = True  # type: ignore[attr-defined]
    return method


@dataclass(frozen=True)
class Fact:
    """A fact a question needs: its name, whether it must be given, what is taken for granted otherwise, and its kind.

    `kind` is yes_no, day, moment, number, residence, list or word. `may_be_unknown`: not known is an answer to it.
    """

    name: str
    needed: bool
    otherwise: object
    kind: str = "word"
    may_be_unknown: bool = False


@dataclass(frozen=True)
class Question:
    """A question of the engine: its name, what it asks in one sentence, its facts, and whether the pack answers it."""

    name: str
    says: str
    facts: tuple[Fact, ...]
    answered: bool


def described(name: str, method: Callable[..., object], *, answered: bool) -> Question:
    """A question as a reader of the list of questions needs it."""
    hints = get_type_hints(method)
    facts = tuple(
        Fact(
            part.name,
            part.default is part.empty,
            None if part.default is part.empty else part.default,
            _kind(hints.get(part.name)),
            type(None) in _kinds(hints.get(part.name)),
        )
        for part in inspect.signature(method).parameters.values()
        if part.name not in ("self", *DAY_NAMES)
    )
    return Question(name, (inspect.getdoc(method) or name).splitlines()[0], facts, answered)


def arranged(method: Callable[..., object], on: date | None, facts: Mapping[str, object]) -> dict[str, Any]:
    """The arguments for a question out of facts by name; words from a command line are read as what the fact is.

    Raises `FactsMissing` when a fact is not known to the question, is missing, or cannot be read.
    """
    wanted = inspect.signature(method).parameters
    hints = get_type_hints(method)
    given = dict(facts)
    for name in DAY_NAMES:
        if name in wanted and name not in given and on is not None:
            given[name] = on
    if strange := sorted(set(given) - set(wanted)):
        raise FactsMissing(f"This question does not ask about {', '.join(strange)}. It asks about {', '.join(wanted)}.")
    if missing := sorted(n for n, p in wanted.items() if p.default is p.empty and n not in given):
        raise FactsMissing(f"This question cannot be answered without: {', '.join(missing)}. Give them and ask again.")
    return {name: read(value, hints[name], name) for name, value in given.items()}


def _kinds(hint: object) -> tuple[object, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _kind(hint: object) -> str:
    kinds = _kinds(hint)
    if ResidenceBasis in kinds:
        return "residence"
    if any(get_origin(kind) is Sequence for kind in kinds):
        return "list"
    names = {bool: "yes_no", datetime: "moment", date: "day", int: "number"}
    return next((names[kind] for kind in kinds if kind in names), "word")


def read(value: object, hint: object, name: str) -> object:
    """A fact as its kind asks: “yes” as yes, “2012-05-01” as a day, “a,b” as a list. Or raises `FactsMissing`."""
    kinds = _kinds(hint)
    if value is None and type(None) not in kinds:
        raise FactsMissing(f"“{name}” must be known for an answer. Find it out, and ask again.")
    if isinstance(value, list):
        value = tuple(value)
    if not isinstance(value, str):
        return value
    text = value.strip()
    if type(None) in kinds and text.lower() in UNKNOWN:
        return None
    for kind in kinds:
        try:
            return _as(kind, text)
        except ValueError:
            continue
    raise FactsMissing(
        f"“{name}” cannot be read from what was given. Write days and moments as 2012-05-01 or with time and zone."
    )


def _as(kind: object, text: str) -> object:
    if kind is bool:
        if text.lower() in YES | NO:
            return text.lower() in YES
        raise ValueError
    if kind is ResidenceBasis:
        return ResidenceBasis(text)
    if kind is datetime:
        return datetime.fromisoformat(text)
    if kind is date:
        return date.fromisoformat(text)
    if kind is int:
        return int(text)
    if get_origin(kind) is Sequence:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if kind is str:
        return text
    raise ValueError

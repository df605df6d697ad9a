"""A finding: an answer of the law with its reasons, and under which provisions it was given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from mooring.law.provisions import Provision
from mooring.law.refusals import NotProvidedFor
from mooring.law.words import Translate, Value, said

NOTHING: Mapping[str, Value] = MappingProxyType({})


def _stored(value: Value) -> object:
    """A value as JSON can hold it; a day and a moment say which they are, so that they come back as what they were."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return list(value) if isinstance(value, tuple) else value


def _restored(stored: object) -> Value:
    match stored:
        case {"moment": str(text)}:
            return datetime.fromisoformat(text)
        case {"day": str(text)}:
            return date.fromisoformat(text)
        case list() | tuple():
            return tuple(str(part) for part in stored)
        case None | bool() | int() | str():
            return stored
    raise TypeError(f"A stored finding cannot hold a {type(stored).__name__}.")


def _restored_all(stored: object) -> Mapping[str, Value]:
    if not isinstance(stored, Mapping):
        raise TypeError("A stored finding keeps its facts and particulars by name.")
    return {str(name): _restored(value) for name, value in stored.items()}


def _listed(stored: object) -> list[Mapping[str, object]]:
    if not isinstance(stored, list | tuple):
        raise TypeError("A stored finding lists its reasons, and each reason its provisions.")
    return list(stored)


@dataclass(frozen=True)
class Reason:
    """One sentence of why: a code, an English sentence and its numbers, so that it can be said in any language."""

    code: str
    template: str
    params: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    provisions: tuple[Provision, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", MappingProxyType(dict(self.params)))

    def sentence(self, translate: Translate = str) -> str:
        """The reason in the reader's language."""
        return said(self.template, self.params, translate)

    def record(self) -> dict[str, object]:
        """The reason as plain data."""
        return {
            "code": self.code,
            "template": self.template,
            "params": {name: _stored(value) for name, value in self.params.items()},
            "provisions": [provision.record() for provision in self.provisions],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> "Reason":
        """The reason again, from what `record` stored."""
        return cls(
            str(record["code"]),
            str(record["template"]),
            _restored_all(record["params"]),
            tuple(Provision.from_record(provision) for provision in _listed(record["provisions"])),
        )


def because(code: str, template: str, *provisions: Provision, **params: Value) -> Reason:
    """A reason: its code, its sentence, the provisions it rests on, and the numbers the sentence names."""
    return Reason(code, template, params, provisions)


@dataclass(frozen=True)
class Finding:
    """What the law says to one question on one day, and why.

    `answer` is a short code to act on; `says` is the same as an English sentence with its numbers in braces;
    `particulars` are those numbers (days as int, dates as date, moments as datetime in UTC, lists as tuples of codes).
    `provides` is false where the law of the day gives nothing to act on. `facts` are what the answer was given upon.
    """

    question: str
    answer: str
    says: str
    because: tuple[Reason, ...]
    on: date
    particulars: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    facts: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    provides: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "particulars", MappingProxyType(dict(self.particulars)))
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions of all reasons, each once, in the order in which the reasons name them."""
        return tuple(dict.fromkeys(provision for reason in self.because for provision in reason.provisions))

    def citations(self, translate: Translate = str) -> list[str]:
        """The provisions as a reader cites them, each citation once."""
        return list(dict.fromkeys(provision.label(translate) for provision in self.provisions))

    @property
    def confirmed(self) -> bool:
        """Whether everything the answer rests on was found in a published text."""
        return all(provision.confirmed for provision in self.provisions)

    def __getitem__(self, name: str) -> Value:
        """One particular of the answer by its name. Raises `KeyError` when the answer has none of that name."""
        return self.particulars[name]

    def days(self, name: str) -> int:
        """A particular that is a whole number (days, hours, years). Raises `TypeError` when it is something else."""
        value = self.particulars[name]
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"“{name}” of {self.question} is not a whole number.")
        return value

    def day(self, name: str) -> date:
        """A particular that is a day of the calendar. Raises `TypeError` when it is something else."""
        value = self.particulars[name]
        if isinstance(value, datetime) or not isinstance(value, date):
            raise TypeError(f"“{name}” of {self.question} is not a day.")
        return value

    def moment(self, name: str) -> datetime:
        """A particular that is a moment, in UTC. Raises `TypeError` when it is something else."""
        value = self.particulars[name]
        if not isinstance(value, datetime):
            raise TypeError(f"“{name}” of {self.question} is not a moment.")
        return value

    def codes(self, name: str) -> tuple[str, ...]:
        """A particular that is a list of codes. Raises `TypeError` when it is something else."""
        value = self.particulars[name]
        if not isinstance(value, tuple):
            raise TypeError(f"“{name}” of {self.question} is not a list.")
        return value

    def sentence(self, translate: Translate = str) -> str:
        """The answer as one sentence."""
        return said(self.says, {**self.facts, **self.particulars}, translate)

    def sentences(self, translate: Translate = str) -> list[str]:
        """The reasons, one sentence each, in order."""
        return [reason.sentence(translate) for reason in self.because]

    def doubts(self, translate: Translate = str) -> list[str]:
        """What is not confirmed, one sentence for each provision in doubt; empty when all is confirmed."""
        doubted = (
            f"{provision.label(translate)}: {translate(doubt)}"
            for provision in self.provisions
            for doubt in provision.doubts
        )
        return list(dict.fromkeys(doubted))

    def or_refuse(self) -> "Finding":
        """The finding itself, for an act to stand on. Raises `NotProvidedFor` when the law of the day gives nothing."""
        if not self.provides:
            raise NotProvidedFor(self)
        return self

    def record(self) -> dict[str, object]:
        """The finding as plain data (JSON), to be stored beside the decision it carried."""
        return {
            "question": self.question,
            "answer": self.answer,
            "says": self.says,
            "because": [reason.record() for reason in self.because],
            "on": self.on.isoformat(),
            "particulars": {name: _stored(value) for name, value in self.particulars.items()},
            "facts": {name: _stored(value) for name, value in self.facts.items()},
            "provides": self.provides,
            "confirmed": self.confirmed,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> "Finding":
        """The finding again, as it was given, from what `record` stored. Raises `KeyError` when a part is missing."""
        return cls(
            question=str(record["question"]),
            answer=str(record["answer"]),
            says=str(record["says"]),
            because=tuple(Reason.from_record(reason) for reason in _listed(record["because"])),
            on=date.fromisoformat(str(record["on"])),
            particulars=_restored_all(record["particulars"]),
            facts=_restored_all(record["facts"]),
            provides=bool(record["provides"]),
        )

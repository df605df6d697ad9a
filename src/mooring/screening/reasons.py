"""Sentences that say why, in the same shape as those of the law, with the words of this room in them."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from mooring.law import findings
from mooring.law.words import N_, Translate, Value, shown

__all__ = ["N_", "Named", "Reason", "because"]

_LABELS: dict[str, str] = {}


class Named(StrEnum):
    """A word of the field with a stable code; its name on a page is `label`, in English, for translation."""

    label: str

    def __new__(cls, code: str, label: str) -> Named:
        # A stored reason knows only codes, so one code must not have two names.
        if _LABELS.setdefault(code, label) != label:
            raise ValueError(f"{code!r} already means {_LABELS[code]!r}.")
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word

    @classmethod
    def of(cls, code: str) -> Self:
        """The word with this code. Raises `ValueError` when there is none."""
        for word in cls:
            if word.value == code:
                return word
        raise ValueError(f"{code!r} is no {cls.__name__}. Choose one of {', '.join(cls)}.")


class Reason(findings.Reason):
    """One reason, as a code, an English sentence with named gaps, and what fills them; words of the field by code."""

    def sentence(self, translate: Translate = str) -> str:
        """The reason in the reader's language; the words of the field inside it are translated too."""
        filled = {name: _shown(value, translate) for name, value in self.params.items()}
        return translate(self.template).format(**filled)


def because(code: str, template: str, **params: Value) -> Reason:
    """A reason: its code, its sentence, and what fills the sentence's gaps."""
    return Reason(code, template, params)


def _shown(value: Value, translate: Translate) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(part, translate) for part in value)
    if isinstance(value, str) and value in _LABELS:
        return translate(_LABELS[value])
    return shown(value, translate)

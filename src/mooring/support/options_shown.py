"""The sheet of options as a page and a paper show it: for one person, or for everybody on every residence basis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mooring.casework.own_file.printing import typeset, unprintable, without
from mooring.law import shown
from mooring.law.options import ANSWERS, GROUPS, STAGES, Option
from mooring.law.options_sheet import in_order
from mooring.law.residence import RESIDENCE_LABELS, ResidenceBasis
from mooring.law.service_catalogue import AREAS, PAYERS
from mooring.safeguards import clock
from mooring.support import help_for_case

BADGES = {"due": "badge-success", "possible": "badge-info", "not_provided": "", "not_known_yet": "badge-warning"}
LANGUAGES = ("en", "da")


def options(group: str, basis: str, stage: str) -> tuple[Option, ...]:
    """What the law of this country offers today. Raises `NotAnswered` where it has no such sheet."""
    return help_for_case.law().options(clock.today(), group=group, residence_basis=basis, stage=stage)


def in_words(option: Option) -> dict[str, Any]:
    """One option in the language of the page."""
    why = [line for finding in option.findings for line in (finding.sentence(_), *finding.sentences(_))]
    law = [label for finding in option.findings for label in finding.citations(_)]
    return {
        "what": _(option.what).rstrip("."),
        "answer": _(ANSWERS[option.answer]),
        "badge": BADGES[option.answer],
        "who_decides": shown(option.who_decides, _) if option.who_decides else "",
        "who_pays": _(PAYERS[option.who_pays]) if option.who_pays in PAYERS else "",
        "condition": _(option.condition) if option.condition else "",
        "tonight": option.tonight,
        "why": list(dict.fromkeys(why)),
        "law": list(dict.fromkeys(law)),
        "confirmed": option.confirmed,
    }


def by_area(found: Sequence[Option]) -> list[dict[str, Any]]:
    """The options under the areas of life, in words."""
    areas = [(code, words, [each for each in found if each.area == code]) for code, words in AREAS.items()]
    return [{"name": _(words), "options": [in_words(each) for each in some]} for _code, words, some in areas if some]


def area_names() -> list[str]:
    """The areas of life that a sheet speaks of, in words."""
    return [_(words) for words in AREAS.values()]


def tonight(found: Sequence[Option]) -> list[dict[str, Any]]:
    """What may be promised at once."""
    return [in_words(each) for each in in_order(found) if each.tonight]


def chosen_in_words(group: str, basis: str, stage: str) -> dict[str, str]:
    return {
        "group": _(GROUPS[group]),
        # Named, for "None" by itself says nothing.
        "basis": f"{_('Residence basis')}: {_(RESIDENCE_LABELS[ResidenceBasis(basis)])}",
        "stage": _(STAGES[stage]),
    }


def matrix(group: str, stage: str) -> dict[str, Any]:
    """All residence bases beside one another for one group and stage. Bases with the same answers share a column."""
    columns: dict[tuple[tuple[str, str], ...], list[ResidenceBasis]] = {}
    found: dict[ResidenceBasis, dict[str, Option]] = {}
    for basis in ResidenceBasis:
        found[basis] = {option.code: option for option in options(group, basis, stage)}
        alike = tuple((code, option.answer) for code, option in found[basis].items())
        columns.setdefault(alike, []).append(basis)
    named = {code: option for column in found.values() for code, option in column.items()}
    heads = list(columns.values())
    return {
        "heads": [[_(RESIDENCE_LABELS[basis]) for basis in bases] for bases in heads],
        "rows": [
            {
                "what": _(option.what).rstrip("."),
                "cells": [_cell(found[bases[0]].get(option.code)) for bases in heads],
            }
            for option in in_order(named.values())
        ],
    }


def _cell(option: Option | None) -> dict[str, Any] | None:
    if option is None:
        return None
    return {"answer": _(ANSWERS[option.answer]), "badge": BADGES[option.answer], "tonight": option.tonight}


def as_document(group: str, basis: str, stage: str, language: str) -> bytes:
    """The sheet as PDF, in one of our languages. No person is on it."""
    with translation.override(language if language in LANGUAGES else "en"):
        file = content(group, basis, stage)
    return typeset("options.typ", without(file, unprintable(file)), of="mooring.support.options_print")


def content(group: str, basis: str, stage: str) -> dict[str, Any]:
    """The sheet as plain data, in the language of the page."""
    found = options(group, basis, stage)
    return {
        "language": translation.get_language() or "en",
        "title": _("What can be offered now"),
        "for_whom": list(chosen_in_words(group, basis, stage).values()),
        "day": date_format(clock.today(), "DATE_FORMAT"),
        "tonight": [each["what"] for each in tonight(found)],
        "areas": [
            {
                "name": area["name"],
                "options": [
                    {
                        "what": each["what"],
                        "answer": each["answer"],
                        "lines": [
                            *([f"{_('Who decides:')} {each['who_decides']}"] if each["who_decides"] else []),
                            *([f"{_('Who pays:')} {each['who_pays']}"] if each["who_pays"] else []),
                            *([each["condition"]] if each["condition"] else []),
                        ],
                        "law": "; ".join(each["law"]),
                        "doubt": "" if each["confirmed"] else _("Not all of this is confirmed: ask a lawyer."),
                    }
                    for each in area["options"]
                ],
            }
            for area in by_area(found)
        ],
        "words": {
            "as_of": _("As of"),
            "tonight": _("May be promised tonight"),
            "never": _("None of it hangs on whether the person helps the police."),
        },
    }

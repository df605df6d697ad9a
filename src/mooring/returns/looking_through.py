"""Looking through a story for what would give the person away: names, places, days, numbers. The machine finds; a person confirms.

A confirmation is kept by the word, not by its place, so that a second look (without the names of the case) meets the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping

from mooring.casework.models import Case
from mooring.referral.anonymising import find
from mooring.referral.giving_away import REASONS, Found, Judged, Kind, judge
from mooring.returns.story_codes import WORDS_KNOWN_IN


def whole(title: str, words: str) -> str:
    """Title and words as one text, as they are looked through."""
    return f"{title}\n{words}"


def found_in(text: str, language: str, case: Case | None = None) -> list[Found]:
    """What may give somebody away. In languages whose common words the machine does not know, what only looks like a name is left out.

    With a case, its own names are looked for as well: for an officer to whom these are open.
    """
    found = find(text, case)
    return found if language in WORDS_KNOWN_IN else [one for one in found if one.kind != Kind.NAME]


def by_word(word: str) -> str:
    """How a confirmation is kept."""
    return " ".join(word.lower().split())


def confirmed_words(text: str, found: list[Found], confirmed: Mapping[str, str]) -> dict[str, str]:
    """The reasons of a form (by what was found) as they are kept (by the word)."""
    reasons = {by_word(one.words(text)): confirmed.get(one.key(text), "") for one in found}
    return {word: reason for word, reason in reasons.items() if reason in REASONS}


def judged(text: str, found: list[Found], words: Mapping[str, str]) -> Judged:
    """What passes by reasons kept by the word."""
    return judge(text, found, {one.key(text): words.get(by_word(one.words(text)), "") for one in found})

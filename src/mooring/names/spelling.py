"""How names are written and heard: what stays the same when one hand writes Mohammed, another Muhamad, and a third محمد.

Pure: knows no database and no key. Nothing here decides that two persons are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import jellyfish
from anyascii import anyascii

# Small words that one hand writes and another leaves out: articles, particles of nobility and of descent.
PARTICLES = frozenset(
    {"al", "el", "ul", "van", "von", "der", "den", "de", "da", "do", "di", "du", "dos", "das", "del", "della", "la"}
    | {"le", "les", "lo", "af", "av", "bin", "ibn", "bint", "binti"}
)
# One sound, written in several ways by different transliterations. In this order; the first letters are the longer ones.
ONE_SOUND = (
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("dzh", "z"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("sh", "s"),
    ("zh", "z"),
    ("ch", "c"),
    ("cz", "c"),
    ("tz", "c"),
    ("ts", "c"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("x", "ks"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ae", "e"),
    ("oe", "o"),
    ("y", "i"),
    ("j", "i"),
    ("e", "i"),
    ("o", "u"),
)
DAY = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})(?!\d)")
YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")


def words_of(name: str) -> list[str]:
    """The words of a name in small Latin letters, without particles unless nothing else is left; in the order written."""
    latin = re.sub(r"['`’ʹʺ]", "", anyascii(name)).lower()
    found = re.findall(r"[a-z]+", latin)
    return [word for word in found if word not in PARTICLES] or found


def folded(word: str) -> str:
    """A word with one letter for each sound, and no letter twice in a row."""
    for written, sound in ONE_SOUND:
        word = word.replace(written, sound)
    word = re.sub(r"c(?=[au]|[^aiu]|$)", "k", word)
    return re.sub(r"(.)\1+", r"\1", word)


def skeleton(word: str) -> str:
    """The consonants of a word: what scripts that write no vowels have in common with those that do."""
    bare = re.sub(r"[aeiouyw]", "", word)
    for written, sound in (("sh", "s"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("j", "")):
        bare = bare.replace(written, sound)
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return bare[:-1] if len(bare) > 2 and bare.endswith("h") else bare


def letters_of(words: list[str]) -> set[str]:
    """The pairs of neighbouring letters in each word, with its beginning and end."""
    pairs: set[str] = set()
    for word in map(folded, words):
        closed = f"^{word}$"
        pairs |= {closed[place : place + 2] for place in range(len(closed) - 1)}
    return pairs


def sounds_of(words: list[str]) -> set[str]:
    """Several keys for how each word is heard: metaphone, NYSIIS, and its consonants, whole and in pairs."""
    keys: set[str] = set()
    for word in words:
        plain = folded(word)
        bones = skeleton(word)
        closed = f"^{bones}$"
        keys |= {f"m:{jellyfish.metaphone(plain)}", f"n:{jellyfish.nysiis(plain)}", f"s:{bones}"}
        keys |= {f"p:{closed[place : place + 2]}" for place in range(len(closed) - 1)}
    return keys


@dataclass(frozen=True)
class Birth:
    """When somebody was born, as far as it is written: a whole day, or a year alone, or neither."""

    day: date | None = None
    year: int | None = None

    @property
    def swapped(self) -> date | None:
        """The same date with day and month exchanged, when that is another date of the calendar."""
        if self.day is None or self.day.day > 12 or self.day.day == self.day.month:
            return None
        return date(self.day.year, self.day.day, self.day.month)


def birth(written: str) -> Birth:
    """The date of birth in what was written: 1999-03-05, 5.3.1999 or 5/3/1999 (the day first), or only a year."""
    latin = anyascii(written)
    found = DAY.search(latin)
    if found:
        year, month, day = (
            (int(part) for part in (found[1], found[2], found[3]) if part)
            if found[1]
            else (
                int(found[6]),
                int(found[5]),
                int(found[4]),
            )
        )
        for one, other in ((month, day), (day, month)):
            try:
                return Birth(date(year, one, other), year)
            except ValueError:
                continue
    only = YEAR.search(latin)
    return Birth(None, int(only[1])) if only else Birth()


def number(written: str) -> str:
    """A paper's number as it is compared: capital letters and digits, nothing else."""
    return re.sub(r"[^0-9A-Z]", "", anyascii(written).upper())

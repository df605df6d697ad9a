"""What a paper must not hold if it may be found by somebody who would harm the person: looked for line by line, and left out whole.

The words are known in English and Danish only. That is why an officer reads every line before a copy is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Beginnings of words. A line that has one is left out: too much left out costs a sentence, too little may cost more.
STEMS = (
    "traffick",
    "menneskehand",
    "handlet",
    "victim",
    "offer",
    "ofre",
    "exploit",
    "udnyt",
    "prostitu",
    "pimp",
    "alfons",
    "bagm",
    "brothel",
    "bordel",
    "klinik",
    "police",
    "politi",
    "court",
    "retten",
    "retssag",
    "trial",
    "lawyer",
    "advokat",
    "witness",
    "vidne",
    "report",
    "anmeld",
    "testif",
    "asyl",
    "immigra",
    "udlænding",
    "deport",
    "udvis",
    "shelter",
    "safe house",
    "crisis",
    "krise",
    "centre",
    "center",
    "hotline",
    "reflection",
    "refleks",
    "restitu",
    "identif",
    "social worker",
    "socialråd",
    "socialarb",
    "contact person",
    "kontaktperson",
    "compensat",
    "erstatning",
    "threat",
    "trus",
    "truet",
    "afraid",
    "bange",
    "debt",
    "gæld",
    "escape",
    "flygt",
    "hide",
    "hiding",
    "skjul",
    "therap",
    "terapi",
    "psycholog",
    "psykolog",
    "psychiat",
    "psykiat",
    "hiv",
    "abort",
    "address",
    "adresse",
    "street",
    "gade",
    "road",
)
SIGNS = re.compile(
    r"\d|@|https?:|www\.",  # a telephone, a house number, a date, a mail: each leads somewhere
    re.IGNORECASE,
)
_STEM = re.compile("|".join(rf"\b{re.escape(stem)}" for stem in STEMS) + r"|\w+vej\b|\w+gade\b", re.IGNORECASE)


# Words of which names are made, and which anybody may write who means something else by them.
EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        "children child family families women house health school national danish denmark group municipality organisation"
        " born børn barn familie familier kvinder mænd hjem skole sundhed nationale danske danmark kommune gruppe",
    )
)


def names_in_words(names: Iterable[str], *, least: int = 5) -> frozenset[str]:
    """The words of names that tell something, in small letters: an agency, a desk, an officer. Those of fewer letters than `least`
    are taken within the whole name only, and so are words of every day."""
    found = set()
    for name in names:
        found.add(name.casefold().strip())
        found |= {word.casefold() for word in re.findall(rf"\w{{{least},}}", name)} - EVERYDAY
    return frozenset(found - {""})


def is_safe(line: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether nothing that we know of in a line leads to the person, or tells what happened. `names`: from `names_in_words`."""
    if SIGNS.search(line) or _STEM.search(line):
        return False
    said = line.casefold()
    return not any(re.search(rf"(?<!\w){re.escape(name)}", said) for name in names)

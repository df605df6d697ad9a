"""What in a text would give a person away: found and shown before it reaches a group. The machine finds; the writer changes or confirms.

    found = find(text, case)         where in the text, of which kind, and why it matters
    judged = judge(text, found, confirmed)

What is in `REFUSED` never passes. Everything else is changed, or confirmed with a reason. A machine does not find everything: who
writes stays responsible, and the page says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

from anyascii import anyascii
from django.conf import settings

from mooring.casework.models import Case
from mooring.casework.pseudonym import ALPHABET, NotAPseudonym, normalised
from mooring.referral import telling_words as telling
from mooring.referral.giving_away import REFUSED_IN_AN_ANSWER, WHY, Found, Kind
from mooring.referral.own_names import Alike, Known
from mooring.referral.places import agency_words, place_names

# A letter, or a sign that some scripts write above and below letters.
LETTER = r"(?:[^\W\d_]|[^\w\s!-/:-@\[-`{-~])"
SIGNS_FOR_LETTERS = "@$!0134578"
WITHIN_A_WORD = "'’`´ʼ-" + SIGNS_FOR_LETTERS


def find(text: str, case: Case | None = None) -> list[Found]:
    """Everything in the text that may give somebody away, in the order of the text; with a case, its own names as well."""
    return find_in(text, Known.of(case) if case is not None else Known())


def find_in(text: str, known: Known) -> list[Found]:
    """The same, for what is known of a person."""
    finders: tuple[Callable[[str, Known], Iterator[Found]], ...] = (_own, _references, _fixed, _words)
    every = [found for finder in finders for found in finder(text, known)]
    every.sort(key=lambda found: (not found.is_refused, found.start - found.end, found.start))
    kept: list[Found] = []
    for found in every:
        if all(found.end <= other.start or other.end <= found.start for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def in_an_answer(text: str) -> list[Found]:
    """What may not stand in what a group says: references, numbers, addresses."""
    return [found for found in find_in(text, Known()) if found.kind in REFUSED_IN_AN_ANSWER]


def _found(kind: Kind, start: int, end: int) -> Found:
    return Found(kind, start, end, WHY[kind])


def _own(text: str, known: Known) -> Iterator[Found]:
    """Names, numbers, births and the pseudonym of the case, however they are written apart."""
    squashed = [(sign, at) for at, letter in enumerate(text) for sign in anyascii(letter).upper() if sign.isalnum()]
    run = "".join(sign for sign, _at in squashed)
    body = re.sub(r"[^0-9A-Z]", "", known.pseudonym)[-9:-1]
    looked_for = [(Kind.OWN_NUMBER, one) for one in known.numbers] + [(Kind.OWN_BIRTH, one) for one in known.days()]
    for kind, sought in [*looked_for, *([(Kind.REFERENCE, body)] if body else [])]:
        for hit in re.finditer(re.escape(sought), run):
            yield _found(kind, squashed[hit.start()][1], squashed[hit.end() - 1][1] + 1)
    for year in known.years():
        for hit in re.finditer(rf"(?<!\d){year}(?!\d)", text):
            yield _found(Kind.OWN_BIRTH, hit.start(), hit.end())
    for hit in re.finditer(rf"(?<!\w)(?:{LETTER}[\s.\-_*·]{{1,3}}){{2,}}{LETTER}(?!\w)", text):
        if known.likeness(re.sub(r"[\s.\-_*·]", "", hit[0])) is Alike.SURELY:
            yield _found(Kind.OWN_NAME, hit.start(), hit.end())
    words = list(words_in(text))
    for (start, end), (_next, after) in pairwise(words):
        joined = text[start:end] + text[_next:after]
        alone = {known.likeness(text[start:end]), known.likeness(text[_next:after])}
        if _next - end <= 2 and Alike.SURELY not in alone and _is_whole(joined, known):
            yield _found(Kind.OWN_NAME, start, after)


def _is_whole(joined: str, known: Known) -> bool:
    latin = re.sub(r"[^a-z]", "", anyascii(joined).lower())
    return len(latin) >= 5 and latin in known.names


def _references(text: str, known: Known) -> Iterator[Found]:
    """Pseudonyms of any case, and references of signals, referrals and the like."""
    prefix = re.escape(settings.MOORING_PSEUDONYM_PREFIX)
    for hit in re.finditer(
        rf"(?i)(?<!\w)(?:{prefix}[-–\s]?)?[0-9A-Z]{{4}}[-–\s]?[0-9A-Z]{{4}}[-–\s]?[0-9A-Z](?!\w)", text
    ):
        try:
            normalised(hit[0], settings.MOORING_PSEUDONYM_PREFIX)
        except NotAPseudonym:
            if not re.match(rf"(?i){prefix}[-–]", hit[0]):
                continue
        if re.search(r"\d|[A-Z]{4}", hit[0]):
            yield _found(Kind.REFERENCE, hit.start(), hit.end())
    for hit in re.finditer(rf"(?i)(?<!\w)[A-Z][-–][{ALPHABET}]{{4}}[-–\s]?[{ALPHABET}]{{4}}(?!\w)", text):
        yield _found(Kind.REFERENCE, hit.start(), hit.end())


def _patterns() -> list[tuple[Kind, str]]:
    months, ordinal = telling.months(), "|".join(sorted(telling.words("ordinals"), key=len, reverse=True))
    day = rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.|º|er)?|(?:{ordinal}))"
    return [
        (Kind.ELECTRONIC, r"\S+@\S+|https?://\S+|www\.\S+"),
        (Kind.EXACT_DATE, r"(?<!\d)\d{1,4}\s?[./\-–]\s?\d{1,2}\s?[./\-–]\s?\d{2,4}(?!\d)"),
        (Kind.EXACT_DATE, rf"(?<!\w){day}\s*(?:of\s+|de\s+|-)?(?:{months})(?!\w)\.?(?:[\s,]*\d{{2,4}})?"),
        (Kind.EXACT_DATE, rf"(?<!\w)(?:{months})\.?\s+(?:the\s+)?{day}(?![\w])(?:[\s,]*\d{{4}})?"),
        (Kind.ADDRESS, rf"(?<!\w)(?:\w+[\s\-])?\w*(?:{telling.STREETS})\.?\s+\d+\w?(?!\w)"),
        (Kind.ADDRESS, rf"(?<!\w)\d{{1,4}}\w?\s+(?:\w+\s+)?\w*(?:{telling.STREETS})(?!\w)"),
        (Kind.ADDRESS, r"(?<!\w)(?:DK[-–\s]?)?\d{4}\s+(?-i:[A-ZÆØÅ])\w+(?!\w)"),
        (Kind.LONG_NUMBER, r"(?<!\w)\+?\d(?:[\s().\-/]{0,2}\d){5,}"),
        (
            Kind.AGE,
            r"(?<!\w)\w+\s*[-–]?\s*(?:years?|yrs?|år)(?:[\s-]*(?:old|gammel|gamle))(?!\w)|(?<!\w)\d{1,2}[-–\s]?årig\w*",
        ),
        (Kind.AGE, r"(?<!\w)(?:aged?|i en alder af)\s+\w+|(?<!\w)\d{1,2}\s*(?:years?|år)(?!\w)"),
        (
            Kind.TIME,
            rf"(?<!\w)(?:{telling.long_months()})(?!\w)(?:\s+\d{{4}})?|(?<!\w)(?-i:May|March|Maj|Marts)\s+\d{{4}}",
        ),
        (Kind.TIME, r"(?<![\d.])\d{1,2}[./]\d{1,2}(?![\d.])|(?<!\d)\d{1,2}[:.]\d{2}(?!\d)"),
        (Kind.NUMBER, r"(?<!\w)(?!(?:19|20)\d\d(?!\w))\d{3,}(?!\w)"),
    ]


def _fixed(text: str, known: Known) -> Iterator[Found]:
    """Dates, addresses, numbers, ages and times, by their shape."""
    for kind, pattern in _patterns():
        for hit in re.finditer(pattern, text, re.IGNORECASE):
            # A year before a word, or a postcode: the writer knows.
            year = kind is Kind.ADDRESS and re.match(r"(?:19|20)\d\d\s", hit[0])
            yield _found(Kind.PLACE if year else kind, hit.start(), hit.end())


def _words(text: str, known: Known) -> Iterator[Found]:
    """Names of the case, places, peoples, and what looks like a name."""
    places, agencies, ordinary_words = place_names(), agency_words(), telling.words("ordinary")
    foreign = telling.countries(settings.MOORING_COUNTRY.code)
    small = text.lower()
    for place in [*places, *foreign]:
        for hit in re.finditer(rf"(?<!\w){re.escape(place)}(?!\w)", small):
            if len(small) == len(text):
                yield _found(Kind.PLACE if place in places else Kind.ORIGIN, hit.start(), hit.end())
    for start, end in words_in(text):
        word = text[start:end]
        begins = _begins_a_sentence(text, start)
        cased = word[:1].isupper() or not _has_case(word)
        ordinary = word.lower() in ordinary_words
        alike = known.likeness(word)
        # A short name such as An is an ordinary word as well: that is asked, not refused.
        ordinary_here = ordinary and (begins or word.islower())
        if (alike is Alike.SURELY or (alike is Alike.PERHAPS and cased)) and not ordinary_here:
            yield _found(Kind.OWN_NAME, start, end)
        elif alike is not Alike.NOT:
            yield _found(Kind.LIKE_OWN_NAME, start, end)
        elif telling.is_of_a_people(word):
            yield _found(Kind.ORIGIN, start, end)
        elif cased and not ordinary and word.lower() not in agencies:
            yield _found(Kind.NAME, start, end)


def words_in(text: str) -> Iterator[tuple[int, int]]:
    """Where each word of a text begins and ends, in every script: letters with their signs, and digits or signs within."""
    start: int | None = None
    for at, letter in enumerate([*text, " "]):
        inside = _is_letter(letter)
        before_a_letter = at + 1 < len(text) and _is_letter(text[at + 1])
        if start is None:
            apart = at == 0 or not text[at - 1].isalnum()
            begins = inside and unicodedata.category(letter)[0] == "L"
            start = at if begins or (letter in SIGNS_FOR_LETTERS and before_a_letter and apart) else None
        elif not inside and not (letter in WITHIN_A_WORD and before_a_letter):
            yield start, at
            start = None


def _is_letter(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind[0] in "LM" or kind == "Cf"


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _begins_a_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'“”»«(-–•*")
    return not before or before[-1] in ".!?:\n\r;"

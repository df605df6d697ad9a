"""Searching among sealed names: the encodings of all who are known, compared one by one with what is asked. Exact, and without an index.

Only the matcher reads the encodings (see `casework.matcher`), and what comes out is cases and likenesses, never a name.
A million persons take about a tenth of a second for each way of being named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from mooring.casework import matcher
from mooring.names.encoding import Encoding, Named, bits
from mooring.names.likeness import A_LITTLE, SOUNDS_ALIKE, WRITTEN_ALIKE, Born, Likeness, Strength
from mooring.names.models import Identity, NameEncoding
from mooring.safeguards import keys

KEY_VERSION = 1
MOST = 50  # cases looked at more closely, of those that are most alike

# Each likeness is written twice: a subquery that names it once would keep the scan from running in parallel.
LETTERS = "coalesce(bit_count(e.letters & %(letters)s::bit(512))::float8 / nullif(bit_count(e.letters | %(letters)s::bit(512)), 0), 0)"
SOUNDS = "coalesce(bit_count(e.sounds & %(sounds)s::bit(512))::float8 / nullif(bit_count(e.sounds | %(sounds)s::bit(512)), 0), 0)"
FOUND = f"""
with hits as materialized (
  select e.case_key, e.identity_key, {LETTERS} as letters, {SOUNDS} as sounds,
    case when e.born_year = '' or %(year)s = '' then 'not_known'
      when e.born_day <> '' and e.born_day = %(day)s then 'same_day'
      when e.born_day <> '' and e.born_day = %(swapped)s then 'swapped'
      when e.born_year <> %(year)s then 'other'
      else 'same_year' end as born,
    e.numbers && %(numbers)s::varchar[] as same_number
  from names_encoding e
  where e.key_version = %(version)s and (
    e.numbers && %(numbers)s::varchar[]
    or {LETTERS} >= {WRITTEN_ALIKE} or {SOUNDS} >= {SOUNDS_ALIKE}
    or (e.born_day <> '' and e.born_day = %(day)s and ({LETTERS} >= {A_LITTLE} or {SOUNDS} >= {A_LITTLE})))
)
select h.case_key, h.letters, h.sounds, h.born, h.same_number from hits h
where exists (select 1 from names_identity i where i.id = h.identity_key and i.superseded_by_id is null)
order by h.same_number desc, (h.born = 'same_day') desc, h.letters + h.sounds desc, h.case_key
limit {MOST}
"""


@dataclass(frozen=True)
class Candidate:
    """A case whose person may be the one asked about, and how alike they are. By key; the pseudonym is another question."""

    case_key: int
    likeness: Likeness
    strength: Strength


def matching_key(version: int = KEY_VERSION) -> bytes:
    """The key of the house under which names are encoded, by its version."""
    return keys.house_key("names.matching" if version == 1 else f"names.matching.{version}")


def candidates(asked: Encoding, *, version: int = KEY_VERSION) -> list[Candidate]:
    """The cases whose persons are alike enough to be worth a look, those first for which most speaks; at most `MOST`.

    One query for each way in which the person asked about is named, whether anybody is found or not. Enters the matcher's role.
    """
    best: dict[int, Candidate] = {}
    for named in asked.names or (Named("none", 0, 0),):
        for case_key, letters, sounds, born, same_number in _found(asked, named, version):
            likeness = Likeness(letters, sounds, Born(born), same_number)
            strength = likeness.strength()
            if strength is None:
                continue
            one = Candidate(case_key, likeness, strength)
            if case_key not in best or _order(one) < _order(best[case_key]):
                best[case_key] = one
    return sorted(best.values(), key=_order)[:MOST]


def _order(one: Candidate) -> tuple[int, float, int]:
    return -one.strength, -(one.likeness.letters + one.likeness.sounds), one.case_key


def _found(asked: Encoding, named: Named, version: int) -> list[tuple[int, float, float, str, bool]]:
    parameters: dict[str, Any] = {
        "letters": bits(named.letters),
        "sounds": bits(named.sounds),
        "day": asked.born_day,
        "swapped": asked.born_swapped,
        "year": asked.born_year,
        "numbers": list(asked.numbers),
        "version": version,
    }
    with matcher.as_matcher(), connection.cursor() as cursor:
        cursor.execute(FOUND, parameters)
        rows: list[tuple[int, float, float, str, bool]] = cursor.fetchall()
        return rows


def keep_encodings(identity: Identity, encoded: Encoding, *, version: int = KEY_VERSION) -> None:
    """Keep what may be compared of an identity beside it: a row for each way of being named, within the deed that writes it."""
    if encoded.is_empty:
        return
    NameEncoding.objects.bulk_create(
        NameEncoding(
            case_key=identity.case_key,
            identity_key=identity.pk,
            way=named.way,
            letters=bits(named.letters),
            sounds=bits(named.sounds),
            born_day=encoded.born_day,
            born_year=encoded.born_year,
            numbers=list(encoded.numbers),
            key_version=version,
        )
        for named in encoded.names or (Named("none", 0, 0),)
    )


def encode_again(version: int) -> int:
    """Encode every standing identity under another version of the key; answers how many rows. Run by the database's owner, who is under
    no policy; an identity whose key was erased stays without. Afterwards `KEY_VERSION` moves on and the rows of the old version can go.
    """
    from mooring.casework.sealed_words import give_keys
    from mooring.names.encoding import encode

    made = 0
    standing = Identity.objects.standing().select_related("case")
    done = NameEncoding.objects.filter(key_version=version).values("identity_key")
    for identity in standing.exclude(pk__in=done).iterator(chunk_size=500):
        give_keys([identity.case])
        try:
            fields = identity.fields()
        except keys.CannotOpen:
            continue
        encoded = encode(fields, matching_key(version))
        keep_encodings(identity, encoded, version=version)
        made += max(1, len(encoded.names))
    return made

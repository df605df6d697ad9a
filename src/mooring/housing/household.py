"""A parent and children who come along: how many beds it takes, which of the free ones keep them together, and what the house is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mooring.casework.models import Case
from mooring.housing.models import Bed, PlaceNeeds


def needs_of(case: Case) -> PlaceNeeds | None:
    """What was noted that a place must have for the person of a case; none when nothing was."""
    found: PlaceNeeds | None = PlaceNeeds.objects.standing().filter(case=case).first()
    return found


def in_words(number: int, ages: Sequence[int]) -> str:
    """How many children come along and how old they are: “2 children: 4 and 7 years”. Nothing where there are none."""
    if not number:
        return ""
    counted = number_in_words(number)
    if not ages:
        return _("%(children)s, ages not known yet") % {"children": counted}
    told = [str(age) for age in sorted(ages)]
    listed = _("%(some)s and %(last)s") % {"some": ", ".join(told[:-1]), "last": told[-1]} if told[1:] else told[0]
    return _("%(children)s: %(ages)s years old") % {"children": counted, "ages": listed}


def number_in_words(number: int) -> str:
    """How many children come along; nothing where there are none."""
    return ngettext("%(number)s child", "%(number)s children", number) % {"number": number} if number else ""


def most_together(beds: Sequence[Bed], children: int) -> tuple[Bed | None, list[Bed]]:
    """From free beds, one for the person and as many for the children, in as few rooms as there are; cots for children first."""
    room = Counter(bed.unit_id for bed in beds)
    grown = [bed for bed in beds if not bed.is_a_cot]
    if not grown:
        return None, []
    # The smallest room that takes them all; where none does, the largest.
    first = min(grown, key=lambda bed: (room[bed.unit_id] <= children, abs(room[bed.unit_id] - children - 1)))
    others = [bed for bed in beds if bed.pk != first.pk]
    others.sort(key=lambda bed: (bed.unit_id != first.unit_id, not bed.is_a_cot, -room[bed.unit_id]))
    return first, others[:children]

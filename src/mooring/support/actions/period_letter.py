"""Writing a letter to the person about the period. It is kept as it was written, sealed with the case."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import letters
from mooring.support.models import PeriodLetter


@deed("reflection.write_letter", on="case", compartment=Compartment.CORE)
def write_letter(
    *, by: Officer, case: Case, kind: str, language: str, neutral: bool = False, sentence: str = ""
) -> PeriodLetter:
    """Write a letter in the person's language where our words exist in it, else in English; `sentence` is the officer's own.

    `neutral`: nothing on it tells what it is about. Raises `Refused` where there is nothing of this kind to tell.
    """
    try:
        content = letters.draft(case, by, kind, language, neutral=neutral, sentence=sentence)
    except LookupError:
        instead = _("Look at the period: it shows what was decided.")
        raise house_rule("reflection.write_letter", by, case, _("There is nothing of this to tell."), instead) from None
    row = PeriodLetter(
        case=case, kind=kind, language=language, written_in=content["language"], neutral=neutral, recorded_by=by
    )
    row.seal_words(content=json.dumps(content, ensure_ascii=False))
    row.save(force_insert=True)
    return row

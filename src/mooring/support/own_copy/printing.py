"""A copy of the plan as a document: from what was read and sealed, never from what was written since."""

from __future__ import annotations

import json

from mooring.casework.own_file import printing
from mooring.support.models import PlanCopy
from mooring.support.persons_words import said as _
from mooring.support.persons_words import speaking

DOCUMENT = "copy.typ"
OURS = "mooring.support.own_copy"


def as_document(copy: PlanCopy) -> bytes:
    """The copy as a PDF. The words go in as data, never as markup; letters that this machine has no form for are named in their place.

    Raises `CannotOpen`.
    """
    file = json.loads(copy.words("content"))
    missing = printing.unprintable(file)
    if missing:
        with speaking(copy.printed_in):
            told = _("Some words are in letters that could not be printed here. Ask to have them read to you.")
            file = printing.without(file, missing)
        file["introduction"] = [*file["introduction"], told]
    return printing.typeset(DOCUMENT, file, of=OURS)

"""What is told, on paper for the person: in a language, and in words that endanger nobody if the sheet is found.

Nothing on it is about a person: no name, no pseudonym, no agency, no day of telling. The safe form says nothing of what it is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from mooring.casework.own_file import printing
from mooring.law.information_texts import TextVersion


def as_document(versions: Sequence[TextVersion], language: str, *, safe: bool = False) -> bytes:
    """The PDF of one or several matters in a language; of those not translated, the title in it and the words in English."""
    sections: list[dict[str, Any]] = []
    for version in versions:
        asked = version.in_language(language)
        words = asked if asked.is_translated else version.in_language("en")
        # What only says to ring somebody is said once, however many matters were asked for.
        section = {
            "title": words.safe_title if safe else asked.title,
            "language": words.language if safe else asked.language,
            "paragraphs": words.paragraphs(safe=safe),
            "written_in": words.language,
        }
        if section not in sections:
            sections.append(section)
    helpline = settings.MOORING_COUNTRY.helpline
    file = {
        "language": language,  # the direction of writing follows from it, for each section by itself
        "sections": sections,
        "telephone": helpline.number if helpline is not None else "",
    }
    return printing.typeset("sheet.typ", printing.without(file, printing.unprintable(file)), of=__name__)

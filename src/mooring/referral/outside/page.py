"""What stands on a sealed page: the pieces that were shared in the receiver's language, who asks for what, and how to answer.

Its data key of the referral goes along, sealed like the rest, so that an answer can be sealed for the sender by a process that has no
officer and can read nothing else.
"""

from __future__ import annotations

import base64
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from mooring.casework.models import Case
from mooring.referral import pieces as list_of_pieces
from mooring.referral.models import Referral
from mooring.referral.outside.htcds import attachment
from mooring.referral.service_codes import service_label


def written_for(referral: Referral, case: Case, language: str) -> dict[str, Any]:
    """The page's words, in a language; where a word has no translation, in English."""
    with translation.override(language):
        told = list_of_pieces.written(case, [piece.code for piece in referral.package()])  # what was sent, and no more
        ring = referral.data_key()
        due = referral.standing.due_at
        return {
            "reference": referral.reference,
            "from": str(referral.from_desk),
            "country": str(translation.gettext(settings.MOORING_COUNTRY.name)),
            "need": str(service_label(referral.need)),
            "urgency": str(referral.get_urgency_display()),
            "due": date_format(localtime(due), "DATETIME_FORMAT") if due else "",
            "ground": str(referral.get_ground_display()),
            "message": referral.message,
            "pieces": [[str(piece.title), lines] for piece, lines in told if lines],
            "attachment": attachment(referral, case),
            "language": language,
            "referral": referral.pk,
            "key": base64.b64encode(ring.by_version[ring.newest]).decode(),
            "version": ring.newest,
        }

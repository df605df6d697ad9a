"""Doing a deed from a page: what stands against it is said on the form, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mooring.casework.models import AlreadySuperseded
from mooring.law import NotAnswered, NotProvidedFor
from mooring.safeguards.access import Refused, Why


def done(request: HttpRequest, form: forms.Form, deed: Callable[[], object]) -> bool:
    """Whether the form was sent, is filled in well, and its deed was done. If not, the form says why and what to do next.

    Refusals for want of access fly on to the guard.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        deed()
    except Refused as refused:
        if refused.refusal.why is not Why.HOUSE_RULE:
            raise
        # Tells the outermost middleware to roll back and to write the refusal in the ledger; the page is answered all the same.
        request.refused = refused  # type: ignore[attr-defined]
        form.add_error(None, f"{refused.refusal.reason} {refused.refusal.instead}".strip())
    except NotProvidedFor as refused_by_law:
        form.add_error(None, " ".join([refused_by_law.finding.sentence(_), *refused_by_law.finding.sentences(_)]))
    except NotAnswered as unanswered:
        form.add_error(None, _("The law cannot be asked with what is known: %(why)s") % {"why": unanswered})
    except AlreadySuperseded:
        form.add_error(
            None, _("Somebody else wrote here in the meantime. Open the page once more and look, then send this again.")
        )
    else:
        return True
    return False

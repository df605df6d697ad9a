"""Trying a deed from a form: it is done, or the form says why not and what may be offered instead."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mooring.casework.models import AlreadySuperseded
from mooring.law import Finding, NotAnswered, NotProvidedFor
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.forms_kept import sent


class Attempt:
    """What came of a deed: `done`, or the law's refusing `finding`, when it was the law that refused."""

    def __init__(self, request: HttpRequest, form: Form, deed: Callable[[], object]) -> None:
        self.done = False
        self.finding: Finding | None = None
        try:
            deed()
        except NotProvidedFor as refused:
            self.finding = refused.finding
            form.add_error(None, _("The law of that day does not provide for this. Its reasons stand above."))
        except NotAnswered:
            form.add_error(
                None, _("The law in this installation does not answer for that day and these facts. Ask a lawyer.")
            )
        except AlreadySuperseded:
            form.add_error(None, _("Somebody else has changed this in the meantime. Look again, then decide."))
        except Refused as refused:
            if refused.refusal.why is not Why.HOUSE_RULE:
                raise
            form.add_error(None, f"{refused.refusal.reason} {refused.refusal.instead}")
            # Tells the officer's transaction to roll back, and to write the refusal in the ledger afterwards.
            request.refused = refused  # type: ignore[attr-defined]
        else:
            self.done = True
            sent(request)

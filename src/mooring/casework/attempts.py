"""Trying a deed from a form: it is done, or the form says why not and what to do next, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mooring.casework.models import AlreadySuperseded
from mooring.law import Finding, NotAnswered, NotProvidedFor
from mooring.safeguards.access import Refused, Why


class Attempt:
    """What came of a deed: `done`, or the law's refusing `finding`, when it was the law that refused.

    Refusals by a rule of the house, refusals by the law and a quicker colleague become errors of the form; refusals for want of
    access fly on to the guard. `finding_stands_above`: the page shows the law's reasons itself. Without a deed nothing was tried.
    """

    def __init__(
        self,
        request: HttpRequest,
        form: BaseForm,
        deed: Callable[[], object] | None,
        *,
        finding_stands_above: bool = False,
    ) -> None:
        self.done = False
        self.finding: Finding | None = None
        if deed is None:
            return
        try:
            deed()
        except Refused as refused:
            if refused.refusal.why is not Why.HOUSE_RULE:
                raise
            # Tells the officer's transaction to roll back, and to write the refusal in the ledger; the page is answered all the same.
            request.refused = refused  # type: ignore[attr-defined]
            form.add_error(None, f"{refused.refusal.reason} {refused.refusal.instead}".strip())
        except NotProvidedFor as refused_by_law:
            self.finding = finding = refused_by_law.finding
            reasons = _("The law of that day does not provide for this. Its reasons stand above.")
            if not finding_stands_above:
                reasons = " ".join([finding.sentence(_), *finding.sentences(_)])
            form.add_error(None, reasons)
        except NotAnswered as unanswered:
            form.add_error(None, _("The law cannot be asked with what is known: %(why)s") % {"why": unanswered})
        except AlreadySuperseded:
            form.add_error(
                None,
                _("Somebody else wrote here in the meantime. Open the page once more and look, then send this again."),
            )
        else:
            self.done = True


def done(request: HttpRequest, form: BaseForm, deed: Callable[[], object]) -> bool:
    """Whether the form was sent, is filled in well, and its deed was done."""
    return request.method == "POST" and form.is_valid() and Attempt(request, form, deed).done


def tried(request: HttpRequest, form: BaseForm, deed: Callable[[], object]) -> Attempt:
    """What came of a page that shows the law's reasons itself: nothing yet, where the form was not sent or is not filled in well."""
    is_sent = request.method == "POST" and form.is_valid()
    return Attempt(request, form, deed if is_sent else None, finding_stands_above=True)

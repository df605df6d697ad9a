"""The pages of the second hand: confirm that a colleague works here, or that she lost what she signs in with."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.safeguards import actions, letters
from mooring.safeguards.actions import letting_in_again, postings
from mooring.safeguards.forms import ConfirmationForm
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import PostingProposal, SecondFactorReset
from mooring.safeguards.references import reference
from mooring.safeguards.roles import role
from mooring.safeguards.rows_by_name import key_or_404
from mooring.safeguards.second_hand import waiting_for
from mooring.safeguards.views.people import hand_over


def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this officer as the second hand."""
    return render(request, "safeguards/confirm.html", waiting_rows(request))


def waiting_rows(request: HttpRequest) -> dict[str, Any]:
    """What waits for this officer as the second hand, ready for the page."""
    found = waiting_for(officer_of(request))
    return {
        "proposals": [
            {"proposal": each, "role": role(each.role).name, "named": reference("proposal", each.pk)}
            for each in found.proposals
        ],
        "resets": [{"reset": each, "named": reference("reset", each.pk)} for each in found.resets],
    }


def _proposal(request: HttpRequest, named: str) -> PostingProposal:
    """A proposal that waits and is this officer's to see; her own ones too, so that she is told why she cannot."""
    found = PostingProposal.objects.waiting().select_related("officer", "desk__agency", "proposed_by")
    proposal = found.filter(pk=key_or_404("proposal", named)).first()
    if proposal is None or proposal.officer_id == officer_of(request).pk:
        raise Http404
    return proposal


def confirm(request: HttpRequest, named: str) -> HttpResponse:
    """Confirm that this person works at the desk, with the code the person reads out."""
    by, proposal = officer_of(request), _proposal(request, named)
    form = initial_or_draft(request, ConfirmationForm)
    if request.method == "POST" and form.is_valid():
        try:
            actions.countersign_posting(by=by, proposal=proposal, code=form.cleaned_data["code"])
        except actions.WrongCode:
            form.add_error(
                "code",
                _(
                    "This is not the code on the person's page. Ask for it once more; if it still differs, do not confirm, "
                    "and ring the administrator."
                ),
            )
        else:
            sent(request)
            messages.success(request, _("Confirmed. The posting has begun, or begins on its first day."))
            return redirect("second_hand")
    context = {
        "form": form,
        "proposal": proposal,
        "role": role(proposal.role),
        "named": named,
        "own": not postings.may_answer(proposal, by),
    }
    return form_page(request, "safeguards/confirm_posting.html", context)


def decline(request: HttpRequest, named: str) -> HttpResponse:
    """Say that this person is not to be posted."""
    if request.method == "POST":
        actions.decline_posting(by=officer_of(request), proposal=_proposal(request, named))
        messages.success(request, _("Declined. Nobody was posted; the administrator sees your answer."))
    return redirect("second_hand")


def _reset(request: HttpRequest, named: str) -> SecondFactorReset:
    found = SecondFactorReset.objects.waiting().select_related("officer", "proposed_by")
    reset = found.filter(pk=key_or_404("reset", named)).first()
    if reset is None or reset.officer_id == officer_of(request).pk:
        raise Http404
    return reset


def confirm_reset(request: HttpRequest, named: str) -> HttpResponse:
    """Confirm that the colleague herself said what she lost, and get the link to hand over."""
    by, reset = officer_of(request), _reset(request, named)
    if request.method == "POST":
        link = actions.confirm_reset(by=by, reset=reset)
        letters.tell_let_in_again(link.officer)
        return hand_over(request, link, mail=False)
    context = {"reset": reset, "named": named, "own": not letting_in_again.may_answer(reset, by)}
    return render(request, "safeguards/confirm_reset.html", context)


def decline_reset(request: HttpRequest, named: str) -> HttpResponse:
    """Say that the colleague is not to be let in again like this."""
    if request.method == "POST":
        actions.decline_reset(by=officer_of(request), reset=_reset(request, named))
        messages.success(request, _("Declined. Nothing has changed; the administrator sees your answer."))
    return redirect("second_hand")

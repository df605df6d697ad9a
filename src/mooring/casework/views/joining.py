"""The pages of two files on one person: the matching desk's list and proposals, and what the leads of the cases say to them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.casework import actions, attempts, matcher
from mooring.casework.addresses import case_address
from mooring.casework.joining_forms import PartForm, ProposeForm
from mooring.casework.models import Case, Joining, Said
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.rows_by_name import key_or_404

SHOWN = 200


def joinings(request: HttpRequest) -> HttpResponse:
    """What the matching desk has proposed, the newest first, and what became of it."""
    found = list(Joining.objects.with_steps().prefetch_related("steps").order_by("-recorded_at", "-id")[:SHOWN])
    named = matcher.pseudonyms_of({key for joining in found for key in (joining.leading_id, joining.other_id)})
    rows = [
        {
            "joining": joining,
            "leading": named.get(joining.leading_id, ""),
            "other": named.get(joining.other_id, ""),
            "joined": joining.leading_agreed and joining.other_agreed,
            "parting": next((step for step in joining.steps.all() if step.kind == Said.PARTED), None),
        }
        for joining in found
    ]
    return render(request, "casework/joinings.html", {"rows": rows})


def propose(request: HttpRequest) -> HttpResponse:
    """Propose that two files are on one person."""
    form = initial_or_draft(request, ProposeForm)

    def deed() -> None:
        actions.propose_joining(by=officer_of(request), **form.cleaned_data)

    if attempts.done(request, form, deed):
        sent(request)
        messages.success(request, _("The leads of both cases are asked."))
        return redirect("joinings")
    return form_page(request, "casework/joining_propose.html", {"form": form})


def withdraw(request: HttpRequest, named: str) -> HttpResponse:
    """Take a proposal back."""
    if request.method == "POST":
        joining = Joining.objects.filter(pk=key_or_404("joining", named)).first()
        if joining is None:
            raise Http404
        try:
            actions.withdraw_joining(by=officer_of(request), joining=joining)
        except Refused as refused:
            _told(request, refused)
    return redirect("joinings")


def join(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Agree for this case."""
    if request.method == "POST":
        try:
            actions.join(by=officer_of(request), case=case, joining=_joining(case, named))
        except Refused as refused:
            _told(request, refused)
    return redirect(case_address(case, open="two_files"))


def part(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Say that the two are not to be taken as files on one person, and why."""
    joining = _joining(case, named)
    form = initial_or_draft(request, PartForm)

    def deed() -> None:
        actions.part(by=officer_of(request), case=case, joining=joining, **form.cleaned_data)

    if attempts.done(request, form, deed):
        sent(request)
        return redirect(case_address(case))
    return form_page(request, "casework/joining_part.html", {"case": case, "form": form})


def _joining(case: Case, named: str) -> Joining:
    found: Joining | None = Joining.objects.of(case).filter(pk=key_or_404("joining", named)).first()
    if found is None:
        raise Http404
    return found


def _told(request: HttpRequest, refused: Refused) -> None:
    """Say a rule of the house in words; every other refusal is the guard's to answer."""
    if refused.refusal.why is not Why.HOUSE_RULE:
        raise refused
    request.refused = refused  # type: ignore[attr-defined]
    messages.error(request, f"{refused.refusal.reason} {refused.refusal.instead}".strip())

"""The pages of the team: giving and ending access, and closing a case."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.casework import actions
from mooring.casework.addresses import case_address
from mooring.casework.forms import AccessForm
from mooring.casework.models import Case, Grant
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.rows_by_name import key_or_404


def give_access(request: HttpRequest, case: Case) -> HttpResponse:
    """Give an officer or a desk access to one part of the case."""
    officer = officer_of(request)
    form = initial_or_draft(request, AccessForm, officer=officer)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        holder = given["holder"]
        actions.give_access(
            by=officer,
            case=case,
            compartment=given["compartment"],
            officer=holder if isinstance(holder, Officer) else None,
            desk=None if isinstance(holder, Officer) else holder,
            may_write=given["may_write"],
            as_lead=given["as_lead"],
            until=given["until"],
        )
        sent(request)
        messages.success(request, _("Access is given from now on."))
        return redirect(case_address(case, open="team"))
    return form_page(request, "casework/access_give.html", {"case": case, "form": form})


def end_access(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """End somebody's access, or one's own."""
    if request.method == "POST":
        officer = officer_of(request)
        grant = Grant.objects.running().filter(case=case, pk=key_or_404("grant", named)).first()
        if grant is None:
            raise Http404
        actions.end_access(by=officer, case=case, grant=grant)
        messages.success(request, _("The access has ended."))
        if not Grant.objects.running().held_by(officer).filter(case=case).exists():
            return redirect("cases")
    return redirect(case_address(case, open="team"))


def close(request: HttpRequest, case: Case) -> HttpResponse:
    """Close a case: nothing more is due."""
    if request.method == "POST":
        try:
            actions.close(by=officer_of(request), case=case)
        except actions.NotALawfulMove as not_now:
            messages.error(request, str(not_now))
        return redirect(case_address(case))
    return form_page(request, "casework/close.html", {"case": case})

"""Where half-filled forms are kept at every pause. Words come in the body, never in the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mooring.safeguards import drafts
from mooring.safeguards.models import Officer
from mooring.web.kept_forms import LONGEST_FORM, takes_a_form


@require_POST
def keep(request: HttpRequest, page: str) -> HttpResponse:
    """Keep the draft of the form that is sent to `page`: 204; 401 when signed out; 404 when no form is sent there.

    Nothing is looked up about a case, so that the answer is the same whether or not there is one.
    """
    path = f"/{page}"
    officer = request.user
    if not isinstance(officer, Officer):
        return HttpResponse(status=401)
    if not takes_a_form(path):
        return HttpResponse(status=404)
    if "throw_away" in request.POST:
        drafts.drop(officer, path)
        return redirect(path)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_FORM:
        return HttpResponse(status=413)
    drafts.keep(officer, path, {name: [str(value) for value in values] for name, values in request.POST.lists()})
    return HttpResponse(status=204)

"""The demo's doorstep: sign in as a member of the cast, without a password. In any other mode there is no such page."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from mooring.safeguards.models import Officer, Posting
from mooring.safeguards.references import NoSuchReference, key_of, reference
from mooring.safeguards.roles import role
from mooring.web.sign_in import SIGNED_IN_BY_DEMO

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Choose who to be; a POST signs in as that officer."""
    if settings.MOORING_MODE != "demo":
        raise Http404
    if request.method == "POST":
        try:
            officer = Officer.objects.filter(pk=key_of("demo", request.POST.get("officer", "")), is_active=True).first()
        except NoSuchReference:
            officer = None
        if officer is None:
            raise Http404
        login(request, officer, backend=BACKEND)
        request.session[SIGNED_IN_BY_DEMO] = True
        following = request.POST.get("next", "")
        return redirect(following if url_has_allowed_host_and_scheme(following, {request.get_host()}) else "day")
    return render(request, "web/demo.html", {"agencies": _cast(), "next": request.GET.get("next", "")})


def _cast() -> list[tuple[str, list[dict[str, str]]]]:
    """The officers who serve now, by agency, each with a role and what it is for."""
    by_agency: dict[str, list[dict[str, str]]] = {}
    for posting in (
        Posting.objects.running()
        .select_related("officer", "desk__agency")
        .order_by("desk__agency__name", "role", "officer__name")
    ):
        serves_as = role(posting.role)
        by_agency.setdefault(posting.desk.agency.name, []).append(
            {
                "name": posting.officer.name,
                "role": serves_as.name,
                "purpose": serves_as.purpose,
                "reference": reference("demo", posting.officer_id),
            }
        )
    return list(by_agency.items())

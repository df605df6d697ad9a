"""The pages of somebody who comes in: the link that works once, and the code by which a colleague knows her.

The token is taken out of the address at once, so that it stands in no history, no referrer and no log of a later page.
"""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from mooring.safeguards import actions
from mooring.safeguards.confirmation_code import code_of
from mooring.safeguards.forms import OwnPasswordForm
from mooring.safeguards.models import Officer
from mooring.safeguards.one_time_links import laid_by, lay_by, whose
from mooring.safeguards.roles import role

CARRIED = "invitation"
TRIES = "30/5m/ip"


@never_cache
@require_http_methods(["GET", "HEAD"])
@sensitive_variables("token")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address and go on."""
    lay_by(request.session, CARRIED, token)
    return _no_referrer(redirect("invitation"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password", "again")
@sensitive_variables("token")
def invitation(request: HttpRequest) -> HttpResponse:
    """Set a password of one's own, with a link that works once."""
    if not ratelimit.consume(request, app="mooring", action="invitation", config={"invitation": TRIES}, limit_get=True):
        return _no_referrer(render(request, "safeguards/invitation_over.html", {"too_often": True}, status=429))
    token = laid_by(request.session, CARRIED)
    officer = whose(token)
    if officer is None:
        return _no_referrer(render(request, "safeguards/invitation_over.html", status=404))
    if isinstance(request.user, Officer):
        return _no_referrer(render(request, "safeguards/invitation_other.html", {"for_whom": officer}))
    form = OwnPasswordForm(request.POST or None, officer=officer)
    if request.method == "POST" and form.is_valid():
        if actions.take_up_invitation(token, form.cleaned_data["password"]) is None:
            return _no_referrer(render(request, "safeguards/invitation_over.html", status=404))
        request.session.flush()
        messages.success(request, _("Your password is set. Sign in with it now; then you set up a second factor."))
        return _no_referrer(redirect("account_login"))
    context = {"form": form, "for_whom": officer}
    return _no_referrer(
        render(request, "safeguards/invitation.html", context, status=422 if request.method == "POST" else 200)
    )


@never_cache
@require_http_methods(["GET", "HEAD"])
def own_code(request: HttpRequest) -> HttpResponse:
    """The code that an officer reads to the colleague who confirms her; also for somebody who serves nowhere yet."""
    officer = request.user
    if not isinstance(officer, Officer):
        return redirect(f"{resolve_url('account_login')}?next={request.path}")
    proposals = [
        {"proposal": proposal, "role": role(proposal.role).name}
        for proposal in officer.proposals.waiting().select_related("desk__agency")
    ]
    return render(
        request,
        "safeguards/own_code.html",
        {"code": code_of(officer), "proposals": proposals, "serves": bool(officer.running_postings())},
    )


def _no_referrer(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response

"""The sender's page of a link for an agency without access: making it, seeing who tried it, ending it."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.referral import actions
from mooring.referral.forms.outside import LinkForm
from mooring.referral.models import SealedPage
from mooring.referral.referral_states import OPEN, ReferralState
from mooring.referral.views.referrals import found_for
from mooring.safeguards.forms_kept import initial_or_draft, officer_of, sent
from mooring.safeguards.one_time_links import laid_by, lay_by

WAY_IN = "way_in_to_hand_over"


def link(request: HttpRequest, reference: str) -> HttpResponse:
    """The link of a referral: made here, shown once, and who was at it."""
    officer = officer_of(request)
    referral = found_for(officer, reference, "referral.lay_page", writing=request.method == "POST")
    form = initial_or_draft(request, LinkForm)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        laid = actions.lay_page(by=officer, referral=referral, days=told["days"], language=told["language"])
        lay_by(request.session, WAY_IN, json.dumps([reference, laid.way_in.token, laid.way_in.code]))
        sent(request)
        return redirect("referral_link", reference=reference)
    shown = json.loads(laid_by(request.session, WAY_IN) or "[]")
    request.session.pop(WAY_IN, None)
    pages = SealedPage.objects.filter(referral=referral).order_by("-recorded_at").prefetch_related("looks")
    state = referral.standing.state
    context = {
        "referral": referral,
        "form": form,
        "pages": pages,
        "may_make": referral.to_desk_id is None and state in OPEN and state != ReferralState.DRAFT,
        "is_ours": referral.to_desk_id is not None,
        "address": request.build_absolute_uri(reverse("sealed_page")) + f"#{shown[1]}"
        if shown[:1] == [reference]
        else "",
        "code": f"{shown[2][:4]} {shown[2][4:]}" if shown[:1] == [reference] else "",
    }
    return render(request, "referral/link.html", context, status=422 if form.errors else 200)


def link_end(request: HttpRequest, reference: str) -> HttpResponse:
    """End the link that stands."""
    if request.method == "POST":
        officer = officer_of(request)
        referral = found_for(officer, reference, "referral.end_page", writing=True)
        actions.end_page(by=officer, referral=referral)
        messages.success(request, _("The link opens nothing any more."))
    return redirect("referral_link", reference=reference)

"""The button by which an accepted return is handed on to who plans it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.models import Case
from mooring.returns import handing_on
from mooring.returns.moving import standing_path, stands_elsewhere
from mooring.safeguards import drafts
from mooring.safeguards.forms_kept import officer_of


def refer(request: HttpRequest, case: Case) -> HttpResponse:
    """Begin a referral to who plans the return: its form opens, filled in as far as the house knows. Another that was begun is not lost.

    Raises `Refused` where the person has not said yes, or has set out already.
    """
    officer, path = officer_of(request), standing_path(case)
    if request.method != "POST" or path is None:
        return redirect("return", case)
    step = path.standing_step()
    if step.state not in handing_on.OPEN_IN:
        raise stands_elsewhere("referral.draft", officer, path, step)
    form = reverse("referral_new", args=[case])
    kept = drafts.kept(officer, form)
    if kept and kept.get("need") not in (None, [""], [handing_on.NEED]):
        messages.info(request, _("You had begun to hand on something else. Send it or throw it away; then begin this."))
        return redirect(form)
    begun = handing_on.begun_with(officer, case)
    drafts.keep(officer, form, begun)
    if "to" not in begun:
        messages.info(request, _("The directory names nobody who plans it: choose whom to ask."))
        return redirect(f"{form}?step=to")
    messages.info(
        request,
        _(
            "What the planner needs is chosen here. Take away what is too much. The person is asked, and nothing is sent yet."
        ),
    )
    return redirect(f"{form}?step=pieces")

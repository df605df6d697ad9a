"""The page for an agency without access: opened with a link and a code, answered there. No session, no cookie, nothing in the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mooring.referral.forms.outside import OpenForm, OutsideAnswerForm
from mooring.referral.outside.opening import Opened, answer, open_page
from mooring.referral.outside.sealing import LinkAndCode, given


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sealed_page(request: HttpRequest) -> HttpResponse:
    """GET asks for the code and spends nothing; POST opens, answers, or hands out the attachment."""
    asked = translation.get_language_from_request(request)
    with translation.override(asked if asked in ("en", "da") else "en"):
        if request.method != "POST":
            return render(request, "referral/sealed_ask.html", {"form": OpenForm()})
        form = OpenForm(request.POST)
        if not form.is_valid():
            return render(request, "referral/sealed_ask.html", {"form": form}, status=422)
        way_in = given(form.cleaned_data["token"], form.cleaned_data["code"])
        opened = open_page(way_in) if way_in is not None else None
        if way_in is None or opened is None:
            form.add_error(
                None, _("This link or code does not open anything, or its time is over. Ring the sender for another.")
            )
            return render(request, "referral/sealed_ask.html", {"form": form}, status=422)
    with translation.override(opened.told["language"]):
        return _shown(request, way_in, opened)


def _shown(request: HttpRequest, way_in: LinkAndCode, opened: Opened) -> HttpResponse:
    if "attachment" in request.POST:
        name = {"Content-Disposition": 'attachment; filename="referral.json"'}
        return HttpResponse(opened.attachment(), content_type="application/json", headers=name)
    form, said = None, ""
    if any(opened.may(one) for one in ("accepted", "done")):
        form = OutsideAnswerForm(request.POST if "answer_now" in request.POST else None, state=opened.state)
        if form.is_bound and form.is_valid():
            said = _answered(way_in, opened, form.cleaned_data)
            opened = open_page(way_in) or opened
            form = OutsideAnswerForm(state=opened.state) if opened.may("done") else None
    context = {
        "told": opened.told,
        "state": opened.state,
        "way_in": way_in,
        "form": form,
        "said": said,
        "right_to_left": translation.get_language_bidi(),
    }
    return render(
        request, "referral/sealed_page.html", context, status=422 if form is not None and form.errors else 200
    )


def _answered(way_in: LinkAndCode, opened: Opened, told: dict[str, Any]) -> str:
    done = answer(way_in, opened, told["answer"], reason=told["reason"], words=told["words"])
    if done:
        return _("Your answer has reached the sender. Thank you.")
    return _(
        "This can no longer be answered here: the sender has taken it back, or somebody at your agency was quicker."
    )

"""Ringing back: the rule first, the number when it is asked for, and how it ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.casework.attempts import done
from mooring.hotline import actions
from mooring.hotline.forms.calls import TriedForm
from mooring.hotline.models import CallBack
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.rows_by_name import key_or_404


def call_back(request: HttpRequest, named: str) -> HttpResponse:
    """How it is safe to ring back, and room to note how it ended. The number is not on this page."""
    officer = officer_of(request)
    given = _call_back(officer, named)
    form = initial_or_draft(request, TriedForm, initial={})
    if done(request, form, lambda: actions.try_call_back(by=officer, call_back=given, how=form.cleaned_data["how"])):
        sent(request)
        return redirect("call", call=given.call.reference)
    return form_page(request, "hotline/call_back.html", _told(given, named) | {"form": form})


def call_back_number(request: HttpRequest, named: str) -> HttpResponse:
    """The number, beneath the rule; the ledger keeps that it was looked at."""
    if request.method != "POST":
        return redirect("call_back", named=named)
    given = _call_back(officer_of(request), named)
    number = actions.show_number(by=officer_of(request), call_back=given)
    telephone = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return render(
        request,
        "hotline/call_back.html",
        _told(given, named) | {"number": number, "telephone": telephone, "form": TriedForm()},
    )


def _told(given: CallBack, named: str) -> dict[str, object]:
    return {
        "call_back": given,
        "named": named,
        "code_word": given.code_word(),
        "spoken": given.call.language_name,
        "tries": list(given.tries.select_related("recorded_by").order_by("recorded_at", "id")),
    }


def _call_back(officer: Officer, named: str) -> CallBack:
    found = CallBack.objects.open().select_related("call__desk").filter(pk=key_or_404("call_back", named)).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, "call_back.look", _("There is no such call-back.")), officer)
    return found

"""Answering a referral, and moving it on: one small page for each move, or a button alone where nothing more is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.attempts import Attempt
from mooring.casework.models import Case
from mooring.referral import actions
from mooring.referral.forms.answering import (
    AcceptForm,
    DeclineForm,
    FeedbackForm,
    FinishForm,
    ReturnForm,
    SendAgainForm,
    WithdrawForm,
)
from mooring.referral.handing_on import Choosing
from mooring.referral.models import Referral, SomebodyWasQuicker
from mooring.referral.referral_states import REFERRAL_STATES, ReferralState
from mooring.referral.views.referrals import found_for
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.state_tables import NotALawfulMove

Deed = Callable[[Officer, Referral, Mapping[str, Any]], object]


@dataclass(frozen=True)
class Asked:
    """A small page that asks before a move: its words, its form, and the deed."""

    name: str
    verb: str
    title: Any
    lead: Any
    submit: Any
    form: type[forms.Form]
    deed: Deed
    done: Any = ""


ACCEPT = Asked(
    "accept",
    "referral.accept",
    gettext_lazy("Accept the referral"),
    gettext_lazy("Your desk takes it up. The sender is told at once."),
    gettext_lazy("Accept"),
    AcceptForm,
    lambda by, referral, given: actions.accept(by=by, referral=referral, words=given["words"]),
    gettext_lazy("Your desk has taken it up."),
)
DECLINE = Asked(
    "decline",
    "referral.decline",
    gettext_lazy("Say no to the referral"),
    gettext_lazy("The sender is told at once, stays responsible, and asks somebody else."),
    gettext_lazy("Say no"),
    DeclineForm,
    lambda by, referral, given: actions.decline(by=by, referral=referral, reason=given["reason"], words=given["words"]),
)
GIVE_BACK = Asked(
    "return",
    "referral.return",
    gettext_lazy("Send the referral back"),
    gettext_lazy("More is needed before you can answer. The sender can send it again."),
    gettext_lazy("Send back"),
    ReturnForm,
    lambda by, referral, given: actions.give_back(
        by=by, referral=referral, reason=given["reason"], words=given["words"]
    ),
)
WITHDRAW = Asked(
    "withdraw",
    "referral.withdraw",
    gettext_lazy("Withdraw the referral"),
    gettext_lazy("The receiver is told, and sees what was shared no longer. What came of it ends."),
    gettext_lazy("Withdraw"),
    WithdrawForm,
    lambda by, referral, given: actions.withdraw(by=by, referral=referral, reason=given["reason"]),
)
FINISH = Asked(
    "finish",
    "referral.finish",
    gettext_lazy("Say that it is done"),
    gettext_lazy("The sender is told what came of it."),
    gettext_lazy("It is done"),
    FinishForm,
    lambda by, referral, given: actions.finish(
        by=by, referral=referral, outcome=given["outcome"], words=given["words"]
    ),
)
FEEDBACK = Asked(
    "feedback",
    "referral.feedback",
    gettext_lazy("Write a message"),
    gettext_lazy("It stands on the page of the referral. The other desk is told that there is one."),
    gettext_lazy("Send the message"),
    FeedbackForm,
    lambda by, referral, given: actions.feedback(by=by, referral=referral, words=given["words"]),
)

SEND_AGAIN = {
    "name": "send_again",
    "title": gettext_lazy("Send it again"),
    "lead": gettext_lazy(
        "Choose what is told now. The ground is asked anew, and the clock of the answer begins again."
    ),
    "submit": gettext_lazy("Send"),
}


def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it up."""
    return _asking(request, reference, ACCEPT)


def decline(request: HttpRequest, reference: str) -> HttpResponse:
    """Say no, with the reason."""
    return _asking(request, reference, DECLINE)


def give_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Send it back, because more must be known."""
    return _asking(request, reference, GIVE_BACK)


def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it back."""
    return _asking(request, reference, WITHDRAW)


def finish(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that it is done, and what came of it."""
    return _asking(request, reference, FINISH)


def feedback(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a message to the other side."""
    return _asking(request, reference, FEEDBACK)


def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Send a draft; or send again what came back, with more or less of the person."""
    officer = officer_of(request)
    referral = found_for(officer, reference, "referral.send", writing=request.method == "POST")
    if referral.standing.state != ReferralState.RETURNED:
        return _pressed(request, reference, "referral.send", actions.send, _("It is sent."))
    case = Case.objects.filter(pk=referral.case_id).first()
    if case is None:
        return redirect("referral", reference)
    choosing = Choosing.of(officer, case, referral)
    form = initial_or_draft(
        request, SendAgainForm, initial={"pieces": referral.chosen}, offered=choosing.offered_pieces()
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["pieces"]
        try:
            attempt = Attempt(
                request, form, _catching(lambda: actions.send(by=officer, referral=referral, pieces=chosen))
            )
        except _Moved:
            return quicker(request, referral, "")
        if attempt.done:
            sent(request)
            messages.success(request, _("It is sent."))
            return redirect("referral", reference)
    return form_page(request, "referral/referral_move.html", {"referral": referral, "asked": SEND_AGAIN, "form": form})


def receive(request: HttpRequest, reference: str) -> HttpResponse:
    """Open what was sent: the sender is told that it was."""
    return _pressed(request, reference, "referral.receive", actions.receive)


def _asking(request: HttpRequest, reference: str, asked: Asked) -> HttpResponse:
    officer = officer_of(request)
    referral = found_for(officer, reference, asked.verb, writing=True)
    form = initial_or_draft(request, asked.form)
    is_message = asked is FEEDBACK
    if not is_message and asked.verb not in {move.verb for move in referral.moves_for(officer)}:
        return quicker(request, referral, str(request.POST.get("words", "")))
    if request.method == "POST" and form.is_valid():
        try:
            attempt = Attempt(request, form, _catching(lambda: asked.deed(officer, referral, form.cleaned_data)))
        except _Moved:
            return quicker(request, referral, str(form.cleaned_data.get("words", "")))
        if attempt.done:
            sent(request)
            if asked.done:
                messages.success(request, asked.done)
            return redirect("referral", reference)
    return form_page(request, "referral/referral_move.html", {"referral": referral, "asked": asked, "form": form})


def _pressed(
    request: HttpRequest, reference: str, verb: str, deed: Callable[..., object], done: str = ""
) -> HttpResponse:
    officer = officer_of(request)
    referral = found_for(officer, reference, verb, writing=request.method == "POST")
    if request.method == "POST":
        form = forms.Form(request.POST)
        form.is_valid()
        try:
            attempt = Attempt(request, form, _catching(lambda: deed(by=officer, referral=referral)))
        except _Moved:
            return quicker(request, referral, "")
        if not attempt.done:
            context = {"referral": referral, "why": form.non_field_errors()}
            return render(request, "referral/referral_refused.html", context, status=422)
        if done:
            messages.success(request, done)
    return redirect("referral", reference)


class _Moved(Exception):
    """It stands elsewhere by now. Apart from what an attempt catches, because the page tells who was quicker."""


def _catching(deed: Callable[[], object]) -> Callable[[], object]:
    def tried() -> object:
        try:
            return deed()
        except (SomebodyWasQuicker, NotALawfulMove) as moved:
            raise _Moved from moved

    return tried


def _told(referral: Referral) -> str:
    """Who was quicker, where to and when; nobody is named where the sender took it back before this side had seen it."""
    try:
        step = referral.look_again()
    except SomebodyWasQuicker:
        return _("It was taken back before it was answered.")
    return _("%(who)s was quicker: %(state)s, %(when)s.") % {
        "who": step.recorded_by or _("The clock"),
        "state": REFERRAL_STATES.state(step.state).label,
        "when": date_format(localtime(step.recorded_at), "SHORT_DATETIME_FORMAT"),
    }


def quicker(request: HttpRequest, referral: Referral, words: str) -> HttpResponse:
    """The page that tells who was quicker, with what one had written, so that it is not lost."""
    told = _told(referral)
    context = {"referral": referral, "told": told, "words": words}
    return render(request, "referral/referral_quicker.html", context, status=409)

"""The pages of referrals: the list of one's desks, those that are late, and one referral with its package and its clock."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.referral import ladder, pieces, reading
from mooring.referral.due import Urgency
from mooring.referral.grounds import GroundCode
from mooring.referral.models import Referral, ReferralKind, Responsibility
from mooring.referral.referral_states import PACKAGE_OPEN, RECEIVER, REFERRAL_STATES, SENDER, WAITING, ReferralState
from mooring.referral.service_codes import service_label
from mooring.referral.views.moves import moves_on
from mooring.safeguards import ledger
from mooring.safeguards.access import Refusal, Refused, Why, access
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.models import Officer

ON_A_PAGE = 25
LATE_SHOWN = 100
COORDINATOR = "centre_coordinator"
TABS = {
    "waiting": gettext_lazy("Waiting for us"),
    "sent": gettext_lazy("We asked"),
    "over": gettext_lazy("Over"),
}
EMPTY = {
    "waiting": (
        gettext_lazy("Nothing waits for your desk"),
        gettext_lazy("When another agency asks your desk, you are told, and find it here."),
    ),
    "sent": (
        gettext_lazy("Your desk has asked nobody"),
        gettext_lazy("A need is handed on from the page of a case: open the case, then Referrals."),
    ),
    "over": (
        gettext_lazy("Nothing is over yet"),
        gettext_lazy("What was done, declined, withdrawn or not answered stays readable here."),
    ),
}


class ReferralsForm(forms.Form):
    """The filters of a list."""

    is_a_filter = True

    state = forms.ChoiceField(label=gettext_lazy("Where it stands"), required=False)
    urgency = forms.ChoiceField(
        label=gettext_lazy("How soon"), required=False, choices=[("", gettext_lazy("All")), *Urgency.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.choices = [("", _("All")), *((each.code, each.label) for each in REFERRAL_STATES.states)]


def referrals(request: HttpRequest) -> HttpResponse:
    """The referrals of the officer's desks: waiting for them, asked by them, over."""
    officer = officer_of(request)
    which = request.GET.get("list", "waiting")
    which = which if which in TABS else "waiting"
    form = ReferralsForm(request.GET.dict())
    asked = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    page = reading.page_of(
        reading.of_desks(officer, which).filter(**asked),
        officer,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=ON_A_PAGE,
    )
    ledger.look(officer, "referral.list", count=len(page.rows))
    filters = {"list": which, **asked}
    title, text = EMPTY[which]
    context = {
        "list": which,
        "tabs": [
            {"label": words, "address": f"?{urlencode({'list': name})}", "current": name == which}
            for name, words in TABS.items()
        ],
        "form": form,
        "rows": page.rows,
        "caption": TABS[which],
        "newer": f"?{urlencode(filters | {'before': page.newer})}" if page.newer else "",
        "older": f"?{urlencode(filters | {'after': page.older})}" if page.older else "",
        "empty_title": _("No referral fits") if asked else title,
        "empty_text": _("Choose All in both, and press Show.") if asked else text,
    }
    return render(request, "referral/referrals.html", context)


def referrals_late(request: HttpRequest) -> HttpResponse:
    """The referrals that nobody answered in time: for who leads an agency, and for the national centre. No person in them."""
    officer = officer_of(request)
    found = ladder.late_referrals()
    shown = found[:LATE_SHOWN]
    ledger.look(officer, "referral.late", count=len(shown))
    context = {
        "rows": [
            {"late": each, "urgency": Urgency(each.urgency).label, "urgent": each.urgency in reading.PRESSING}
            for each in shown
        ],
        "more": len(found) > len(shown),
        "whole_country": any(role.code == COORDINATOR for role in officer.roles()),
    }
    return render(request, "referral/referrals_late.html", context)


def found_for(officer: Officer, reference: str, verb: str, *, writing: bool = False) -> Referral:
    """The referral of a reference, when this officer may use the verb on it; else it is answered as if there were none."""
    referral = (
        Referral.objects.select_related("from_desk__agency", "to_desk__agency", "to_agency", "consent")
        .filter(reference=reference)
        .first()
    )
    refusal = (
        Refusal(Why.UNSEEN, verb, _("There is no such referral."))
        if referral is None
        else access(officer, verb, referral, writing=writing)
    )
    if refusal is not None or referral is None:
        assert refusal is not None
        raise Refused(refusal, officer, referral.case_id if referral is not None else None)
    return referral


def referral(request: HttpRequest, reference: str) -> HttpResponse:
    """One referral: where it stands, whose turn it is, the package and its ground, and what was said on it."""
    officer = officer_of(request)
    found = found_for(officer, reference, "referral.look")
    ledger.look(officer, "referral.look", case_key=found.case_id, compartment=Compartment.CORE)
    steps = reading.steps_of(found)
    sides = found.sides_of(officer)
    receives = RECEIVER in sides and SENDER not in sides
    state = found.standing_state
    case = Case.objects.filter(pk=found.case_id).first()
    context: dict[str, Any] = {
        "referral": found,
        "state": state,
        "turn": reading.turn_words(state),
        "way": reading.way(steps),
        "said": reading.said(found, steps),
        "side": "receiver" if receives else "sender",
        "is_draft": state.code == ReferralState.DRAFT,
        "moves": moves_on(found, officer),
        "need": service_label(found.need),
        "kind": ReferralKind(found.kind).label,
        "urgency": Urgency(found.urgency).label,
        "to_words": reading.to_words(found),
        "ground_words": GroundCode(found.ground).label,
        "resting_on": found.ground_record,
        "police_words": reading.police_words(found),
        "why_them": [] if receives else reading.why_them(found),
        "case": case,
        "responsible": _responsible(found),
        "before": found.chain()[:-1],
        "after": list(found.followed_by.all()),
        **_clock(found),
        **_package(found, receives, officer, case),
    }
    return render(request, "referral/referral.html", context)


def _responsible(found: Referral) -> Any:
    standing = Responsibility.objects.standing().select_related("desk__agency").filter(case=found.case_id).first()
    return standing.desk if standing else None


def _clock(found: Referral) -> dict[str, Any]:
    if found.standing.state not in WAITING:
        return {}
    return {
        "due_at": found.standing.due_at,
        "due_what": _("An answer to this referral"),
        "due_whose": reading.to_words(found),
    }


def _package(found: Referral, receives: bool, officer: Officer, case: Case | None) -> dict[str, Any]:
    """What the reader may see of the package: the sender what she shared, the receiver what stands open to her."""
    state = found.standing.state
    if receives and state == ReferralState.SENT:
        return {"unopened": True}
    if receives and state not in PACKAGE_OPEN:
        ended = found.standing.reason == "consent_withdrawn"
        closed = _("What was shared is not open any more.")
        if ended:
            closed = _("The person withdrew the consent. Do not use what was shared any further for this purpose.")
        return {
            "closed_to_receiver": closed,
            "notice": {"heading": _("The consent was withdrawn"), "text": closed} if ended else None,
        }
    return {"package": package_of(found, as_written(found, officer, case, to_receiver=receives))}


def as_written(found: Referral, officer: Officer, case: Case | None, *, to_receiver: bool) -> list[dict[str, Any]]:
    """The pieces as the receiver reads them: frozen since the sending; of a draft, as they would be written out now.

    What only a reveal opens is shown to the receiver alone, and the ledger keeps that it was. To who sent it, it is spoken of, as before.
    """
    frozen = found.package()
    if not frozen and case is not None and found.standing.state == ReferralState.DRAFT:
        could = {piece.code for piece in pieces.offered(case, officer)}
        return [
            {"title": piece.title, "compartment": Compartment(piece.compartment).label, "lines": lines}
            for piece, lines in pieces.previewed(case, [code for code in found.chosen if code in could])
        ]
    for piece in frozen:
        piece.referral = found
    if to_receiver and any(piece.compartment == Compartment.IDENTITY for piece in frozen):
        ledger.look(officer, "referral.look", case_key=found.case_id, compartment=Compartment.IDENTITY)
    return [
        {
            "title": piece.title,
            "compartment": Compartment(piece.compartment).label,
            "lines": piece.lines if to_receiver else pieces.spoken_of(piece.code, piece.lines),
        }
        for piece in frozen
    ]


def package_of(found: Referral, written: list[dict[str, Any]]) -> dict[str, Any]:
    """The package as the receiver sees it."""
    return {
        "need": service_label(found.need),
        "kind": ReferralKind(found.kind).label,
        "urgency": Urgency(found.urgency).label,
        "from_desk": found.from_desk,
        "to": reading.to_words(found),
        "message": found.message,
        "pieces": written,
    }

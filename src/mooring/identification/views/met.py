"""Signals of one's desk, and the people met at one: anonymous, until one of them wishes otherwise."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.identification import actions, people_met, regions
from mooring.identification.forms.assessment import NoticeForm
from mooring.identification.forms.met import EncounterForm, OpenCaseForm, SignalForm, as_noted
from mooring.identification.models import (
    AskedToTalk,
    Encounter,
    FileGround,
    PlacementDecision,
    PoliceDecision,
    Signal,
)
from mooring.identification.models.met import MetCounts
from mooring.identification.reading import the_law
from mooring.identification.referral import NOTIFY, asks_for_consent, referral_of_person_met
from mooring.identification.views import one_event
from mooring.law import Finding, NotAnswered
from mooring.law.words import shown
from mooring.safeguards import clock, ledger
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer

ON_A_PAGE = 25


def signals(request: HttpRequest) -> HttpResponse:
    """The signals that reached the officer's desks, newest first, with what is urgent and how many people were met."""
    officer = officer_of(request)
    page = people_met.page_of_signals(
        officer, after=request.GET.get("after", ""), before=request.GET.get("before", ""), size=ON_A_PAGE
    )
    ledger.look(officer, "signal.list", count=len(page.rows))
    context = {
        "rows": page.rows,
        "newer": f"?{urlencode({'before': page.newer})}" if page.newer else "",
        "older": f"?{urlencode({'after': page.older})}" if page.older else "",
        "may_receive": officer.may("signal.receive"),
    }
    return render(request, "identification/signals.html", context)


def signal_new(request: HttpRequest) -> HttpResponse:
    """Take up a signal."""
    start = {"received_at": clock.now(), "danger_now": "not_known", "region": regions.UNKNOWN}
    form = initial_or_draft(request, SignalForm, initial=start)
    if request.method == "POST" and form.is_valid():
        signal = actions.receive_signal(by=officer_of(request), **form.cleaned_data)
        sent(request)
        return redirect("signal", signal=signal.reference)
    return form_page(request, "identification/signal_new.html", {"form": form})


def signal(request: HttpRequest, signal: str) -> HttpResponse:
    """One signal: what is urgent first, then the people met, then room to note the next."""
    officer = officer_of(request)
    given = _signal(officer, signal, "signal.look")
    people = people_met.people_of(given)
    ledger.look(officer, "signal.look", count=len(people))
    at = reverse("encounter_note", args=[given.reference])
    context: dict[str, Any] = {
        "signal": given,
        "words": given.words(),
        "people": people,
        "counts": MetCounts.of(one.note for one in people),
        "urgent": [one for one in people if one.is_urgent],
        "anybody_urgent": given.danger_now == "yes" or any(one.is_urgent for one in people),
        "guidance": next((window.finding for one in people for window in one.windows), None),
        "note_at": at,
        "may_note": officer.may("encounter.note"),
        "may_open": officer.may("encounter.become_case"),
        "may_place": officer.may("placement.record") and the_law().answers("police_decision"),
        "may_notify": asks_for_consent() and officer.may("encounter.notify"),
        "form": initial_or_draft(request, EncounterForm, initial=_a_new_person(), at=at),
        **one_event.told_of(given, officer),
    }
    return render(request, "identification/signal.html", context)


def encounter_note(request: HttpRequest, signal: str) -> HttpResponse:
    """Note the next person met, in three answers."""
    officer = officer_of(request)
    given = _signal(officer, signal, "encounter.note")
    form = initial_or_draft(request, EncounterForm, initial=_a_new_person())
    if done(request, form, lambda: actions.note_encounter(by=officer, signal=given, **form.cleaned_data)):
        sent(request)
        return redirect(f"{reverse('signal', args=[given.reference])}#people")
    return form_page(request, "identification/encounter_note.html", {"form": form, "signal": given, "encounter": None})


def encounter_again(request: HttpRequest, signal: str, number: int) -> HttpResponse:
    """Note anew what is known of a person met; the earlier note stays on record."""
    officer = officer_of(request)
    encounter = encounter_named(officer, signal, number, "encounter.note")
    form = initial_or_draft(request, EncounterForm, initial=as_noted(encounter))
    if done(
        request,
        form,
        lambda: actions.note_encounter(by=officer, signal=encounter.signal, number=number, **form.cleaned_data),
    ):
        sent(request)
        return redirect(f"{reverse('signal', args=[signal])}#person-{number}")
    return form_page(
        request,
        "identification/encounter_note.html",
        {"form": form, "signal": encounter.signal, "encounter": encounter},
    )


def encounter_open_case(request: HttpRequest, signal: str, number: int) -> HttpResponse:
    """Open a case for a person met, on one of the three grounds; without one, the page says what help is open all the same."""
    officer = officer_of(request)
    encounter = encounter_named(officer, signal, number, "encounter.become_case")
    if encounter.became_case:
        return redirect(f"{reverse('signal', args=[signal])}#person-{number}")
    held = PlacementDecision.objects.standing().filter(
        signal=encounter.signal, person_number=number, decision=PoliceDecision.HELD
    )
    start = {"ground": FileGround.DETAINED, "detained_since": one.decided_at} if (one := held.first()) else {}
    form = initial_or_draft(request, OpenCaseForm, initial=start, encounter=encounter)
    referral, unanswered = asked_of_the_law(officer, encounter)
    if request.method == "POST" and form.is_valid():
        opened: list[Any] = []
        if done(
            request,
            form,
            lambda: opened.append(actions.become_case(by=officer, encounter=encounter, **form.cleaned_data)),
        ):
            sent(request)
            return redirect(case_address(opened[0], open="identification"))
    return form_page(
        request,
        "identification/encounter_open_case.html",
        {
            "form": form,
            "signal": encounter.signal,
            "encounter": encounter,
            "referral": referral,
            "unanswered": unanswered,
        },
    )


def encounter_notify(request: HttpRequest, signal: str, number: int) -> HttpResponse:
    """Record that the authority was notified of a person met who said no, without a name; where the law asks for it."""
    officer = officer_of(request)
    encounter = encounter_named(officer, signal, number, "encounter.notify")
    found, unanswered = asked_of_the_law(officer, encounter)
    duty = found if found is not None and found.answer == NOTIFY and encounter.asked_to_talk == AskedToTalk.NO else None
    may_be_sent = [(code, shown(code, _)) for code in duty.codes("may_be_sent")] if duty else []
    form = initial_or_draft(request, NoticeForm, may_be_sent=may_be_sent)
    if done(
        request,
        form,
        lambda: actions.notify_anonymously(by=officer, encounter=encounter, sent=form.cleaned_data["sent"]),
    ):
        sent(request)
        return redirect(f"{reverse('signal', args=[signal])}#person-{number}")
    context = {
        "form": form,
        "signal": encounter.signal,
        "encounter": encounter,
        "referral": found,
        "unanswered": unanswered,
        "duty": duty,
    }
    return form_page(request, "identification/encounter_notify.html", context)


def asked_of_the_law(officer: Officer, encounter: Encounter) -> tuple[Finding | None, str]:
    """Whether this person met is referred, as far as was answered; else why the law cannot be asked."""
    consents = False if encounter.asked_to_talk == AskedToTalk.NO else None
    try:
        return referral_of_person_met(encounter, officer.agency, consents), ""
    except NotAnswered as not_answered:
        return None, str(not_answered)


def _a_new_person() -> dict[str, Any]:
    # Nothing is chosen beforehand but what is true until somebody asks.
    return {"danger_now": "not_known"}


def _signal(officer: Officer, reference: str, verb: str) -> Signal:
    found = Signal.objects.of(officer).select_related("desk__agency").filter(reference=reference).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such signal.")), officer)
    return found


def encounter_named(officer: Officer, reference: str, number: int, verb: str) -> Encounter:
    """A person met at a signal of the officer's desk. Raises `Refused` as for one who is not there."""
    given = _signal(officer, reference, verb)
    found = Encounter.objects.standing().filter(signal=given, number=number).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such person at this signal.")), officer)
    found.signal = given
    encounter: Encounter = found
    return encounter

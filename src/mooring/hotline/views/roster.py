"""The roster of a desk in the coming weeks: who has which shift, what nobody has, and shifts that change hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mooring.casework.attempts import done
from mooring.casework.models import AlreadySuperseded
from mooring.hotline import actions, duty, roster, roster_picture
from mooring.hotline.forms.roster import LineForm, OfferForm, PlanForm
from mooring.hotline.models import DutyLine, Shift, ShiftSwap
from mooring.hotline.models.roster import COORDINATOR
from mooring.safeguards import clock, ledger
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Desk, Officer, Posting
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404
from mooring.safeguards.years import within_our_years

DAYS = 28
ROLES = ("hotline_worker", "social_worker")


def desks_of(officer: Officer) -> list[Desk]:
    """The desks whose roster is open to an officer: her own, and those of the agency for which she plans."""
    plans = [posting.desk.agency_id for posting in officer.running_postings() if posting.role == COORDINATOR]
    own = [desk.pk for desk in officer.desks()]
    planned = Desk.objects.filter(agency__in=plans, postings__role__in=ROLES).values_list("pk", flat=True)
    return list(Desk.objects.filter(pk__in={*own, *planned}).select_related("agency").order_by("name"))


def roster_page(request: HttpRequest) -> HttpResponse:
    """Four weeks of a desk: a strip and a table beside it, gaps in words, and offers that wait for an answer."""
    officer = officer_of(request)
    desks = {reference("desk", desk.pk): desk for desk in desks_of(officer)}
    with_line = {line.desk_id: line for line in DutyLine.objects.standing()}
    usual = next((key for key, desk in desks.items() if desk.pk in with_line), next(iter(desks), ""))
    chosen = request.GET.get("desk", usual)
    desk = desks.get(chosen) or desks.get(usual)
    line = with_line.get(desk.pk) if desk else None
    first = _first_day(request.GET.get("from", ""))
    zone = settings.MOORING_COUNTRY.zone
    begins = roster.on_the_wall(first, roster.MIDNIGHT, zone)
    ends = roster.on_the_wall(first + timedelta(days=DAYS), roster.MIDNIGHT, zone)
    shifts = list(Shift.objects.on_the_roster().filter(desk=desk).between(begins, ends)) if desk else []
    gaps = duty.gaps_of(line, shifts, max(begins, clock.now()), ends) if line and ends > clock.now() else []
    days = roster_picture.days_of(first, DAYS, line, shifts, gaps, zone)
    ledger.look(officer, "roster.look", count=len(shifts))
    context = {
        "desks": [{"key": key, "desk": each, "current": each == desk} for key, each in desks.items()],
        "desk": desk,
        "desk_key": next((key for key, each in desks.items() if each == desk), ""),
        "line": line,
        "days": [{"told": day, "rows": [_row(shift, officer) for shift in day.shifts]} for day in days],
        "gaps": gaps,
        "gap_hours": round(roster.length_of(gaps).total_seconds() / 3600),
        "twice": roster.overlaps(duty.covered(shifts)),
        "colours": roster_picture.COLOURS,
        "earlier": (first - timedelta(days=DAYS)).isoformat(),
        "later": (first + timedelta(days=DAYS)).isoformat(),
        "plans": officer.may("roster.plan"),
        "offers": [{"named": reference("swap", swap.pk), "swap": swap} for swap in _offers(officer)],
        "officer": officer,
    }
    return render(request, "hotline/roster.html", context)


def plan(request: HttpRequest) -> HttpResponse:
    """Plan shifts, on one day or on many."""
    officer = officer_of(request)
    desks = desks_of(officer)
    form = initial_or_draft(
        request, PlanForm, initial={"first": clock.today()}, desks=desks, officers=_who_serve(desks)
    )
    if done(request, form, lambda: actions.plan(by=officer, **form.planned())):
        sent(request)
        return redirect("roster")
    return form_page(request, "hotline/roster_plan.html", {"form": form})


def line(request: HttpRequest) -> HttpResponse:
    """Set the number that rings at a desk on duty, and the hours that must be answered."""
    officer = officer_of(request)
    form = initial_or_draft(request, LineForm, initial={}, desks=desks_of(officer))
    if done(request, form, lambda: actions.set_line(by=officer, **form.line())):
        sent(request)
        return redirect("roster")
    return form_page(request, "hotline/roster_line.html", {"form": form})


def shift_deed(request: HttpRequest, named: str, what: str) -> HttpResponse:
    """A button of the roster: take a shift, or give one's own back."""
    deeds: dict[str, Callable[..., object]] = {
        "take": actions.take_shift,
        "give-back": actions.give_back,
    }
    if request.method != "POST" or what not in deeds:
        return redirect("roster")
    officer = officer_of(request)
    given = _shift(officer, named)
    return _pressed(request, lambda: deeds[what](by=officer, shift=given))


def withdraw(request: HttpRequest, named: str) -> HttpResponse:
    """The coordinator's button: take a shift off the roster."""
    if request.method != "POST":
        return redirect("roster")
    officer = officer_of(request)
    given = _shift(officer, named)
    return _pressed(request, lambda: actions.withdraw_shift(by=officer, shift=given))


def offer(request: HttpRequest, named: str) -> HttpResponse:
    """Offer one's shift to a colleague, for one of the colleague's or for nothing."""
    officer = officer_of(request)
    given = _shift(officer, named)
    colleagues = [one for one in _who_serve([given.desk]) if one.pk != officer.pk]
    theirs = list(
        Shift.objects.on_the_roster().filter(desk=given.desk, officer__in=colleagues, ends_at__gt=clock.now())[:60]
    )
    form = initial_or_draft(request, OfferForm, initial={}, colleagues=colleagues, theirs=theirs)
    if done(request, form, lambda: actions.offer_swap(by=officer, shift=given, **form.offered())):
        sent(request)
        return redirect("roster")
    return form_page(request, "hotline/roster_offer.html", {"form": form, "shift": given})


def offer_answer(request: HttpRequest, named: str, what: str) -> HttpResponse:
    """A button beneath an offer: accept, decline, or take back."""
    if request.method != "POST" or what not in ("accepted", "declined", "withdrawn"):
        return redirect("roster")
    officer = officer_of(request)
    swaps = ShiftSwap.objects.select_related("shift", "in_return", "recorded_by", "to")
    swap = swaps.filter(pk=key_or_404("swap", named)).first()
    if swap is None:
        raise Refused(Refusal(Why.UNSEEN, "roster.answer", _("There is no such offer.")), officer)
    if what == "withdrawn":
        return _pressed(request, lambda: actions.take_back(by=officer, swap=swap))
    return _pressed(request, lambda: actions.answer_swap(by=officer, swap=swap, state=what))


def _pressed(request: HttpRequest, deed: Callable[[], object]) -> HttpResponse:
    """Do what a button says. When a colleague was quicker the page says so, and the roster is shown as it stands."""
    try:
        deed()
    except AlreadySuperseded:
        messages.warning(request, _("A colleague was quicker. This is the roster as it stands now."))
    return redirect("roster")


def _first_day(given: str) -> date:
    try:
        asked = date.fromisoformat(given)
        within_our_years(asked)
        return asked
    except (ValueError, ValidationError):
        return timezone.localtime(clock.now()).date()


def _row(shift: Shift, officer: Officer) -> dict[str, Any]:
    over = shift.ends_at <= clock.now()
    return {
        "shift": shift,
        "named": reference("shift", shift.pk),
        "is_mine": shift.officer_id == officer.pk and not over,
        "may_take": shift.is_open and not over and shift.desk_id in [desk.pk for desk in officer.desks()],
        "is_over": over,
    }


def _offers(officer: Officer) -> list[ShiftSwap]:
    open_ones = ShiftSwap.objects.filter(answer=None, shift__superseded_by=None, shift__ends_at__gt=clock.now())
    return list(
        open_ones.select_related("shift__officer", "in_return__officer", "recorded_by", "to").order_by("recorded_at")
    )


def _shift(officer: Officer, named: str) -> Shift:
    found: Shift | None = Shift.objects.on_the_roster().filter(pk=key_or_404("shift", named)).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, "roster.look", _("There is no such shift.")), officer)
    return found


def _who_serve(desks: list[Desk]) -> list[Officer]:
    serving = Posting.objects.running().filter(desk__in=desks, role__in=ROLES)
    return list(Officer.objects.filter(postings__in=serving).distinct().order_by("name"))

"""The pages of one's own notices: what waits, and how one is told."""

from __future__ import annotations

import json

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.safeguards import actions, clock, letters, notices
from mooring.safeguards.devices import device_of
from mooring.safeguards.forms import NoticeWishesForm
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Notice, NoticeWishes, PushSubscription
from mooring.safeguards.notices import push
from mooring.safeguards.references import NoSuchReference, key_of, reference
from mooring.safeguards.rows_by_name import key_or_404

PAGE = 50


def my_notices(request: HttpRequest) -> HttpResponse:
    """What waits, the newest first. A POST marks all as seen."""
    officer = officer_of(request)
    mine = Notice.objects.filter(officer=officer)
    if request.method == "POST":
        mine.filter(seen_at=None).update(seen_at=clock.now())
        return redirect("notices")
    found = list(_after(mine.order_by("-told_at", "-id"), request.GET.get("after", ""))[: PAGE + 1])
    shown = found[:PAGE]
    rows = [{"notice": one, "named": reference("notice", one.pk)} for one in shown]
    older = f"{reverse('notices')}?after={rows[-1]['named']}" if len(found) > PAGE else ""
    return render(request, "safeguards/notices.html", {"rows": rows, "unseen": notices.unseen(officer), "older": older})


def open_notice(request: HttpRequest, notice: str) -> HttpResponse:
    """Mark one notice as seen and go where it leads; seen by the list when it leads nowhere."""
    row = Notice.objects.filter(officer=officer_of(request), pk=key_or_404("notice", notice)).first()
    if row is None:
        raise Http404
    if request.method != "POST":
        return redirect("notices")
    Notice.objects.filter(pk=row.pk, seen_at=None).update(seen_at=clock.now())
    leads_to = row.address if not row.address.startswith("//") else ""  # two strokes would lead to another house
    return redirect(leads_to or reverse("notices"))


def how_told(request: HttpRequest) -> HttpResponse:
    """By mail or not, at once or together, and in which hours never; the browsers that are told when they are closed."""
    officer = officer_of(request)
    wishes = NoticeWishes.objects.filter(officer=officer).first() or NoticeWishes(officer=officer)
    initial = {name: getattr(wishes, name) for name in ("by_mail", "digest", "morning", "quiet_from", "quiet_until")}
    form = initial_or_draft(request, NoticeWishesForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        quiet = (chosen["quiet_from"], chosen["quiet_until"]) if chosen["quiet_from"] else None
        actions.choose_how_told(
            by=officer, by_mail=chosen["by_mail"], digest=chosen["digest"], morning=chosen["morning"], quiet=quiet
        )
        sent(request)
        messages.success(request, _("Saved."))
        return redirect("how_told")
    browsers = [
        {"browser": one, "named": reference("browser", one.pk)}
        for one in PushSubscription.objects.filter(officer=officer).order_by("made_at", "id")
    ]
    context = {
        "form": form,
        "browsers": browsers,
        "mail_goes_out": letters.are_sent(),
        "push_key": push.public_key(),
        "woken": any(role.may_be_woken for role in officer.roles()),
    }
    return form_page(request, "safeguards/how_told.html", context)


def browser_add(request: HttpRequest) -> HttpResponse:
    """Take the subscription of this browser, as JSON from the page's script."""
    if request.method != "POST":
        return redirect("how_told")
    officer = officer_of(request)
    try:
        given = json.loads(request.body[:4000])
        row = push.subscription(officer, given["subscription"], device_of(request))
        with transaction.atomic():
            actions.add_browser(by=officer, subscription=row)
    except (ValueError, TypeError, KeyError, IntegrityError, RecursionError):
        return JsonResponse({"ok": False}, status=422)
    return JsonResponse({"ok": True})


def browser_remove(request: HttpRequest, browser: str) -> HttpResponse:
    """Have one browser told no more."""
    officer = officer_of(request)
    try:
        row = PushSubscription.objects.filter(officer=officer, pk=key_of("browser", browser)).first()
    except NoSuchReference:
        row = None
    if row is None:
        raise Http404
    if request.method == "POST":
        actions.remove_browser(by=officer, subscription=row)
        messages.success(request, _("That browser is told no more."))
    return redirect("how_told")


def _after(rows: QuerySet[Notice], named: str) -> QuerySet[Notice]:
    try:
        last = Notice.objects.filter(pk=key_of("notice", named)).first() if named else None
    except NoSuchReference:
        last = None
    if last is None:
        return rows
    return rows.filter(told_at__lte=last.told_at).exclude(told_at=last.told_at, pk__gte=last.pk)

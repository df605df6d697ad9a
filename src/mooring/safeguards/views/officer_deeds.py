"""The buttons and forms on an officer's page: post, end, invite, close, open again, let in again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.safeguards import actions
from mooring.safeguards.forms import LinkForm, PostingForm
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Desk, Officer, Posting
from mooring.safeguards.one_time_links import laid_by
from mooring.safeguards.rows_by_name import key_or_404
from mooring.safeguards.views.people import HANDED_TO, TO_HAND_OVER, hand_over, officer_named, page_of


def post(request: HttpRequest, named: str) -> HttpResponse:
    """Propose where an officer serves; it begins when a second hand confirms it."""
    by, shown = officer_of(request), officer_named(named)
    form = initial_or_draft(request, PostingForm, officer=shown)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        since, until = form.period()
        actions.propose_posting(
            by=by,
            officer=shown,
            desk=Desk.objects.get(code=given["desk"]),
            role=given["role"],
            since=since,
            until=until,
        )
        sent(request)
        messages.success(
            request, _("Proposed. It begins when a colleague at the desk, or another administrator, confirms it.")
        )
        return redirect(page_of(shown))
    return form_page(request, "safeguards/posting_new.html", {"form": form, "shown": shown, "back": page_of(shown)})


def end_posting(request: HttpRequest, named: str) -> HttpResponse:
    """End a posting now."""
    posting = Posting.objects.filter(pk=key_or_404("posting", named)).select_related("officer").first()
    if posting is None:
        raise Http404
    if request.method == "POST":
        actions.end_posting(by=officer_of(request), posting=posting)
        messages.success(request, _("The posting has ended. Nothing is open by it any more."))
    return redirect(page_of(posting.officer))


def invite(request: HttpRequest, named: str) -> HttpResponse:
    """Make a new link for somebody who has not come in yet."""
    shown = officer_named(named)
    if request.method == "POST":
        return hand_over(request, actions.invite(by=officer_of(request), officer=shown))
    return redirect(page_of(shown))


def _deed(deed: Callable[..., object], words: str) -> Callable[[HttpRequest, str], HttpResponse]:
    def view(request: HttpRequest, named: str) -> HttpResponse:
        shown = officer_named(named)
        if request.method == "POST":
            deed(by=officer_of(request), officer=shown)
            messages.success(request, _(words))
        return redirect(page_of(shown))

    return view


def withdraw(request: HttpRequest, named: str) -> HttpResponse:
    """Make a link that is on its way stop working."""
    return _deed(actions.withdraw_invitation, _("The link no longer works."))(request, named)


def close(request: HttpRequest, named: str) -> HttpResponse:
    """Close an officer's account."""
    words = _("The account is closed, every posting has ended, and what the officer did stays written.")
    return _deed(actions.close_officer, words)(request, named)


def reopen(request: HttpRequest, named: str) -> HttpResponse:
    """Open an officer's account again."""
    words = _("The account is open again. The officer serves nowhere until posted anew.")
    return _deed(actions.reopen_officer, words)(request, named)


def reset(request: HttpRequest, named: str) -> HttpResponse:
    """Start letting an officer in again."""
    words = _("Started. A colleague of the officer, or another administrator, must confirm it within a day.")
    return _deed(actions.start_reset, words)(request, named)


def link_to_hand_over(request: HttpRequest) -> HttpResponse:
    """Show a new link, once."""
    address = laid_by(request.session, TO_HAND_OVER)
    whose = laid_by(request.session, HANDED_TO)
    request.session.pop(TO_HAND_OVER, None)
    request.session.pop(HANDED_TO, None)
    shown = Officer.objects.filter(pk=int(whose)).first() if whose else None
    by = officer_of(request)
    context = {
        "address": address,
        "form": LinkForm(initial={"link": address}),
        "shown": shown,
        "back": page_of(shown) if shown and by.may("officer.look") else "",
    }
    response = render(request, "safeguards/link.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response

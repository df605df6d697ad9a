"""The administrator's pages about people: the list, an officer, a new one. No case is ever on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.safeguards import actions, ledger, letters, officer_notes
from mooring.safeguards.actions.officers import open_invitations
from mooring.safeguards.forms import OfficerForm, PeopleForm
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Invitation, Officer, Posting, PostingProposal, SecondFactorReset
from mooring.safeguards.one_time_links import Link, lay_by
from mooring.safeguards.references import NoSuchReference, key_of, reference
from mooring.safeguards.roles import role
from mooring.safeguards.rows_by_name import key_or_404
from mooring.safeguards.second_hand import waiting_for

PAGE = 50
FILTERS = "people_filters"
TO_HAND_OVER = "link_to_hand_over"
HANDED_TO = "link_is_for"


def officer_named(named: str) -> Officer:
    """The officer whom a page names. Raises `Http404`."""
    officer = Officer.objects.filter(pk=key_or_404("officer", named)).first()
    if officer is None:
        raise Http404
    return officer


def page_of(officer: Officer) -> str:
    """The address of the page on which administrators see an officer."""
    return reverse("officer", args=[reference("officer", officer.pk)])


def people(request: HttpRequest) -> HttpResponse:
    """The officers of all agencies. What is searched for is a name, so it is sent in a form and kept in the session, not in the address."""
    if request.method == "POST":
        asked = PeopleForm(request.POST)
        if asked.is_valid():
            request.session[FILTERS] = {name: value for name, value in asked.cleaned_data.items() if value}
            return redirect("people")
        return render(request, "safeguards/people.html", {"form": asked}, status=422)
    filters = request.session.get(FILTERS, {})
    found = list(_after(_wanted(filters), request.GET.get("after", ""))[: PAGE + 1])
    shown = found[:PAGE]
    ledger.look(officer_of(request), "officer.list", count=len(shown))
    context = {
        "form": PeopleForm(filters),
        "filtered": bool(filters),
        "rows": [_row(officer) for officer in shown],
        "older": f"?after={reference('people', shown[-1].pk)}" if len(found) > PAGE else "",
        "first_page": bool(request.GET.get("after")),
        "waiting": _waiting(),
        "may_confirm": bool(waiting_for(officer_of(request))),
    }
    return render(request, "safeguards/people.html", context)


def _wanted(filters: dict[str, str]) -> QuerySet[Officer]:
    officers = Officer.objects.order_by("name", "pk").prefetch_related("postings__desk__agency")
    if words := filters.get("q"):
        officers = officers.filter(Q(name__icontains=words) | Q(email__icontains=words))
    of_hers = Posting.objects.filter(officer=OuterRef("pk"))
    running = Posting.objects.running().filter(officer=OuterRef("pk"))
    for name, column in (("agency", "desk__agency__code"), ("role", "role")):
        if value := filters.get(name):
            of_hers, running = of_hers.filter(**{column: value}), running.filter(**{column: value})
    match filters.get("serving"):
        case "now":
            return officers.filter(Exists(running))
        case "ended":
            return officers.filter(Exists(of_hers), ~Exists(running))
        case "never":
            return officers.filter(~Exists(of_hers), is_active=True)
        case "closed":
            officers = officers.filter(is_active=False)
    return officers.filter(Exists(of_hers)) if filters.get("agency") or filters.get("role") else officers


def _after(officers: QuerySet[Officer], place: str) -> QuerySet[Officer]:
    try:
        last = Officer.objects.filter(pk=key_of("people", place)).first() if place else None
    except NoSuchReference:
        last = None
    return officers.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk)) if last else officers


def _row(officer: Officer) -> dict[str, Any]:
    return {"officer": officer, "address": page_of(officer), "postings": _postings(officer, running_only=True)}


def _postings(officer: Officer, *, running_only: bool = False) -> list[dict[str, Any]]:
    running = {posting.pk for posting in officer.running_postings()}
    rows = [
        {
            "posting": posting,
            "role": role(posting.role).name,
            "running": posting.pk in running,
            "may_end": posting.until is None or posting.pk in running,
            "named": reference("posting", posting.pk),
        }
        for posting in sorted(officer.postings.all(), key=lambda posting: posting.since, reverse=True)
    ]
    return [row for row in rows if row["running"]] if running_only else rows


def _waiting() -> dict[str, Any]:
    return {
        "proposals": [
            {"proposal": proposal, "role": role(proposal.role).name, "address": page_of(proposal.officer)}
            for proposal in PostingProposal.objects.waiting().select_related("officer", "desk__agency", "proposed_by")
        ],
        "invitations": [
            {"invitation": invitation, "address": page_of(invitation.officer)}
            for invitation in Invitation.objects.waiting().select_related("officer", "made_by")
        ],
        "resets": [
            {"reset": reset, "address": page_of(reset.officer)}
            for reset in SecondFactorReset.objects.waiting().select_related("officer", "proposed_by")
        ],
    }


def new(request: HttpRequest) -> HttpResponse:
    """Add an officer, and get the link to hand over."""
    by = officer_of(request)
    form = initial_or_draft(request, OfficerForm)
    if request.method == "POST" and form.is_valid():
        officer = actions.add_officer(by=by, **form.cleaned_data)
        link = actions.invite(by=by, officer=officer)
        sent(request)
        return hand_over(request, link)
    return form_page(request, "safeguards/officer_new.html", {"form": form})


def officer(request: HttpRequest, named: str) -> HttpResponse:
    """One officer: postings, what waits, whether she has a second factor, the day she last signed in."""
    by, shown = officer_of(request), officer_named(named)
    ledger.look(by, "officer.look")
    never_in = not shown.has_usable_password() and shown.last_login is None and not shown.postings.exists()
    context = {
        "shown": shown,
        "named": named,
        "herself": shown.pk == by.pk,
        "postings": _postings(shown),
        "proposals": [
            {"proposal": proposal, "role": role(proposal.role).name}
            for proposal in shown.proposals.waiting().select_related("desk__agency", "proposed_by")
        ],
        "invitations": open_invitations(shown),
        "resets": list(shown.resets.waiting().select_related("proposed_by")),
        "may_invite": never_in and shown.is_active,
        "second_factor": _has_second_factor(shown),
        "notes": officer_notes.told_about(shown),
    }
    return render(request, "safeguards/officer.html", context)


def _has_second_factor(shown: Officer) -> bool | None:
    with connection.cursor() as cursor:
        cursor.execute("select mooring_has_second_factor(%s)", [shown.pk])
        answer: bool | None = cursor.fetchone()[0]
    return answer


def hand_over(request: HttpRequest, link: Link, *, mail: bool = True) -> HttpResponse:
    """Lead to the page that shows a new link once, and mail it where there is mail."""
    address = request.build_absolute_uri(reverse("invitation_link", args=[link.token]))
    lay_by(request.session, TO_HAND_OVER, address)
    lay_by(request.session, HANDED_TO, str(link.officer.pk))
    if mail and letters.are_sent():
        letters.send_link(link.officer, address)
        messages.info(request, _("The link is also on its way to the work address."))
    return redirect("link_to_hand_over")

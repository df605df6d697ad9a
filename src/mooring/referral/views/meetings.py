"""One meeting: when and where, its agenda, what was decided; its minutes; and the meeting as a file for a calendar."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mooring.casework.attempts import done
from mooring.referral import calendar_feed, minutes
from mooring.referral.actions import meetings as actions
from mooring.referral.actions.matters import may_move
from mooring.referral.forms.groups import AgendaForm, ArrangeForm, MeetingForm, WordsForm
from mooring.referral.group_words import about
from mooring.referral.models import AgendaItem, Meeting
from mooring.referral.models.groups import open_with
from mooring.referral.views.groups import action_row
from mooring.referral.views.opening import group_or_unseen, meeting_or_unseen
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference


def meeting_new(request: HttpRequest, group: str) -> HttpResponse:
    """Call a meeting."""
    officer = officer_of(request)
    given = group_or_unseen(officer, group, "meeting.call")
    form = initial_or_draft(request, MeetingForm)
    made: list[Meeting] = []
    if done(request, form, lambda: made.append(actions.call_meeting(by=officer, group=given, **form.cleaned_data))):
        sent(request)
        return redirect("meeting", meeting=reference("meeting", made[0].pk))
    back = reverse("group", args=[given.code])
    return form_page(request, "referral/group_meeting_new.html", {"form": form, "group": given, "back": back})


def meeting(request: HttpRequest, meeting: str) -> HttpResponse:
    """One meeting, as those who are in the group see it."""
    officer = officer_of(request)
    given = meeting_or_unseen(officer, meeting, "group.look")
    items = minutes.items_of(given)
    ledger.look(officer, "group.look", count=len(items))
    arrangement = given.arrangement()
    rows = given.actions.select_related("agency", "officer", "group", "ending")
    context = {
        "meeting": given,
        "group": given.group,
        "named": meeting,
        "at": arrangement,
        "place": open_with(given.group.ring(), arrangement, "place"),
        "agenda": [_point(officer, given, item) for item in items],
        "actions": [action_row(action) for action in rows],
        "today": clock.today(),
        "may_arrange": officer.may("meeting.arrange") and arrangement.state != "held",
        "may_put": officer.may("agenda.put") and arrangement.state != "cancelled",
        "may_decide": officer.may("agenda.decide"),
        "may_agree": officer.may("group_action.agree"),
    }
    return render(request, "referral/group_meeting.html", context)


def _point(officer: Officer, meeting: Meeting, item: AgendaItem) -> dict[str, object]:
    ring = meeting.group.ring()
    if item.matter is None:
        decided = [open_with(ring, decision, "words") for decision in item.decisions.all()]
        return {"item": item, "title": open_with(ring, item, "title"), "decided": decided}
    step = item.matter.last()
    return {
        "item": item,
        "matter": item.matter,
        "title": item.matter.opened("title"),
        "about": about(item.matter),
        "decided": [said.words() for said in minutes.said_of_matter(meeting, item)],
        "state": step.rule.label,
        "waits": may_move(officer, step, "matter.answer"),
    }


def arrange(request: HttpRequest, meeting: str) -> HttpResponse:
    """Move a meeting, cancel it, or say that it was held."""
    officer = officer_of(request)
    given = meeting_or_unseen(officer, meeting, "meeting.arrange")
    now = given.arrangement()
    start = {
        "state": now.state,
        "starts_at": timezone.localtime(now.starts_at),
        "ends_at": timezone.localtime(now.ends_at),
        "place": open_with(given.group.ring(), now, "place"),
    }
    form = initial_or_draft(request, ArrangeForm, initial=start)
    if done(request, form, lambda: actions.arrange_meeting(by=officer, meeting=given, **form.cleaned_data)):
        sent(request)
        return redirect("meeting", meeting=meeting)
    return form_page(request, "referral/group_meeting_arrange.html", _about(given, meeting, form))


def agenda_put(request: HttpRequest, meeting: str) -> HttpResponse:
    """Put a point on the agenda."""
    officer = officer_of(request)
    given = meeting_or_unseen(officer, meeting, "agenda.put")
    form = initial_or_draft(request, AgendaForm)
    if done(request, form, lambda: actions.put_on_agenda(by=officer, meeting=given, **form.cleaned_data)):
        sent(request)
        return redirect("meeting", meeting=meeting)
    return form_page(request, "referral/group_agenda_put.html", _about(given, meeting, form))


def agenda_decide(request: HttpRequest, meeting: str, number: int) -> HttpResponse:
    """Write what was decided on a point."""
    officer = officer_of(request)
    given = meeting_or_unseen(officer, meeting, "agenda.decide")
    item = given.agenda.filter(position=number).first()
    if item is None or item.matter_id is not None:
        raise Http404
    form = initial_or_draft(request, WordsForm)
    if done(
        request,
        form,
        lambda: actions.decide(by=officer, meeting=given, item=item, words=form.cleaned_data["words"]),
    ):
        sent(request)
        return redirect("meeting", meeting=meeting)
    title = open_with(given.group.ring(), item, "title")
    return form_page(request, "referral/group_agenda_decide.html", {**_about(given, meeting, form), "point": title})


def meeting_minutes(request: HttpRequest, meeting: str) -> HttpResponse:
    """The minutes as PDF. The name of the file says nothing of what is in it."""
    officer = officer_of(request)
    given = meeting_or_unseen(officer, meeting, "group.look")
    ledger.look(officer, "group.look", count=1)
    answer = HttpResponse(minutes.as_document(given), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{minutes.FILE_NAME}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def meeting_calendar(request: HttpRequest, meeting: str) -> HttpResponse:
    """One meeting as a file for a calendar: that there is one, and when."""
    given = meeting_or_unseen(officer_of(request), meeting, "group.look")
    answer = HttpResponse(calendar_feed.one_meeting(given.arrangement()), content_type=calendar_feed.CONTENT_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


def _about(given: Meeting, named: str, form: object) -> dict[str, object]:
    return {"form": form, "meeting": given, "group": given.group, "back": reverse("meeting", args=[named])}

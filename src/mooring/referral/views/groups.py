"""The groups one's agency is in: the list, one group, its members; and the address of one's calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.attempts import done
from mooring.referral import calendar_feed
from mooring.referral.actions import groups as actions
from mooring.referral.actions.meetings import action_address, agree_action, finish_action, may_finish
from mooring.referral.forms.groups import ActionForm, DoneForm, GroupForm, LeavingForm, MemberForm
from mooring.referral.groups_of_the_country import bring_in, written_groups
from mooring.referral.models import CalendarFeed, GroupAction, GroupMember, Level, Meeting, ReferralGroup
from mooring.referral.models.groups import open_with
from mooring.referral.views.opening import action_or_unseen, group_or_unseen, meeting_or_unseen
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.one_time_links import laid_by, lay_by
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404

TOKEN = "calendar_to_show"  # noqa: S105 the name of a place in the session
ORDER = list(Level.values)


def groups(request: HttpRequest) -> HttpResponse:
    """The groups that are open to the officer, from the regions up to the ministries."""
    officer = officer_of(request)
    open_ones = [group for group in ReferralGroup.objects.select_related("parent") if group.is_open_to(officer)]
    open_ones.sort(key=lambda group: (ORDER.index(group.level), group.name))
    ledger.look(officer, "group.look", count=len(open_ones))
    keeps = officer.may("group.keep")
    context = {
        "groups": [{"group": group, "members": len(group.members())} for group in open_ones],
        "may_keep": keeps,
        "may_bring_in": keeps and bool(written_groups()) and not open_ones,
        "may_raise": officer.may("matter.raise") and bool(open_ones),
    }
    return render(request, "referral/groups.html", context)


def group(request: HttpRequest, group: str) -> HttpResponse:
    """One group: its meetings, what it agreed on, its members."""
    officer = officer_of(request)
    given = group_or_unseen(officer, group, "group.look")
    ledger.look(officer, "group.look", count=1)
    meetings: list[dict[str, Any]] = [
        {"meeting": one, "at": one.arrangement(), "named": reference("meeting", one.pk)} for one in given.meetings.all()
    ]
    meetings.sort(key=lambda one: one["at"].starts_at, reverse=True)
    moment = clock.now()
    members = [{"member": one, "named": reference("group_member", one.pk)} for one in given.members()]
    context = {
        "group": given,
        "coming": [one for one in reversed(meetings) if not one["at"].is_over(moment) and one["at"].state == "planned"],
        "over": [one for one in meetings if one["at"].is_over(moment) or one["at"].state != "planned"][:20],
        "actions": [
            action_row(action) for action in given.actions.filter(ending=None).select_related("agency", "officer")
        ],
        "members": members,
        "below": given.below.all(),
        "today": clock.today(),
        "may_keep": officer.may("group.join"),
        "may_call": officer.may("meeting.call"),
        "may_agree": officer.may("group_action.agree"),
        "may_raise": officer.may("matter.raise"),
    }
    return render(request, "referral/group.html", context)


def group_new(request: HttpRequest) -> HttpResponse:
    """Enter a group."""
    officer = officer_of(request)
    form = initial_or_draft(request, GroupForm, initial={"level": Level.REGIONAL})
    if done(request, form, lambda: actions.keep_group(by=officer, **form.cleaned_data)):
        sent(request)
        return redirect("group", group=form.cleaned_data["code"])
    return form_page(request, "referral/group_new.html", {"form": form, "back": reverse("groups")})


def groups_bring_in(request: HttpRequest) -> HttpResponse:
    """Enter the groups that the country's pack knows, with the members the directory has."""
    if request.method == "POST":
        entered = bring_in(by=officer_of(request))
        messages.success(request, _("%(count)s groups are entered.") % {"count": entered})
    return redirect("groups")


def member_new(request: HttpRequest, group: str) -> HttpResponse:
    """Enter an agency in a group."""
    officer = officer_of(request)
    given = group_or_unseen(officer, group, "group.join")
    form = initial_or_draft(request, MemberForm, group=given)
    if done(request, form, lambda: actions.join_group(by=officer, group=given, **form.cleaned_data)):
        sent(request)
        return redirect("group", group=given.code)
    return form_page(request, "referral/group_member.html", {"form": form, "group": given, "back": _of(given)})


def member_leave(request: HttpRequest, group: str, member: str) -> HttpResponse:
    """Enter that an agency has left a group."""
    officer = officer_of(request)
    given = group_or_unseen(officer, group, "group.leave")
    key = key_or_404("group_member", member)
    found = GroupMember.running().filter(pk=key, group=given).select_related("agency").first()
    if found is None:
        raise Http404
    form = initial_or_draft(request, LeavingForm)
    if done(request, form, lambda: actions.leave_group(by=officer, member=found, until=form.cleaned_data["until"])):
        sent(request)
        return redirect("group", group=given.code)
    context = {"form": form, "group": given, "member": found, "back": _of(given)}
    return form_page(request, "referral/group_leave.html", context)


def action_new(request: HttpRequest, group: str) -> HttpResponse:
    """Agree on an action in a group."""
    given = group_or_unseen(officer_of(request), group, "group_action.agree")
    return _agree(request, given, None, _of(given))


def meeting_action_new(request: HttpRequest, meeting: str) -> HttpResponse:
    """Agree on an action at a meeting."""
    given = meeting_or_unseen(officer_of(request), meeting, "group_action.agree")
    return _agree(request, given.group, given, reverse("meeting", args=[meeting]))


def _agree(request: HttpRequest, group: ReferralGroup, meeting: Meeting | None, back: str) -> HttpResponse:
    officer = officer_of(request)
    form = initial_or_draft(request, ActionForm, group=group)
    if done(request, form, lambda: agree_action(by=officer, group=group, meeting=meeting, **form.cleaned_data)):
        sent(request)
        return redirect(back)
    return form_page(request, "referral/group_action_new.html", {"form": form, "group": group, "back": back})


def group_action(request: HttpRequest, action: str) -> HttpResponse:
    """One action: what, by whom, by when; and room to say that it is done."""
    officer = officer_of(request)
    given = action_or_unseen(officer, action, "group_action.finish")
    form = initial_or_draft(request, DoneForm)
    if done(request, form, lambda: finish_action(by=officer, action=given, note=form.cleaned_data["note"])):
        sent(request)
        return redirect("group", group=given.group.code)
    ending = given.done
    context = {
        **action_row(given),
        "group": given.group,
        "form": form,
        "may_finish": ending is None and may_finish(officer, given),
        "note": open_with(given.group.ring(), ending, "note") if ending else "",
        "today": clock.today(),
        "back": _of(given.group),
    }
    return form_page(request, "referral/group_action.html", context)


def calendar(request: HttpRequest) -> HttpResponse:
    """The address of one's calendar: made here, shown once, ended here."""
    officer = officer_of(request)
    if request.method == "POST":
        lay_by(request.session, TOKEN, actions.give_calendar(by=officer))
        return redirect("my_calendar")
    token = laid_by(request.session, TOKEN)
    request.session.pop(TOKEN, None)
    context = {
        "address": request.build_absolute_uri(reverse("calendar_feed", args=[token])) if token else "",
        "clocks_address": request.build_absolute_uri(reverse("calendar_clocks", args=[token])) if token else "",
        "feed": CalendarFeed.objects.filter(recorded_by=officer, ending=None).first(),
    }
    return render(request, "referral/group_calendar.html", context)


def calendar_end(request: HttpRequest) -> HttpResponse:
    """Have the address of one's calendar work no more."""
    if request.method == "POST":
        actions.end_calendar(by=officer_of(request))
    return redirect("my_calendar")


def calendar_fetched(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program fetches: when the officer meets. Without sign-in; the token is all it has."""
    made = calendar_feed.feed(token) if request.method in ("GET", "HEAD") else None
    if made is None:
        raise Http404
    answer = HttpResponse(made, content_type=calendar_feed.CONTENT_TYPE)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    return answer


def action_row(action: GroupAction) -> dict[str, Any]:
    """An action as a page shows it."""
    return {
        "action": action,
        "words": open_with(action.group.ring(), action, "words"),
        "address": action_address(action),
    }


def _of(group: ReferralGroup) -> str:
    return reverse("group", args=[group.code])

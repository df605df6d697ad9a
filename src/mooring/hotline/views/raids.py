"""The pages of notices of actions: told ahead, rostered, met, counted, forgotten. Open by name; to others there is no such page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.attempts import done
from mooring.casework.named_by_code import language_name
from mooring.hotline import actions, actions_ahead, raid_states
from mooring.hotline.day_of_action import ALL_ITEMS, MAY_NOT_PROMISE, MAY_PROMISE
from mooring.hotline.forms.raids import AnnounceForm, NameReaderForm, RosterForm, TellingForm, as_told
from mooring.hotline.models import ActionNotice, ActionReader, ActionRostered, Interpreter
from mooring.hotline.who_may_come import coordinators
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock, ledger
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404

LINE = "action_roster_line"


def action_list(request: HttpRequest) -> HttpResponse:
    """The notices open to the officer: what is to come by night, with the gaps; then what is over."""
    officer = officer_of(request)
    lines = actions_ahead.open_to(officer)
    ledger.look(officer, "action.list", count=len(lines))
    context = {
        "nights": actions_ahead.by_night(lines),
        "over": [line for line in lines if not line.is_open],
        "may_announce": officer.may("action.announce"),
        "keeps_roster": officer.may("action.roster"),
        "may_count": officer.may("action.own_figures"),
    }
    return render(request, "hotline/actions.html", context)


def action_new(request: HttpRequest) -> HttpResponse:
    """Tell of an action ahead, in two minutes."""
    officer = officer_of(request)
    tonight = timezone.localtime(clock.now()).replace(minute=0, second=0, microsecond=0) + timedelta(hours=12)
    start = {"starts_at": tonight, "coordinators": [one.email for one in coordinators()]}
    form = initial_or_draft(request, AnnounceForm, initial=start, officer=officer)
    made: list[ActionNotice] = []
    if done(request, form, lambda: made.append(actions.announce_action(by=officer, **form.cleaned_data))):
        sent(request)
        messages.success(request, _("The coordinators are told. You hear when they have read it."))
        return redirect("action", made[0].reference)
    return form_page(request, "hotline/action_new.html", {"form": form})


def action(request: HttpRequest, named: str) -> HttpResponse:
    """One notice: where it stands and whose turn it is; what is told; on the day the list and the clocks; and who comes."""
    officer = officer_of(request)
    notice = notice_named(officer, named, "action.look")
    ledger.look(officer, "action.look")
    (line,) = actions_ahead.lines([notice])
    if officer.may("action.roster"):  # the coordinator sees the gap together with the other actions of the night
        line = next(one for one in actions_ahead.open_to(officer) if one.notice.pk == notice.pk)
    state = notice.standing.state
    in_team = any(row.officer_id == officer.pk for row in line.rostered)
    on_the_day = state in (raid_states.CONFIRMED, raid_states.UNDER_WAY)
    telling = notice.telling
    ticked = set(notice.ticks.values_list("item", flat=True))
    own = notice.signals.filter(desk__in=[desk.pk for desk in officer.desks()]).select_related("signal").first()
    context: dict[str, Any] = {
        "notice": notice,
        "line": line,
        "telling": telling,
        "address": telling.words("address"),
        "words": telling.words("words"),
        "state": notice.state,
        "pen": PEN_NAMES[notice.state.pen],
        "languages": [language_name(code) for code in telling.languages],
        "may": {verb.partition(".")[2]: _may(officer, notice, verb) for verb in STEPS},
        "may_change": _may(officer, notice, "action.change"),
        "may_roster": officer.may("action.roster") and state in ("received", "confirmed", "under_way"),
        "may_name": officer.may("action.name_reader") and not notice.state.final,
        "shows_roster": in_team or officer.may("action.roster"),
        "roster": [(row, reference(LINE, row.pk)) for row in line.rostered],
        "readers": ActionReader.objects.standing().filter(notice=notice, may_read=True).select_related("officer"),
        "items": [(item, item.code in ticked) for item in ALL_ITEMS] if on_the_day and in_team else [],
        "may_promise": MAY_PROMISE,
        "may_not_promise": MAY_NOT_PROMISE,
        "health": _asked(lambda: settings.MOORING_COUNTRY.law.health_windows(clock.today())) if in_team else None,
        "hours_of_detention": _asked(lambda: settings.MOORING_COUNTRY.law.detention_clock(clock.now())),
        "held": actions_ahead.held_at(notice),
        "signal": own.signal if own else None,
        "joins_late": state == raid_states.UNDER_WAY and in_team and own is None,
        "counts": actions_ahead.counts_of(notice),
        "took_place": state in (raid_states.UNDER_WAY, raid_states.ENDED, raid_states.CLOSED),
    }
    return render(request, "hotline/action.html", context)


def action_change(request: HttpRequest, named: str) -> HttpResponse:
    """Tell anew what has changed."""
    officer = officer_of(request)
    notice = notice_named(officer, named, "action.change")
    form = initial_or_draft(request, TellingForm, initial=as_told(notice.telling))
    if done(request, form, lambda: actions.change_action(by=officer, notice=notice, **form.cleaned_data)):
        sent(request)
        return redirect("action", named)
    return form_page(request, "hotline/action_change.html", {"form": form, "notice": notice})


def action_roster(request: HttpRequest, named: str) -> HttpResponse:
    """Choose who comes; what is short stands above."""
    officer = officer_of(request)
    notice = notice_named(officer, named, "action.roster")
    line = next(one for one in actions_ahead.open_to(officer) if one.notice.pk == notice.pk)
    found = _who_speaks(notice, line)
    choices = [(f"{code}:{reference('interpreter', one.pk)}", words) for one, code, words in found]
    form = initial_or_draft(request, RosterForm, notice=notice, interpreters=choices)

    def put() -> None:
        chosen = set(form.cleaned_data.get("interpreters") or ())
        interpreters = {
            one: code for (one, code, _words), (value, _label) in zip(found, choices, strict=True) if value in chosen
        }
        actions.put_on_roster(
            by=officer, notice=notice, officers=list(form.cleaned_data["officers"]), interpreters=interpreters
        )

    if done(request, form, put):
        sent(request)
        return redirect("action", named)
    return form_page(request, "hotline/action_roster.html", {"form": form, "notice": notice, "line": line})


def action_take_off(request: HttpRequest, named: str, row: str) -> HttpResponse:
    """Take somebody off the roster."""
    officer = officer_of(request)
    notice = notice_named(officer, named, "action.take_off")
    if request.method == "POST":
        line = ActionRostered.objects.on_the_roster().filter(notice=notice, pk=key_or_404(LINE, row)).first()
        if line is None:
            raise Http404
        actions.take_off_roster(by=officer, line=line)
    return redirect("action", named)


def action_tick(request: HttpRequest, named: str, item: str) -> HttpResponse:
    """Tick one thing of the day's list."""
    officer = officer_of(request)
    notice = notice_named(officer, named, "action.tick")
    if request.method == "POST":
        actions.tick_item(by=officer, notice=notice, item=item)
    return redirect(f"{actions.address_of(notice)}#list-of-the-day")


def action_begin(request: HttpRequest, named: str) -> HttpResponse:
    """Say that it has begun; the signal of the desk opens, ready to note the people met."""
    officer = officer_of(request)
    notice = notice_named(officer, named, "action.begin")
    if request.method == "POST":
        signal = actions.begin_action(by=officer, notice=notice)
        return redirect("signal", signal.reference)
    return redirect("action", named)


def action_name_reader(request: HttpRequest, named: str) -> HttpResponse:
    """Open the notice to one more, by name."""
    officer = officer_of(request)
    notice = notice_named(officer, named, "action.name_reader")
    form = initial_or_draft(request, NameReaderForm, notice=notice, by=officer)
    if done(request, form, lambda: actions.name_reader(by=officer, notice=notice, **form.cleaned_data)):
        sent(request)
        return redirect("action", named)
    return form_page(request, "hotline/action_name_reader.html", {"form": form, "notice": notice})


def action_figures(request: HttpRequest) -> HttpResponse:
    """What became of the actions one told of, as counts; small ones are hidden, and are in no sum."""
    officer = officer_of(request)
    over = [line.notice for line in actions_ahead.open_to(officer) if line.notice.standing.state in ("ended", "closed")]
    counted = [(notice, counts) for notice in over if (counts := actions_ahead.counts_of(notice)) is not None]
    ledger.look(officer, "action.own_figures", count=len(counted))
    context = {"counted": counted, "total": actions_ahead.together(counts for _notice, counts in counted)}
    return render(request, "hotline/action_figures.html", context)


STEPS: dict[str, Callable[..., object]] = {
    "action.receive": actions.receive_action,
    "action.confirm": actions.confirm_action,
    "action.begin": actions.begin_action,
    "action.end": actions.end_action,
    "action.close": actions.close_action,
    "action.call_off": actions.call_off_action,
}


def step(verb: str) -> Callable[..., HttpResponse]:
    """The view of a button that moves a notice on; on GET it leads to the notice, as after signing in again."""
    deed = STEPS[verb]

    def view(request: HttpRequest, named: str) -> HttpResponse:
        officer = officer_of(request)
        notice = notice_named(officer, named, verb)
        if request.method == "POST":
            deed(by=officer, notice=notice)
        return redirect("action", named)

    view.__doc__ = deed.__doc__
    return view


PEN_NAMES = {
    raid_states.TELLER: gettext_lazy("whoever told of it"),
    raid_states.COORDINATOR: gettext_lazy("the coordinator"),
    raid_states.TEAM: gettext_lazy("the team"),
    "nobody": gettext_lazy("nobody: it is over"),
}


def notice_named(officer: Officer, named: str, verb: str) -> ActionNotice:
    """The notice with this reference, if it is open to the officer. Raises `Refused` as for one that does not exist."""
    found = ActionNotice.objects.with_all().filter(reference=named).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such notice.")), officer)
    return found


def _may(officer: Officer, notice: ActionNotice, verb: str) -> bool:
    moves = raid_states.STATE_TABLE.moves_from(notice.standing.state)
    return officer.may(verb) and any(move.verb == verb for move in moves)


def _asked(question: Callable[[], Finding]) -> Finding | None:
    try:
        return question()
    except NotAnswered:
        return None


def _who_speaks(notice: ActionNotice, line: actions_ahead.Ahead) -> list[tuple[Interpreter, str, str]]:
    """Interpreters for the languages that were told, who are not yet on the roster: with language and words for the form."""
    there = {row.interpreter_id for row in line.rostered if row.interpreter_id is not None}
    cards = [(one, one.card) for one in Interpreter.objects.exclude(pk__in=there)]
    return [
        (one, code, f"{language_name(code)} · {card.alias} · {card.get_gender_display()} · {card.region_name}")
        for code in notice.telling.languages
        for one, card in cards
        if code in card.languages and not card.has_left
    ]

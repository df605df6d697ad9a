"""The pages of interpreters: the list, who is on call, and the one that finds an interpreter now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mooring.casework.attempts import done
from mooring.hotline import actions
from mooring.hotline.forms.interpreters import AnswerForm, InterpreterForm, NowForm, OnCallForm, as_entered
from mooring.hotline.models import CallAnswer, Interpreter, InterpreterCalled, InterpreterOnCall
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404

KIND, HOURS = "interpreter", "interpreter_hours"


def interpreter_list(request: HttpRequest) -> HttpResponse:
    """The interpreters on the list, with their hours on call that are not over."""
    officer = officer_of(request)
    found = [one for one in Interpreter.objects.prefetch_related("hours") if not one.card.has_left]
    ledger.look(officer, "interpreter.list", count=len(found))
    rows = [
        {
            "card": one.card,
            "named": reference(KIND, one.pk),
            "hours": [(hours, reference(HOURS, hours.pk)) for hours in _ahead(one)],
        }
        for one in found
    ]
    rows.sort(key=lambda row: (row["card"].language_names, row["card"].pk))  # type: ignore[attr-defined]
    return render(request, "hotline/interpreters.html", {"rows": rows, "languages": _uncovered(found)})


def interpreter_new(request: HttpRequest) -> HttpResponse:
    """Enter an interpreter who has promised confidentiality."""
    officer = officer_of(request)
    form = initial_or_draft(request, InterpreterForm, initial={"promised_on": clock.today()})
    if done(request, form, lambda: actions.enter_interpreter(by=officer, **form.cleaned_data)):
        sent(request)
        return redirect("interpreters")
    return form_page(request, "hotline/interpreter_new.html", {"form": form})


def interpreter_change(request: HttpRequest, named: str) -> HttpResponse:
    """Write an interpreter's card anew."""
    officer = officer_of(request)
    found = _interpreter(named)
    form = initial_or_draft(request, InterpreterForm, initial=as_entered(found.card))
    if done(request, form, lambda: actions.change_interpreter(by=officer, interpreter=found, **form.cleaned_data)):
        sent(request)
        return redirect("interpreters")
    return form_page(request, "hotline/interpreter_change.html", {"form": form})


def interpreter_leave(request: HttpRequest, named: str) -> HttpResponse:
    """Take an interpreter off the list; name and telephone are erased."""
    found = _interpreter(named)
    if request.method == "POST":
        actions.take_off_list(by=officer_of(request), interpreter=found)
        messages.success(request, _("Name and telephone are erased."))
    return redirect("interpreters")


def interpreter_on_call(request: HttpRequest, named: str) -> HttpResponse:
    """Put an interpreter on call."""
    officer = officer_of(request)
    found = _interpreter(named)
    evening = timezone.localtime(clock.now()).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    start = {"begins_at": evening, "ends_at": evening + timedelta(hours=12)}
    form = initial_or_draft(request, OnCallForm, initial=start)
    if done(request, form, lambda: actions.put_on_call(by=officer, interpreter=found, **form.cleaned_data)):
        sent(request)
        return redirect("interpreters")
    return form_page(request, "hotline/interpreter_on_call.html", {"form": form, "card": found.card})


def interpreter_off_call(request: HttpRequest, named: str) -> HttpResponse:
    """Take hours on call back."""
    hours = InterpreterOnCall.objects.standing().filter(pk=key_or_404(HOURS, named), withdrawn=False).first()
    if hours is None:
        raise Http404
    if request.method == "POST":
        actions.take_off_call(by=officer_of(request), hours=hours)
    return redirect("interpreters")


def interpreter_now(request: HttpRequest) -> HttpResponse:
    """Who interprets this language now, by telephone; the page knows nothing of the person."""
    officer = officer_of(request)
    form = NowForm(request.GET or None)
    found: list[dict[str, Any]] = []
    asked = form.is_bound and form.is_valid()
    if asked:
        wished, language = form.cleaned_data["gender"], form.cleaned_data["language"]
        on_call = InterpreterOnCall.objects.at(clock.now()).select_related("interpreter").order_by("ends_at")
        for hours in {each.interpreter_id: each for each in on_call}.values():
            card = hours.interpreter.card
            if language in card.languages and wished in ("no_matter", card.gender):
                found.append({"card": card, "named": reference(KIND, hours.interpreter_id), "until": hours.ends_at})
        ledger.look(officer, "interpreter.now", count=len(found))
    context = {
        "form": form,
        "asked": asked,
        "found": found,
        "answers": CallAnswer.choices,
        "may_answer": officer.may("interpreter.record_answer"),
    }
    return render(request, "hotline/interpreter_now.html", context)


def interpreter_answer(request: HttpRequest, named: str) -> HttpResponse:
    """Record what came of calling: that it was interpreted, that nobody answered, or that the person said no to this one."""
    officer = officer_of(request)
    found = _interpreter(named)
    form = initial_or_draft(request, AnswerForm, initial={"language": request.GET.get("language", "")}, card=found.card)
    made: list[InterpreterCalled] = []
    if done(
        request,
        form,
        lambda: made.append(actions.record_answer(by=officer, interpreter=found, **form.cleaned_data)),
    ):
        sent(request)
        back = redirect("interpreter_now")
        if made[0].answer != CallAnswer.INTERPRETED:
            back["Location"] += f"?language={made[0].language}&gender={made[0].wished_gender}"
        return back
    return form_page(request, "hotline/interpreter_answer.html", {"form": form, "card": found.card})


def _interpreter(named: str) -> Interpreter:
    found = Interpreter.objects.filter(pk=key_or_404(KIND, named)).first()
    if found is None:
        raise Http404
    return found


def _ahead(interpreter: Interpreter) -> list[InterpreterOnCall]:
    hours = [
        each
        for each in interpreter.hours.all()
        if each.superseded_by_id is None and not each.withdrawn and each.ends_at > clock.now()
    ]
    return sorted(hours, key=lambda each: each.begins_at)


def _uncovered(found: list[Interpreter]) -> list[str]:
    """Languages on the list for which nobody is on call now."""
    known = {name for one in found for name in one.card.language_names}
    on_call = InterpreterOnCall.objects.at(clock.now()).select_related("interpreter")
    covered = {name for hours in on_call for name in hours.interpreter.card.language_names}
    return sorted(known - covered)

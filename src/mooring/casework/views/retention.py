"""The pages of review: what has come to its end, one thing with its reasons, and the signals together; placing and lifting a hold."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework import attempts, retention
from mooring.casework.actions import retention as actions
from mooring.casework.addresses import case_address
from mooring.casework.models import Case, DataClass, LegalHold
from mooring.casework.models.retention import reviews_for
from mooring.casework.retention import Review, State
from mooring.casework.review_forms import ArchivesForm, FilterForm, HoldForm, KeepForm
from mooring.safeguards import ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404

# The step that comes next in each state, and the verb of who takes it.
NEXT = {
    State.FOR_THE_TEAM: "retention.propose",
    State.FOR_THE_ARCHIVES: "retention.archives",
    State.FOR_THE_DECISION: "retention.erase",
}


def whole(request: HttpRequest) -> HttpResponse:
    """What is to be reviewed, with how many wait for what. One look in the ledger with the count."""
    officer = officer_of(request)
    form = FilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    items = list(retention.listed()[: retention.AT_MOST + 1])
    every = retention.reviews(items[: retention.AT_MOST])
    shown = [review for review in every if _is_wanted(review, wanted)]
    counts = Counter(review.state for review in every)
    ledger.look(officer, "retention.look", count=len(shown))
    return render(
        request,
        "casework/retention.html",
        {
            "form": form,
            "rows": [_row(officer, review) for review in shown],
            "counts": [(words, counts[state], f"?state={state}") for state, words in retention.STATE_NAMES.items()],
            "all": len(every),
            "more": len(items) > retention.AT_MOST,
            "to_propose": len(_signals_for(officer, every, decides=False)),
            "to_erase": len(_signals_for(officer, every, decides=True)),
        },
    )


def one(request: HttpRequest, named: str) -> HttpResponse:
    """One thing to be reviewed: why now, what holds it, the steps so far, what survives, and what comes next."""
    officer = officer_of(request)
    review = _review(named)
    ledger.look(officer, "retention.look", case_key=review.item.case_key)
    decides = review.item.agency_id in reviews_for(officer)
    return render(
        request,
        "casework/retention_one.html",
        {
            **_row(officer, review),
            "decides": decides,
            "may_propose": officer.may("retention.propose")
            and review.state is not State.ERASED
            and _works_on_it(officer, review),
            "may_note_archives": decides
            and review.item.state_body
            and review.archives is None
            and review.state is not State.ERASED,
            "may_keep": decides and review.state is not State.ERASED,
            "may_erase": decides and review.state is State.FOR_THE_DECISION,
        },
    )


def propose(request: HttpRequest, named: str) -> HttpResponse:
    """The team's word: nothing more is needed, or it still is."""
    review = _review(named)
    if request.method == "POST":
        needed = request.POST.get("needed") == "yes"
        if _tried(request, lambda: actions.propose(by=officer_of(request), item=review.item, needed=needed)):
            messages.success(request, _("It is noted. Somebody else decides."))
    return redirect("retention_one", named=named)


def archives(request: HttpRequest, named: str) -> HttpResponse:
    """Note what the archives have done."""
    return _form(request, named, ArchivesForm, actions.note_archives, "casework/retention_archives.html")


def keep(request: HttpRequest, named: str) -> HttpResponse:
    """Keep it for longer."""
    return _form(request, named, KeepForm, actions.keep, "casework/retention_keep.html")


def erase(request: HttpRequest, named: str) -> HttpResponse:
    """Erase it: asked once more on a page of its own."""
    officer, review = officer_of(request), _review(named)
    form = Form(request.POST if request.method == "POST" else None)
    if attempts.done(request, form, lambda: actions.erase(by=officer, item=review.item)):
        messages.success(request, _("It is erased. What was written can be read by nobody any more."))
        return redirect("retention_one", named=named)
    return form_page(request, "casework/retention_erase.html", {**_row(officer, review), "form": form})


def propose_together(request: HttpRequest) -> HttpResponse:
    """Signals at once: the desk says that they are not needed any more."""
    return _together(request, decides=False)


def erase_together(request: HttpRequest) -> HttpResponse:
    """Signals at once: who answers for data protection erases them."""
    return _together(request, decides=True)


def _together(request: HttpRequest, *, decides: bool) -> HttpResponse:
    officer = officer_of(request)
    every = retention.reviews(retention.listed()[: retention.AT_MOST])
    ready = _signals_for(officer, every, decides=decides)
    form = Form(request.POST if request.method == "POST" else None)
    chosen = [review.item for review in ready if reference("review", review.item.pk) in request.POST.getlist("item")]
    if request.method == "POST" and not chosen:
        form.add_error(None, _("Tick at least one signal."))
    act = actions.erase_together if decides else actions.propose_together
    if chosen and attempts.done(request, form, lambda: act(by=officer, items=chosen)):
        messages.success(request, _("It is done for %(count)d signals.") % {"count": len(chosen)})
        return redirect("retention")
    ledger.look(officer, "retention.look", count=len(ready))
    rows = [_row(officer, review) for review in ready]
    return form_page(request, "casework/retention_together.html", {"rows": rows, "decides": decides, "form": form})


def place_hold(request: HttpRequest, case: Case) -> HttpResponse:
    """Place a hold on a case."""
    officer = officer_of(request)
    form = initial_or_draft(request, HoldForm)
    if attempts.done(request, form, lambda: actions.place_hold(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        messages.success(request, _("From now on nothing of this case is erased."))
        return redirect(case_address(case, open="keeping"))
    return form_page(request, "casework/hold_place.html", {"case": case, "form": form})


def lift_hold(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Lift a hold."""
    if request.method == "POST":
        hold = LegalHold.objects.standing().filter(case=case, pk=key_or_404("hold", named), ended_at=None).first()
        if hold is None:
            raise Http404
        hold.case = case
        if _tried(request, lambda: actions.lift_hold(by=officer_of(request), hold=hold)):
            messages.success(request, _("The hold is lifted."))
    return redirect(case_address(case, open="keeping"))


def _form(request: HttpRequest, named: str, form_class: type[Form], act: Any, template: str) -> HttpResponse:
    officer, review = officer_of(request), _review(named)
    form = initial_or_draft(request, form_class)
    if attempts.done(request, form, lambda: act(by=officer, item=review.item, **form.cleaned_data)):
        sent(request)
        return redirect("retention_one", named=named)
    return form_page(request, template, {**_row(officer, review), "form": form})


def _tried(request: HttpRequest, act: Any) -> bool:
    """A button without fields: what the house refuses is said above the page."""
    form: BaseForm = Form({})
    form.is_valid()
    attempt = attempts.Attempt(request, form, act)
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return attempt.done


def _review(named: str) -> Review:
    """The review that a page names. Raises `Http404` for what is not open to the officer, as for what does not exist."""
    review = retention.review_of(key_or_404("review", named))
    if review is None:
        raise Http404
    return review


def _row(officer: Officer, review: Review) -> dict[str, Any]:
    named = reference("review", review.item.pk)
    is_case = review.item.data_class == DataClass.CASE_FILE
    return {
        "review": review,
        "item": review.item,
        "named": named,
        "address": reverse("retention_one", args=[named]),
        "finding": review.finding,
        "next_is_mine": officer.may(NEXT.get(review.state, "")),
        "case_address": reverse("case", args=[review.item.named]) if is_case and _works_on_it(officer, review) else "",
    }


def _works_on_it(officer: Officer, review: Review) -> bool:
    if review.item.data_class != DataClass.CASE_FILE:
        return officer.may("retention.propose")
    return Case.objects.filter(pk=review.item.subject).exists()


def _is_wanted(review: Review, wanted: dict[str, Any]) -> bool:
    state, data_class = wanted.get("state"), wanted.get("data_class")
    if data_class and review.item.data_class != data_class:
        return False
    return review.state == state if state else review.state is not State.ERASED


def _signals_for(officer: Officer, reviews: list[Review], *, decides: bool) -> list[Review]:
    """The signals whose next step is this officer's: to propose, or to decide on what somebody else proposed."""
    agencies = reviews_for(officer) if decides else set()
    if not decides and not officer.may("retention.propose_together"):
        return []
    signals = [review for review in reviews if review.item.data_class == DataClass.SIGNAL]
    if not decides:
        return [review for review in signals if review.state is State.FOR_THE_TEAM]
    return [
        review
        for review in signals
        if review.state is State.FOR_THE_DECISION
        and review.item.agency_id in agencies
        and review.proposal is not None
        and review.proposal.by_id != officer.pk
    ]

"""The page of a return, and the forms by which it goes on: each its own door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from mooring.casework.attempts import tried
from mooring.casework.models import Case
from mooring.returns import actions, law_of_return, reading
from mooring.returns.forms import answering, travelling
from mooring.returns.models import ReturnPath
from mooring.returns.moving import standing_path
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer

Does = Callable[[Officer, ReturnPath, Any], object]
SAVE = _("Save")


def whole(request: HttpRequest, case: Case) -> HttpResponse:
    """Where the return stands, what is open from here, and everything written on the way."""
    return render(request, "returns/path.html", {"case": case, **reading.whole(officer_of(request), case)})


def page_of(
    request: HttpRequest,
    case: Case,
    form: Form,
    does: Callable[[], object],
    *,
    title: Any,
    lead: Any = "",
    submit: Any = SAVE,
    template: str = "returns/form.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A page of one form: the deed is done and the page of the return follows, or the form says why not."""
    attempt = tried(request, form, does)
    if attempt.done:
        sent(request)
        return redirect("return", case)
    context = {
        "case": case,
        "form": form,
        "title": title,
        "lead_words": lead,
        "submit_words": submit,
        "refused": attempt.finding,
    }
    return form_page(request, template, {**context, **(more or {})})


def on_a_path(request: HttpRequest, case: Case, form: Form, does: Does, **page: Any) -> HttpResponse:
    """The same for a deed on a path; where there is none yet one is led to the page, which says how to begin."""
    path = standing_path(case)
    if path is None:
        return redirect("return", case)
    return page_of(request, case, form, lambda: does(officer_of(request), path, form), **page)


def offer(request: HttpRequest, case: Case) -> HttpResponse:
    """The offer: what was told, and what the law says of it."""
    form = initial_or_draft(request, answering.OfferForm, child=bool(law_of_return.is_child(case)))
    return page_of(
        request,
        case,
        form,
        lambda: actions.offer(by=officer_of(request), case=case, **form.cleaned_data),
        title=_("Offer a prepared return"),
        lead=_(
            "With an interpreter where one is needed, and without hurry. A no costs no help, and can become a yes later."
        ),
        submit=_("Record the offer"),
        template="returns/offer.html",
        more={
            "offer_finding": law_of_return.offer(case),
            "planner_finding": law_of_return.planner(case),
            "show_stories": officer_of(request).may("story.look"),
        },
    )


def accept(request: HttpRequest, case: Case) -> HttpResponse:
    return on_a_path(
        request,
        case,
        initial_or_draft(request, answering.AcceptForm, child=bool(law_of_return.is_child(case))),
        lambda by, path, form: actions.accept(by=by, path=path, **form.cleaned_data),
        title=_("The person says yes"),
        lead=_("Risks are looked at next. The person can withdraw at any time, and it ends no help."),
        submit=_("Record the yes"),
    )


def say_no(request: HttpRequest, case: Case) -> HttpResponse:
    return on_a_path(
        request,
        case,
        initial_or_draft(request, answering.SayNoForm),
        lambda by, path, form: actions.say_no(by=by, path=path, **form.cleaned_data),
        title=_("No for now"),
        lead=_("Ask why, so that the offer becomes better. The person need not say. It can be offered again."),
        submit=_("Record the no"),
        template="returns/say_no.html",
        more={"departure_finding": law_of_return.departure()},
    )


def _goes_on(does: Callable[..., object], form: type[Form], **page: Any) -> Callable[..., HttpResponse]:
    """The view of a deed on a path that asks only what its form asks."""

    def view(request: HttpRequest, case: Case) -> HttpResponse:
        return on_a_path(
            request,
            case,
            initial_or_draft(request, form),
            lambda by, path, filled: does(by=by, path=path, **filled.cleaned_data),
            **page,
        )

    return view


consider = _goes_on(
    actions.consider,
    answering.ConsiderForm,
    title=_("The person thinks it over"),
    lead=_("Nobody asks before the day that was agreed."),
)
withdraw = _goes_on(
    actions.withdraw,
    answering.WithdrawForm,
    title=_("The person withdraws"),
    lead=_("It ends no help, and no reason is needed. The return can be offered again."),
    submit=_("Record it"),
)
travel = _goes_on(actions.travel, travelling.TravelForm, title=_("The person sets out"))
not_travelled = _goes_on(
    actions.not_travelled,
    travelling.NotTravelledForm,
    title=_("The journey did not take place"),
    lead=_("The plan stands again; another day can be found."),
)
arrive = _goes_on(
    actions.arrive,
    travelling.ArriveForm,
    title=_("The person has arrived"),
    lead=_("From this day on the months are counted after which somebody asks how the person is."),
    submit=_("Record the arrival"),
)
close = _goes_on(
    actions.close,
    travelling.CloseForm,
    title=_("Close the return"),
    lead=_("Nothing more is due. Another return can be offered later."),
    submit=_("Close it"),
)

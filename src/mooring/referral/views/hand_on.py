"""The pages by which a person's need is handed on: five short steps over one kept form, and a look at what the receiver will see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.attempts import Attempt
from mooring.casework.models import Case
from mooring.referral import actions, grounds
from mooring.referral.due import Urgency
from mooring.referral.forms.referrals import STEPS, HandOnForm, Offered, chosen_receiver, step_after, step_before
from mooring.referral.grounds import GroundCode
from mooring.referral.handing_on import Choosing
from mooring.referral.models import Referral, ReferralKind
from mooring.referral.referral_states import ReferralState
from mooring.safeguards import drafts
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference as reference_of

LEADS = {
    "need": lambda: _("Ask another agency to take up a need of the person, or to answer for the person from now on."),
    "to": lambda: _("The directory says who is charged with this. You choose."),
    "pieces": lambda: _("Piece by piece. What you do not choose is not told."),
    "ground": lambda: _("Nothing is told without a ground: the person agreed, or a provision of law carries it."),
    "preview": lambda: _("Read it once with the eyes of the one who receives it."),
}


def hand_on(request: HttpRequest, case: Case) -> HttpResponse:
    """Hand on a need of the person, or the person, to another agency."""
    return _stepwise(request, case)


def reroute(request: HttpRequest, case: Case, reference: str) -> HttpResponse:
    """Ask somebody else, where the first who was asked could not."""
    return _stepwise(request, case, Earlier(_found(case, reference), is_draft=False))


def change(request: HttpRequest, case: Case, reference: str) -> HttpResponse:
    """Write a draft anew, before anybody else has seen it."""
    draft = _found(case, reference)
    if draft.standing.state != ReferralState.DRAFT:
        return redirect("referral", reference)
    return _stepwise(request, case, Earlier(draft, is_draft=True))


@dataclass(frozen=True)
class Earlier:
    """The referral that a new one follows, or the draft in whose place it comes."""

    referral: Referral
    is_draft: bool


def _found(case: Case, reference: str) -> Referral:
    found = Referral.objects.filter(case=case, reference=reference).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def _stepwise(request: HttpRequest, case: Case, earlier: Earlier | None = None) -> HttpResponse:
    officer = officer_of(request)
    typed = _typed(request, officer)
    if earlier is not None and not typed:
        typed = _as_before(earlier)
    step = _step(request, typed)
    choosing = Choosing(
        officer,
        case,
        need=typed.get("need", ""),
        group=typed.get("group", ""),
        region=typed.get("region", ""),
        receiver=chosen_receiver(typed.get("to", ""), typed.get("other", "")),
        pieces=typed.getlist("pieces"),
    )
    initial = {name: typed.getlist(name) if name == "pieces" else typed.get(name) for name in typed}
    form = initial_or_draft(
        request, HandOnForm, initial=initial if earlier else None, step=step, offered=_offered(choosing, step)
    )
    if request.GET.get("step"):
        form.kept_at = None  # type: ignore[attr-defined]  # she has just come from the step before, and needs not be told
    if request.method == "POST":
        go = request.POST.get("go", "next")
        if go == "back":
            return _lead_to(request, officer, step_before(step))
        grounded = step != "ground" or (
            form.is_valid() and Attempt(request, form, partial(_see_the_ground, officer, case, form, choosing)).done
        )
        if form.is_valid() and grounded and step != "preview":
            return _lead_to(request, officer, step_after(step))
        if form.is_valid():
            made: list[Referral] = []
            attempt = Attempt(request, form, partial(_do, officer, case, form, choosing, earlier, go == "keep", made))
            if attempt.done:
                sent(request)
                return redirect("referral", made[0].reference)
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "step": step,
        "steps": _way(step),
        "lead": LEADS[step](),
        "earlier": earlier,
        **_shown(request, choosing, form, step),
    }
    return form_page(request, "referral/referral_hand_on.html", context)


def _offered(choosing: Choosing, step: str) -> Offered:
    """What can be chosen so far; of later steps nothing is looked up yet."""
    place = list(STEPS).index(step)
    return Offered(
        kinds=ReferralKind.choices,
        urgencies=Urgency.choices,
        candidates=choosing.receivers() if place >= 1 else (),
        desks=choosing.desks() if place >= 1 else (),
        pieces=choosing.offered_pieces() if place >= 2 else (),
        grounds=choosing.offered_grounds() if place >= 3 else (),
        breaks_a_confidence=place >= 3 and bool(choosing.named_grounds),
    )


def _shown(request: HttpRequest, choosing: Choosing, form: HandOnForm, step: str) -> dict[str, Any]:
    """What stands on the page of a step beside the form."""
    if step == "to":
        passed = [each for each in choosing.candidates if each.passed_over]
        return {"passed_over": [{"name": each.agency, "reasons": each.reasons} for each in passed]}
    if step == "ground":
        return {
            "provision": choosing.provision,
            "may_consent": choosing.officer.may("consent.give"),
            "consent_address": reverse("consent_share", args=[choosing.case]),
            "receiver": choosing.asked,
            "no_ground": not form.offered.grounds,
        }
    if step == "preview":
        given = form.cleaned_data if form.is_bound else _as_kept(form)
        ground = choosing.ground(given)
        code = str(given.get("ground", "")).partition(":")[0]
        return {
            "package": choosing.package(given),
            "ground_words": GroundCode(code).label if code in GroundCode.values else "",
            "resting_on": ground.finding if isinstance(ground, grounds.Ground) else None,
            "opens": choosing.parts_that_open(given),
            "receiver": choosing.asked,
        }
    return {}


def _as_kept(form: HandOnForm) -> dict[str, Any]:
    """What stands in the form, read as if it had been sent: the preview is a GET."""
    as_sent = HandOnForm(form.initial, step=form.step, offered=form.offered)
    as_sent.is_valid()
    return as_sent.cleaned_data


def _see_the_ground(officer: Officer, case: Case, form: HandOnForm, choosing: Choosing) -> None:
    """See that there is a ground before the preview; an attempt without one is refused as the deed would be."""
    ground = choosing.ground(form.cleaned_data)
    if isinstance(ground, grounds.NoGround):
        raise ground.refused("referral.draft", officer, case)


def _do(
    officer: Officer,
    case: Case,
    form: HandOnForm,
    choosing: Choosing,
    earlier: Earlier | None,
    keep: bool,
    made: list[Referral],
) -> None:
    """Draft it, and send it unless it is to be kept: in one transaction, so that a refusal leaves nothing behind."""
    arguments = choosing.arguments(form.cleaned_data)
    if earlier is None:
        referral = actions.draft(by=officer, case=case, **arguments)
    elif earlier.is_draft:
        referral = actions.redraft(by=officer, referral=earlier.referral, **arguments)
    else:
        referral = actions.reroute(by=officer, referral=earlier.referral, **arguments)
    made.append(referral)
    if not keep:
        actions.send(by=officer, referral=referral)


def _typed(request: HttpRequest, officer: Officer) -> QueryDict:
    """What was sent, else what was kept."""
    if request.method == "POST":
        return request.POST
    typed = QueryDict(mutable=True)
    for name, values in (drafts.kept(officer, request.path) or {}).items():
        typed.setlist(name, list(values))
    return typed


def _as_before(earlier: Earlier) -> QueryDict:
    """What the referral before it said: of a draft everything, of one that is followed what still holds of another receiver."""
    before = earlier.referral
    typed = QueryDict(mutable=True)
    typed.update({"need": before.need, "kind": before.kind, "urgency": before.urgency, "message": before.message})
    typed.setlist("pieces", list(before.chosen))
    if earlier.is_draft:
        to = before.to_desk or before.to_agency
        kind = "desk" if before.to_desk else "agency"
        consent = f":{reference_of('consent', before.consent_id)}" if before.consent_id else ""
        told = "" if before.told_person is None else "yes" if before.told_person else "no"
        typed.update(
            {
                "to": f"{kind}:{reference_of(kind, to.pk)}",
                "other": "",
                "ground": f"{before.ground}{consent}",
                "told_person": told,
                "not_told_because": before.not_told_because,
            }
        )
        if before.lawyer_asked_on:
            typed["lawyer_asked_on"] = before.lawyer_asked_on.isoformat()
    return typed


def _step(request: HttpRequest, typed: QueryDict) -> str:
    """The step that is asked: on a GET the one in the address, as far as something is kept; the first without."""
    if request.method == "POST":
        wanted = request.POST.get("step", "need")
    else:
        wanted = (request.GET.get("step") or typed.get("step", "need")) if typed else "need"
    return wanted if wanted in STEPS else "need"


def _lead_to(request: HttpRequest, officer: Officer, step: str) -> HttpResponse:
    """Keep everything typed, and lead to a step: what was typed stays sealed on the server and out of every address."""
    fields = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    fields.pop("go", None)
    drafts.keep(officer, request.path, fields | {"step": [step]})
    return redirect(f"{request.path}?step={step}")


def _way(step: str) -> list[dict[str, Any]]:
    names = list(STEPS)
    place = names.index(step)
    return [
        {"name": STEPS[name], "done": number < place, "current": number == place} for number, name in enumerate(names)
    ]

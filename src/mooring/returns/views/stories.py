"""The pages of stories: the shelf, one story, and writing one with the person's consent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mooring.casework.actions import give_consent
from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.known import known
from mooring.casework.models import Case, ConsentTo
from mooring.returns import story_shelf as shelf
from mooring.returns import story_states as states
from mooring.returns.actions import stories as actions
from mooring.returns.forms import stories as forms
from mooring.returns.models import Story
from mooring.returns.models.stories import StoryText
from mooring.returns.story_codes import PUBLICATION
from mooring.returns.story_moving import consent_to_tell, is_out, may_take_off, original, state_of, tie_of
from mooring.safeguards import ledger
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.keys import CannotOpen

# What the button says, the verb, the door, in which states, and on which side stands who may press it.
WAYS = (
    (gettext_lazy("Read it for the second time"), "story.release", "story_release", (states.BEING_READ,), False),
    (gettext_lazy("Send it back"), "story.send_back", "story_send_back", (states.BEING_READ,), False),
    (gettext_lazy("Hand it to a second reader"), "story.hand_on", "story_hand_on", (states.DRAFT,), True),
    (gettext_lazy("Change it"), "story.rewrite", "story_rewrite", (states.DRAFT, states.SENT_BACK), True),
)


def stories(request: HttpRequest) -> HttpResponse:
    """The shelf: stories that are told, and those that wait for the officer."""
    form = forms.FilterForm(request.GET, countries=shelf.countries(openly=False))
    chosen = form.chosen()
    language = chosen.pop("language", "")
    told = shelf.told(
        openly=False, language=language or (get_language() or "en")[:2], only=bool(language), chosen=chosen
    )
    ledger.look(officer_of(request), "story.look", count=len(told))
    waiting = [
        {"story": story, "title": text.told["title"], "step": step, "turn": states.EXPECTED[step.rule.pen]}
        for story, text, step in shelf.waiting()
    ]
    return render(request, "returns/stories.html", {"form": form, "told": told, "waiting": waiting})


def story(request: HttpRequest, named: str) -> HttpResponse:
    """One story in every language in which it stands; to its team and its second reader, where it stands too."""
    officer = officer_of(request)
    found = story_named(request, named, "story.look")
    state, told, text = state_of(found), [], None
    try:
        text = original(found)
        told = shelf.in_all_languages(text)
        title = told[0].title  # opened here: what was withdrawn does not open any more
    except (StoryText.DoesNotExist, CannotOpen):
        told, text, title = [], None, ""
    ledger.look(officer, "story.look")
    way = found.way()
    wrote = {step.recorded_by_id for step in way if step.state in states.WRITTEN}
    tends = tie_of(found) is not None
    ways = [
        (words, door)
        for words, verb, door, where, by_team in WAYS
        if officer.may(verb) and state in where and (tends if by_team else officer.pk not in wrote)
    ]
    out = is_out(found)
    context = {
        "story": found,
        "title": title,
        "state": states.STORY_STATES.state(state).label,
        "is_out": out,
        "is_open_to_anybody": is_out(found, openly=True),
        # Who translated it is not named: that would lead to a desk, and from there towards a case.
        "told": [{"one": one, "may_check": _may_check(request, one)} for one in told],
        "way": [(step, step.words() if told else "") for step in way],
        "ways": ways if told else [],
        "may_translate": out and officer.may("story.translate"),
        "may_withdraw": state != states.WITHDRAWN and officer.may("story.withdraw") and may_take_off(found, officer),
        "marked": shelf.marked_with_reasons(text) if text is not None and not out else [],
    }
    return render(request, "returns/story.html", context)


def consent(request: HttpRequest, case: Case) -> HttpResponse:
    """The person agrees to have the story told."""
    officer = officer_of(request)
    form = initial_or_draft(request, forms.AgreeForm, child=bool(known(case, "treated_as_child")))

    def agrees() -> object:
        return give_consent(
            by=officer, case=case, kind=ConsentTo.SHARE, purpose=PUBLICATION, recipient=officer.agency, **form.agreed()
        )

    if done(request, form, agrees):
        sent(request)
        messages.success(request, _("It is written down. The person can withdraw it at any time."))
        return redirect(case_address(case, open="stories"))
    return form_page(request, "returns/story_consent.html", {"case": case, "form": form})


def draft(request: HttpRequest, case: Case) -> HttpResponse:
    """Writing a story, once the person has agreed."""
    agreed = consent_to_tell(case)
    if agreed is None:
        return render(request, "returns/story_ask_first.html", {"case": case})
    officer = officer_of(request)
    form = initial_or_draft(request, forms.StoryForm, case=case)
    made: list[Any] = []
    if done(request, form, lambda: made.append(actions.draft(by=officer, case=case, **form.story()))):
        sent(request)
        return redirect("story", made[0].story.reference)
    context = {"form": form, "title": _("Write a story"), "back": case_address(case, open="stories")}
    return form_page(request, "returns/story_write.html", context)


def story_named(request: HttpRequest, named: str, verb: str) -> Story:
    """The story with this reference, where it is open to the officer. Raises `Refused` as for one that does not exist."""
    found = Story.objects.filter(reference=named).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such story.")), officer_of(request))
    return found


def _may_check(request: HttpRequest, one: shelf.Told) -> bool:
    officer = officer_of(request)
    return not one.is_checked and officer.may("story.check") and one.text.recorded_by_id != officer.pk

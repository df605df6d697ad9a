"""The pages of what becomes of a story: changing it, the second reading, translations, and taking it off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.casework.attempts import done
from mooring.returns import story_shelf as shelf
from mooring.returns import story_states as states
from mooring.returns.actions import stories as actions
from mooring.returns.forms import stories as forms
from mooring.returns.models import Story
from mooring.returns.story_codes import TO_ANYBODY
from mooring.returns.story_moving import agreed_to, is_out, original, state_of, tie_of
from mooring.returns.views.stories import story_named
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent


def rewrite(request: HttpRequest, named: str) -> HttpResponse:
    """Changing a draft, or what was sent back."""
    found = story_named(request, named, "story.rewrite")
    tie = tie_of(found)
    if tie is None or state_of(found) not in (states.DRAFT, states.SENT_BACK):
        return redirect("story", found.reference)
    text = original(found)
    initial = {
        **{name: text.told[name] for name in ("title", "words")},
        **{name: getattr(text, name) for name in ("themes", "came_to", "pronoun", "country")},
    }
    form = initial_or_draft(
        request,
        forms.StoryForm,
        initial=initial,
        case=tie.case,
        language=text.language,
        known=dict(text.told["confirmed"]),
    )
    back = [words for step, words in ((one, one.words()) for one in found.way()) if step.state == states.SENT_BACK]
    return _page(
        request,
        found,
        form,
        lambda: actions.rewrite(by=officer_of(request), story=found, **form.story()),
        "returns/story_write.html",
        {"title": _("Change the story"), "back": found.address, "asked": back[-1] if back else ""},
    )


def hand_on(request: HttpRequest, named: str) -> HttpResponse:
    """Handing it to a second reader."""
    found = story_named(request, named, "story.hand_on")
    form = initial_or_draft(request, forms.NoFieldsForm)
    return _page(
        request,
        found,
        form,
        lambda: actions.hand_on(by=officer_of(request), story=found),
        "returns/story_step.html",
        {
            "title": _("Hand it to a second reader"),
            "lead_words": _(
                "Somebody of your agency who did not write it, or a coordinator at the national centre, reads it next."
            ),
            "submit_words": _("Hand it on"),
        },
    )


def release(request: HttpRequest, named: str) -> HttpResponse:
    """The second reading: the story with what was found in it, and why each may stay."""
    found = story_named(request, named, "story.release")
    if state_of(found) != states.BEING_READ:
        return redirect("story", found.reference)
    text = original(found)
    form = initial_or_draft(
        request, forms.ReleaseForm, may_be_public=TO_ANYBODY in agreed_to(found), language=text.language
    )
    return _page(
        request,
        found,
        form,
        lambda: actions.release(
            by=officer_of(request),
            story=found,
            for_public=form.cleaned_data.get("for_public", False),
            reads_the_language=form.cleaned_data.get("reads_the_language", False),
        ),
        "returns/story_release.html",
        {"marked": shelf.marked_with_reasons(text), "text": text},
    )


def send_back(request: HttpRequest, named: str) -> HttpResponse:
    """Sending it back with words."""
    found = story_named(request, named, "story.send_back")
    form = initial_or_draft(request, forms.SendBackForm)
    return _page(
        request,
        found,
        form,
        lambda: actions.send_back(by=officer_of(request), story=found, words=form.cleaned_data["words"]),
        "returns/story_step.html",
        {"title": _("Send it back"), "lead_words": "", "submit_words": _("Send it back")},
    )


def translate(request: HttpRequest, named: str) -> HttpResponse:
    """The story in another language."""
    found = story_named(request, named, "story.translate")
    if not is_out(found):
        return redirect("story", found.reference)
    text = original(found)
    form = initial_or_draft(request, forms.TranslationForm, source=text.language, known=dict(text.told["confirmed"]))
    return _page(
        request,
        found,
        form,
        lambda: actions.translate(by=officer_of(request), story=found, **form.translation()),
        "returns/story_write.html",
        {
            "title": _("Translate the story"),
            "back": found.address,
            "source": text,
        },
    )


def check(request: HttpRequest, named: str, language: str) -> HttpResponse:
    """That somebody who speaks the language has read the translation."""
    found = story_named(request, named, "story.check")
    form = initial_or_draft(request, forms.NoFieldsForm)
    return _page(
        request,
        found,
        form,
        lambda: actions.check(by=officer_of(request), story=found, language=language),
        "returns/story_step.html",
        {
            "title": _("The translation was read by somebody who speaks the language"),
            "lead_words": _(
                "It says what the original says, and no more. Where the person agreed, anybody may then read it."
            ),
            "submit_words": _("I speak the language, and have read it"),
        },
    )


def withdraw(request: HttpRequest, named: str) -> HttpResponse:
    """Taking a story off."""
    found = story_named(request, named, "story.withdraw")
    form = initial_or_draft(request, forms.NoFieldsForm)
    return _page(
        request,
        found,
        form,
        lambda: actions.withdraw(by=officer_of(request), story=found),
        "returns/story_step.html",
        {
            "title": _("Withdraw the story"),
            "lead_words": _(
                "It goes from every page at once, and its words are destroyed."
                " What is printed cannot be called back: tell the person so, and put away what you have."
            ),
            "submit_words": _("Withdraw it"),
        },
        gone=True,
    )


def _page(
    request: HttpRequest,
    found: Story,
    form: Form,
    does: Callable[[], object],
    template: str,
    more: dict[str, Any],
    *,
    gone: bool = False,
) -> HttpResponse:
    if done(request, form, does):
        sent(request)
        return redirect("stories") if gone else redirect("story", found.reference)
    return form_page(request, template, {"story": found, "form": form, **more})

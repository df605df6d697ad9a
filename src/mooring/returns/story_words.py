"""What the deeds and notices of stories are called, and how the room hears that somebody no longer agrees to have a story told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework import consent_choices, consent_effects, events, labels, own_file, panels
from mooring.casework.compartments import Compartment
from mooring.casework.consent_effects import Effect
from mooring.casework.models import Case, Consent
from mooring.casework.own_file import Part, part_of
from mooring.returns import story_states as states
from mooring.returns.models.stories import StoryOfCase, StoryText
from mooring.returns.story_codes import PARTS, PUBLICATION, PURPOSE
from mooring.returns.story_moving import consent_to_tell, state_of, take_off
from mooring.safeguards import notices, state_tables
from mooring.safeguards.deeds import Done
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Officer

LABELS = {
    "story.draft": gettext_lazy("A story written, with the person's consent"),
    "story.rewrite": gettext_lazy("Story changed"),
    "story.hand_on": gettext_lazy("Story handed to a second reader"),
    "story.send_back": gettext_lazy("Story sent back"),
    "story.release": gettext_lazy("Story released"),
    "story.translate": gettext_lazy("Story translated"),
    "story.check": gettext_lazy("Translation of a story read by a speaker"),
    "story.withdraw": gettext_lazy("Story withdrawn"),
}
NOTICES = {
    "story.hand_on": gettext_lazy("A story waits for a second reader"),
    "story.send_back": gettext_lazy("A story was sent back, to be changed"),
    "story.withdraw": gettext_lazy("A story was withdrawn: put away what is printed of it"),
}
COMES_OFF = gettext_lazy(
    "The story goes from every page at once. What is printed cannot be called back; it is put away."
)


def of_consent(consent: Consent) -> list[StoryOfCase]:
    """The stories that rest on a consent, and are not withdrawn."""
    ties = StoryOfCase.objects.select_related("story").filter(consent=consent)
    return [tie for tie in ties if state_of(tie.story) != states.WITHDRAWN]


def what_would_come_off(officer: Officer, consent: Consent) -> Iterator[Effect]:
    """The stories that a withdrawal takes off."""
    for tie in of_consent(consent) if consent.purpose == PUBLICATION else []:
        yield Effect(tie.story.reference, COMES_OFF, tie.story.address)


def consent_withdrawn(done: Done) -> None:
    """Whoever no longer agrees is told of no more: in the same transaction the stories are taken off."""
    if isinstance(done.thing, Consent) and done.thing.purpose == PUBLICATION:
        for tie in of_consent(done.thing):
            take_off(tie.story, by=done.by)


def panel(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The stories of a case, for its team: where each stands, and whether the person agreed."""
    ties = StoryOfCase.objects.select_related("story").filter(case=case).order_by("recorded_at")
    return {
        "stories": [(tie.story, states.STORY_STATES.state(state_of(tie.story)).label) for tie in ties],
        "consent": consent_to_tell(case),
        "may_write": case.held_by(officer).get(Compartment.CORE, False) and not case.is_erased,
    }


def held(officer: Officer, case: Case) -> Iterator[Part]:
    """The stories of a person, in the person's own file."""
    for tie in StoryOfCase.objects.select_related("story").filter(case=case).order_by("recorded_at"):
        tie.case = case
        yield part_of(
            officer,
            tie,
            "story",
            _("Story"),
            ("reference", _("Reference"), tie.story.reference),
            ("state", _("Where it stands"), states.STORY_STATES.state(state_of(tie.story)).label),
            ("words", _("What it says"), _told(tie)),
        )


def _told(tie: StoryOfCase) -> str:
    text: Any = StoryText.objects.standing().filter(story=tie.story, is_original=True).first()
    if text is None:
        return ""
    text.story = tie.story
    try:
        return str(text.whole)
    except CannotOpen:
        return ""


def parts(officer: Officer, case: Case) -> Sequence[tuple[str, Any]]:
    return PARTS


def purposes() -> Sequence[tuple[str, Any]]:
    return [(PUBLICATION, PURPOSE)]


def register() -> None:
    """Called from the room's `apps.ready()`."""
    labels.register(LABELS)
    notices.register(NOTICES)
    state_tables.register(states.STORY_STATES)
    consent_choices.purposes_from(purposes)
    consent_choices.parts_from(parts)
    consent_effects.register(what_would_come_off)
    events.on("consent.withdraw", consent_withdrawn)
    own_file.register("stories", gettext_lazy("Stories told with consent"), held, order=57)
    panels.register(
        panels.Panel(
            "stories",
            gettext_lazy("Stories told with consent"),
            "story.draft",
            Compartment.CORE,
            "returns/story_panel.html",
            panel,
            88,
        )
    )

"""Telling a person's story to others: asked for, written, read by a second reader, released, translated, and withdrawn at once.

No deed but the first names the case, and none but the team can find the way back to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import AlreadySuperseded, Case
from mooring.returns import story_states as states
from mooring.returns.looking_through import confirmed_words, found_in, judged, whole
from mooring.returns.models.stories import Story, StoryChecked, StoryOfCase, StoryStep, StoryText
from mooring.returns.story_codes import LANGUAGES, TO_ANYBODY, TO_OFFICERS, WORDS_KNOWN_IN
from mooring.returns.story_moving import (
    agreed_to,
    consent_to_tell,
    first_step,
    is_out,
    may_take_off,
    move,
    original,
    second_reads,
    state_of,
    take_off,
    tie_of,
)
from mooring.safeguards import keys
from mooring.safeguards.access import Refused, access
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("story.draft", on="case")
def draft(
    *,
    by: Officer,
    case: Case,
    title: str,
    words: str,
    themes: Sequence[str],
    came_to: str,
    pronoun: str,
    country: str = "",
    language: str = "en",
    confirmed: Mapping[str, str] | None = None,
) -> StoryOfCase:
    """Write a story of what the person told, under the person's own consent to have it told. Answers the row that ties it to the case.

    The words are compared with the names of the case, so the part with the name must be open to the writer. Raises `Refused` without a
    consent, or as long as something would give the person away.
    """
    verb = "story.draft"
    consent = consent_to_tell(case)
    if consent is None:
        instead = _("Ask the person, in the person's language, and write the answer down. A no costs no help.")
        raise house_rule(verb, by, case, _("The person has not agreed to have the story told."), instead)
    story = Story()
    row, ring = keys.new_data_key(story.pk)
    # By the hour of a key one could find the case that somebody had just looked at.
    row.made_at = row.made_at.replace(hour=0, minute=0, second=0, microsecond=0)
    story._ring = ring
    text = StoryText(
        story=story,
        language=language,
        is_original=True,
        themes=list(dict.fromkeys(themes)),
        country=country,
        came_to=came_to,
        pronoun=pronoun,
    )
    _seal(text, verb, by, case, title, words, confirmed or {})
    story.save(force_insert=True)
    tie = StoryOfCase(case=case, story=story, consent=consent, recorded_by=by)
    tie.save(force_insert=True)
    first_step(story, by)
    row.save(force_insert=True)
    text.save(force_insert=True)
    return tie


@deed("story.rewrite", on="story")
def rewrite(
    *,
    by: Officer,
    story: Story,
    title: str,
    words: str,
    themes: Sequence[str],
    came_to: str,
    pronoun: str,
    country: str = "",
    confirmed: Mapping[str, str] | None = None,
) -> StoryText:
    """Write a draft anew, or what a second reader sent back. The earlier version is open to the team only."""
    verb = "story.rewrite"
    tie = tie_of(story)
    if tie is None:
        raise _not_the_team(verb, by)
    earlier = original(story)
    text = StoryText(
        story=story,
        language=earlier.language,
        number=earlier.number + 1,
        is_original=True,
        themes=list(dict.fromkeys(themes)),
        country=country,
        came_to=came_to,
        pronoun=pronoun,
    )
    _seal(text, verb, by, tie.case, title, words, confirmed or {})
    move(story, states.DRAFT, verb, by)
    text.save(force_insert=True)
    return text


@deed("story.hand_on", on="story")
def hand_on(*, by: Officer, story: Story) -> StoryStep:
    """Hand a draft to a second reader: somebody of the same agency who did not write it, or a coordinator."""
    if tie_of(story) is None:
        raise _not_the_team("story.hand_on", by)
    return move(story, states.BEING_READ, "story.hand_on", by)


@deed("story.send_back", on="story")
def send_back(*, by: Officer, story: Story, words: str) -> StoryStep:
    """Send a story back to who wrote it, with what should be changed."""
    verb = "story.send_back"
    if not words.strip():
        raise house_rule(
            verb, by, None, _("Nothing is said of what should be changed."), _("Write it, in a few words.")
        )
    _second_reader(verb, by, story)
    return move(story, states.SENT_BACK, verb, by, words=words)


@deed("story.release", on="story")
def release(*, by: Officer, story: Story, for_public: bool = False, reads_the_language: bool = False) -> StoryStep:
    """Release a story, as a second reader who has read it as somebody would who looks for the person.

    The machine looks through it once more. Where it does not know the words of the language, the second reader says that she or he
    reads it (`reads_the_language`). Raises `Refused` without, for who wrote it, where something was not confirmed, where the consent has
    ended, and for the pages that anybody may open where the person did not agree to these.
    """
    verb = "story.release"
    _second_reader(verb, by, story)
    text = original(story)
    if not judged(text.whole, found_in(text.whole, text.language), text.told["confirmed"]).passes:
        reason = _("Something was found in the words that nobody has confirmed.")
        raise house_rule(verb, by, None, reason, _("Send it back, and say what should be changed."))
    if text.language not in WORDS_KNOWN_IN and not reads_the_language:
        reason = _("The story stands in a language that the machine does not know, and nobody says that it was read.")
        raise house_rule(verb, by, None, reason, _("Ask somebody who reads the language to be the second reader."))
    agreed = agreed_to(story)
    if TO_OFFICERS not in agreed:
        raise house_rule(
            verb, by, None, _("The person's consent has ended."), _("Nothing is told. The team may ask again.")
        )
    if for_public and TO_ANYBODY not in agreed:
        reason = _("The person did not agree to the pages that anybody may open.")
        raise house_rule(verb, by, None, reason, _("Release it for conversations only."))
    return move(story, states.RELEASED, verb, by, for_public=for_public)


@deed("story.withdraw", on="story")
def withdraw(*, by: Officer, story: Story) -> StoryStep:
    """Take a story off every page at once, and destroy the key of its words. No reason is asked. What is printed cannot be called back."""
    if not may_take_off(story, by):
        raise _not_the_team("story.withdraw", by)
    return take_off(story, by=by)


@deed("story.translate", on="story")
def translate(
    *,
    by: Officer,
    story: Story,
    language: str,
    title: str,
    words: str,
    confirmed: Mapping[str, str] | None = None,
) -> StoryText:
    """Put a released story into another language. It stands unchecked until somebody else who speaks it has read it.

    What was confirmed in the original is confirmed here; whatever else is found is changed, or confirmed. Raises `Refused`.
    """
    verb = "story.translate"
    source = original(story)
    if not is_out(story):
        raise house_rule(verb, by, None, _("Only a released story is translated."), _("Wait for the second reader."))
    if language not in LANGUAGES or language == source.language:
        raise house_rule(verb, by, None, _("It stands in this language already."), _("Choose another one."))
    earlier = story.texts.filter(language=language).order_by("-number").first()
    text = StoryText(
        story=story,
        language=language,
        number=earlier.number + 1 if earlier else 1,
        is_original=False,
        recorded_by=by,
    )
    _seal(text, verb, by, None, title, words, confirmed or {}, known=source.told["confirmed"])
    try:
        with transaction.atomic():
            text.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    return text


@deed("story.check", on="story")
def check(*, by: Officer, story: Story, language: str) -> StoryChecked:
    """Mark a translation as read by somebody who speaks the language, and who did not translate it. Raises `Refused`."""
    verb = "story.check"
    text = StoryText.objects.standing().filter(story=story, language=language, is_original=False).first()
    if text is None:
        raise house_rule(
            verb, by, None, _("There is no translation into this language."), _("Look at the story again.")
        )
    if text.recorded_by_id == by.pk:
        reason = _("Who translated it does not check it.")
        raise house_rule(verb, by, None, reason, _("Ask a colleague or an interpreter who speaks the language."))
    checked = StoryChecked(text=text, recorded_by=by)
    try:
        with transaction.atomic():
            checked.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    return checked


def _seal(
    text: StoryText,
    verb: str,
    by: Officer,
    case: Case | None,
    title: str,
    words: str,
    confirmed: Mapping[str, str],
    *,
    known: Mapping[str, str] | None = None,
) -> None:
    """Look through the words, and seal them. Raises `Refused`."""
    if case is not None:
        refusal = access(by, verb, case, compartment=Compartment.IDENTITY)
        if refusal is not None:
            raise Refused(refusal, by, case.pk)
        if text.language not in LANGUAGES:
            reason = _("Stories are not told in this language here.")
            raise house_rule(verb, by, case, reason, _("Write it in one of the languages of the list."))
    told = whole(title, words)
    found = found_in(told, text.language, case)
    reasons = {**(known or {}), **confirmed_words(told, found, confirmed)}
    if not judged(told, found, reasons).passes:
        reason = _("The words may still give somebody away.")
        raise house_rule(verb, by, case, reason, _("Change what is marked, or confirm it."))
    text.seal(text.story.ring(), title=title, words=words, confirmed=reasons)


def _second_reader(verb: str, by: Officer, story: Story) -> None:
    """See that it is another who reads. Raises `Refused`."""
    wrote = {step.recorded_by_id for step in story.way() if step.state in states.WRITTEN}
    if by.pk in wrote:
        reason = _("Who wrote a story does not release it.")
        raise house_rule(verb, by, None, reason, _("A colleague reads it, or a coordinator at the national centre."))
    if state_of(story) == states.BEING_READ and not second_reads(story):
        raise house_rule(verb, by, None, _("The story lies with another agency."), _("A colleague there reads it."))


def _not_the_team(verb: str, by: Officer) -> Refused:
    return house_rule(verb, by, None, _("The team of the person writes this."), _("Ask whom you know there."))

"""Where a story stands, and the steps it takes: for its deeds, and for the withdrawal of the consent on which it rests."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import AlreadySuperseded, Case, Consent
from mooring.returns import story_states as states
from mooring.returns.models.stories import Story, StoryOfCase, StoryStep, StoryText
from mooring.returns.story_codes import PUBLICATION, TO_OFFICERS
from mooring.safeguards import clock, keys, notices
from mooring.safeguards.models import Officer
from mooring.safeguards.state_tables import NotALawfulMove


def take_off(story: Story, *, by: Officer) -> StoryStep:
    """Take a story off, within a deed: of its own, or the withdrawal of the consent on which it rests."""
    step = move(story, states.WITHDRAWN, "story.withdraw", by)
    with connection.cursor() as cursor:
        cursor.execute("select mooring_forget_story(%s)", [story.pk])
    story._ring = None
    return step


def consent_to_tell(case: Case) -> Consent | None:
    """The running consent under which the person's story may be told."""
    running: Consent | None = (
        Consent.objects.running(case).filter(purpose=PUBLICATION, parts__contains=[TO_OFFICERS]).first()
    )
    return running


def tie_of(story: Story) -> StoryOfCase | None:
    """The row that ties a story to its case, for the team; nothing for anybody else."""
    return StoryOfCase.objects.select_related("case").filter(story=story).first()


def original(story: Story) -> StoryText:
    """What the story says in the language in which it was written, in its last version."""
    text = StoryText.objects.standing().get(story=story, is_original=True)
    text.story = story
    return text


def state_of(story: Story) -> str:
    """Where it stands."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_story_state(%s)", [story.pk])
        return str(cursor.fetchone()[0])


def agreed_to(story: Story) -> list[str]:
    """To what the person agreed, as long as the consent stands."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_story_agreed(%s)", [story.pk])
        return list(cursor.fetchone()[0])


def is_out(story: Story, *, openly: bool = False) -> bool:
    """Whether it is released, and the consent stands; openly: for anybody."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_story_is_out(%s, %s)", [story.pk, openly])
        return bool(cursor.fetchone()[0])


def second_reads(story: Story) -> bool:
    """Whether the officer who acts may read it for the second time: of the writer's agency or a coordinator, and no writer of it."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_second_reads_story(%s)", [story.pk])
        return bool(cursor.fetchone()[0])


def may_take_off(story: Story, officer: Officer) -> bool:
    """Whether the officer may take it off: of the team, or a coordinator, to whom a person may turn who has no team any more."""
    coordinates = any(posting.role == "centre_coordinator" for posting in officer.running_postings())
    return coordinates or tie_of(story) is not None


def last_number(story: Story) -> int:
    """How many steps it has taken; also for who does not see them."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_story_steps(%s)", [story.pk])
        return int(cursor.fetchone()[0])


def first_step(story: Story, by: Officer) -> None:
    StoryStep(story=story, state=states.DRAFT, recorded_by=by, desk=by.desk, happened_on=clock.today()).save(
        force_insert=True
    )


def move(
    story: Story,
    target: str,
    verb: str,
    by: Officer,
    *,
    words: str = "",
    for_public: bool = False,
) -> StoryStep:
    """Take the next step, when it is a lawful one. Raises `AlreadySuperseded` when somebody was quicker."""
    try:
        states.STORY_STATES.require(state_of(story), target)
    except NotALawfulMove:
        raise house_rule(verb, by, None, _("The story stands elsewhere now."), _("Look at its page again.")) from None
    step = StoryStep(
        story=story,
        number=last_number(story) + 1,
        state=target,
        for_public=for_public,
        recorded_by=by,
        desk=by.desk,
        happened_on=clock.today(),
    )
    if words:
        step.words_sealed = keys.seal(story.ring(), words.encode(), step.place())
    writer = story.way()[0].desk if story.way() else None
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    kind = step.rule.notice
    if kind is not None:
        others = notices.coordinators() if target in (states.BEING_READ, states.WITHDRAWN) else []
        notices.tell(kind, to=[*([writer] if writer else []), *others], address=story.address)
    return step

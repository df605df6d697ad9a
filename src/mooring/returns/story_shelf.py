"""The shelf of stories: those that are told, by theme, country and language; and those that wait for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from mooring.casework.named_by_code import country_name, language_name
from mooring.referral.giving_away import REASONS, marked
from mooring.returns import story_states as states
from mooring.returns.looking_through import by_word, found_in
from mooring.returns.models.stories import Story, StoryStep, StoryText, give_rings
from mooring.returns.story_codes import CameTo, Theme
from mooring.safeguards.keys import CannotOpen

AT_MOST = 200


@dataclass(frozen=True)
class Told:
    """A story as a page shows it, in one language."""

    story: Story
    text: StoryText
    source: StoryText
    is_checked: bool

    @property
    def title(self) -> str:
        return str(self.text.told["title"])

    @property
    def words(self) -> str:
        return str(self.text.told["words"])

    @property
    def language(self) -> str:
        return language_name(self.text.language)

    @property
    def direction(self) -> str:
        return self.text.direction

    @property
    def country(self) -> str:
        return country_name(self.source.country) if self.source.country else ""

    @property
    def themes(self) -> list[Any]:
        return [one.label for one in Theme if one.value in self.source.themes]

    @property
    def came_to(self) -> Any:
        return CameTo(self.source.came_to).label


def told(*, openly: bool, language: str, only: bool = False, chosen: Mapping[str, str] | None = None) -> list[Told]:
    """The stories that are told now: in this language where there is one, else as they were written; `only`: left out.

    Openly: for anybody, and a translation only once somebody who speaks the language has read it. `chosen`: theme, country, came_to.
    """
    wanted = chosen or {}
    originals = StoryText.objects.standing().filter(is_original=True, story__in=_out(openly))
    for name in ("country", "came_to"):
        originals = originals.filter(**{name: wanted[name]}) if wanted.get(name) else originals
    if wanted.get("theme"):
        originals = originals.filter(themes__contains=[wanted["theme"]])
    sources = {text.story_id: text for text in originals.select_related("story").order_by("story__reference")[:AT_MOST]}
    give_rings(text.story for text in sources.values())
    found = []
    for source in sources.values():
        texts = [one for one in in_all_languages(source) if one.text.language == language]
        fit = next((one for one in texts if one.is_checked or not openly), None)
        if fit is None and not only:
            fit = Told(source.story, source, source, True)
        if fit is not None:
            found.append(fit)
    return found


def in_all_languages(source: StoryText) -> list[Told]:
    """A story in every language in which it stands, the original first."""
    texts = StoryText.objects.standing().filter(story=source.story).select_related("checked")
    found = []
    for text in sorted(texts, key=lambda one: (not one.is_original, one.language)):
        text.story = source.story
        found.append(Told(source.story, text, source, text.is_original or hasattr(text, "checked")))
    return found


def countries(openly: bool) -> list[tuple[str, str]]:
    """The countries of which a story is told."""
    codes = StoryText.objects.standing().filter(is_original=True, story__in=_out(openly)).exclude(country="")
    return sorted(
        {(code, country_name(code)) for code in codes.values_list("country", flat=True)}, key=lambda one: one[1]
    )


def waiting() -> list[tuple[Story, StoryText, StoryStep]]:
    """Stories that are not released and are open to the officer: hers to write on, or to read as a second reader."""
    steps = StoryStep.objects.exclude(state__in=(states.RELEASED, states.WITHDRAWN)).select_related("story")
    last: dict[int, StoryStep] = {}
    done = set(
        StoryStep.objects.filter(state__in=(states.RELEASED, states.WITHDRAWN)).values_list("story_id", flat=True)
    )
    for step in steps.order_by("number"):
        last[step.story_id] = step
    rows = []
    for key, step in last.items():
        text = StoryText.objects.standing().filter(story=key, is_original=True).select_related("story").first()
        if text is None or key in done:
            continue
        try:
            text.told  # noqa: B018 opened here, so that one whose words are gone is left out
        except CannotOpen:
            continue
        rows.append((text.story, text, step))
    return sorted(rows, key=lambda row: (row[2].happened_on, row[0].reference))


def marked_with_reasons(text: StoryText) -> list[tuple[str, Any, Any]]:
    """The text in pieces, with what the machine found and the reason for which it may stay; nothing where it found nothing."""
    found = found_in(text.whole, text.language)
    if not found:
        return []
    reasons, pieces = text.told["confirmed"], marked(text.whole, found)
    return [(words, one, REASONS.get(reasons.get(by_word(words), ""), "") if one else "") for words, one in pieces]


def _out(openly: bool) -> list[int]:
    """The stories that are released, and whose consent stands: asked of the database, which asks both each time."""
    with connection.cursor() as cursor:
        cursor.execute("select id from returns_story where mooring_story_is_out(id, %s)", [openly])
        return [key for (key,) in cursor.fetchall()]

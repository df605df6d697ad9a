"""The doors of outcomes and stories of those who returned or stayed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.returns.views import stories, stories_public, story_moves
from mooring.statistics.views import of_returns
from mooring.web.guard import Door, form_about_a_case

STORIES_DOORS: list[Door] = [
    Door(
        "statistics/returns/",
        "figures_returns",
        "statistics.look",
        of_returns.of_returns_page,
        navigation=_("Prepared returns counted"),
    ),
    Door("statistics/returns/chart/", "figures_returns_chart", "statistics.look", of_returns.of_returns_chart),
    Door("statistics/returns/export/", "figures_returns_export", "statistics.export", of_returns.of_returns_export),
    Door("stories/", "stories", "story.look", stories.stories, navigation=_("Stories"), notes_its_looks=True),
    Door("stories/<str:named>/", "story", "story.look", stories.story, notes_its_looks=True),
    Door("stories/<str:named>/change/", "story_rewrite", "story.rewrite", story_moves.rewrite, writes=True),
    Door("stories/<str:named>/hand-on/", "story_hand_on", "story.hand_on", story_moves.hand_on, writes=True),
    Door("stories/<str:named>/second-reading/", "story_release", "story.release", story_moves.release, writes=True),
    Door("stories/<str:named>/send-back/", "story_send_back", "story.send_back", story_moves.send_back, writes=True),
    Door("stories/<str:named>/translate/", "story_translate", "story.translate", story_moves.translate, writes=True),
    Door("stories/<str:named>/checked/<slug:language>/", "story_check", "story.check", story_moves.check, writes=True),
    Door("stories/<str:named>/withdraw/", "story_withdraw", "story.withdraw", story_moves.withdraw, writes=True),
    form_about_a_case("story/", "story_draft", "story.draft", stories.draft),
    form_about_a_case("story/consent/", "story_consent", "consent.give", stories.consent),
    Door("help/<slug:language>/stories/", "public_stories", None, stories_public.stories),
]

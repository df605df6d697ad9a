"""Where a story stands on its way from who told it to who reads it, who holds the pen, and the lawful moves. Plain data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, NOBODY, Move, State, StateTable

WRITER, SECOND_READER = "writer", "second_reader"
DRAFT, SENT_BACK, BEING_READ, RELEASED, WITHDRAWN = "draft", "sent_back", "being_read", "released", "withdrawn"

STORY_STATES = StateTable(
    "story",
    (
        State(DRAFT, _("Draft"), WRITER),
        State(BEING_READ, _("Waits for a second reader"), SECOND_READER, "story.hand_on"),
        State(SENT_BACK, _("Sent back, to be changed"), WRITER, "story.send_back"),
        State(RELEASED, _("Released"), WRITER),
        State(WITHDRAWN, _("Withdrawn"), NOBODY, "story.withdraw", final=True),
    ),
    (
        Move(BEGINNING, DRAFT, "story.draft", WRITER),
        Move(DRAFT, DRAFT, "story.rewrite", WRITER),
        Move(SENT_BACK, DRAFT, "story.rewrite", WRITER),
        Move(DRAFT, BEING_READ, "story.hand_on", WRITER),
        Move(BEING_READ, SENT_BACK, "story.send_back", SECOND_READER),
        Move(BEING_READ, RELEASED, "story.release", SECOND_READER),
        Move(DRAFT, WITHDRAWN, "story.withdraw", WRITER),
        Move(SENT_BACK, WITHDRAWN, "story.withdraw", WRITER),
        Move(BEING_READ, WITHDRAWN, "story.withdraw", WRITER),
        Move(RELEASED, WITHDRAWN, "story.withdraw", WRITER),
    ),
)
WRITTEN = (DRAFT, BEING_READ)
"""The states that a writer brings about; whoever did is no second reader of the same story."""
EXPECTED = {
    WRITER: _("who wrote it"),
    SECOND_READER: _("a second reader"),
    NOBODY: _("nobody any more"),
}

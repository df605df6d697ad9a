"""How the end of an identification moves a case on, and which outcomes are decisions of an authority. Plain data."""

from __future__ import annotations

from mooring.casework.stages import Stage

# The stage to which each outcome leads; the lawful moves and who holds the pen stand in casework's table of stages.
STAGE_OF_OUTCOME: dict[str, Stage] = {
    "identified": Stage.IDENTIFIED,
    "not_identified": Stage.NOT_IDENTIFIED,
    "did_not_wish_assessment": Stage.NO_ASSESSMENT_WISHED,
    "withdrawn": Stage.WITHDRAWN,
}

# Decided by an authority, under four eyes; the other outcomes are the person's own word.
DECISIONS = frozenset({"identified", "not_identified"})

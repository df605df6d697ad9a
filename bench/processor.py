"""How much of this machine's processors the benchmark had to itself."""

from __future__ import annotations

import os
from pathlib import Path

ALONE = 0.9  # of the processors; with less, other work took the rest
NOT_ALONE = (
    "The machine was not free: other work left {share:.0%} of its processors to all that was started here. Figures in seconds, here and in"
    " the other chapters, stand for such a machine; measure again on one that is free before relying on them. Ratios hold either way."
)


def processor_of_all() -> float:
    """Seconds of processor time of everything that this benchmark started, database and clients included; where it can be read."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended in the meantime
            continue
        parents[int(file.parent.name)] = int(fields[1])
        used[int(file.parent.name)] = sum(int(field) for field in fields[11:15])
    ours = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(used.get(one, 0) for one in ours) / os.sysconf("SC_CLK_TCK")

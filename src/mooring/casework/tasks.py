"""What casework does by itself: each night it lists what has come to the end of its period, and sweeps files that nobody needs.

It erases nobody: a file is swept when its row was rolled back, or when people have erased whom it was about.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

from mooring.casework import retention
from mooring.casework.documents import sweeping


@app.periodic(cron="43 3 * * *")
@app.task(queueing_lock="list_what_ended", name="casework.list_what_ended")
def list_what_ended(timestamp: int) -> None:
    """List for review what has come to the end of its period; running it twice does no harm."""
    retention.list_what_ended()


@app.periodic(cron="53 3 * * *")
@app.task(queueing_lock="sweep_files", name="casework.sweep_files")
def sweep_files(timestamp: int) -> None:
    """Delete the sealed files that no row stands for and those of who was erased; running it twice does no harm."""
    sweeping.sweep()

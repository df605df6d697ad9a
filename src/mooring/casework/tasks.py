"""What casework does by itself: each night it lists what has come to the end of its period. It erases nothing."""

from __future__ import annotations

from procrastinate.contrib.django import app

from mooring.casework import retention


@app.periodic(cron="43 3 * * *")
@app.task(queueing_lock="list_what_ended", name="casework.list_what_ended")
def list_what_ended(timestamp: int) -> None:
    """List for review what has come to the end of its period; running it twice does no harm."""
    retention.list_what_ended()

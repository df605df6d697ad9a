"""What support does by itself: soon after each midnight, and each hour after, it looks which periods and permits end soon."""

from __future__ import annotations

from procrastinate.contrib.django import app

from mooring.support import period_alarms


@app.periodic(cron="4 * * * *")
@app.task(queueing_lock="climb_periods", name="support.climb_periods")
def climb_periods(timestamp: int) -> None:
    """Raise the alarms before the last day of periods and permits; running it twice does no harm."""
    period_alarms.climb()

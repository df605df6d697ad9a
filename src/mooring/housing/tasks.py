"""What housing does by itself: it frees places that nobody answered for, and warns before paid nights run out."""

from __future__ import annotations

from procrastinate.contrib.django import app

from mooring.housing import by_the_clock


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="lapse_stays", name="housing.lapse_stays")
def lapse_stays(timestamp: int) -> None:
    """Free the beds of offers that no house answered in time; running it twice does no harm."""
    by_the_clock.lapse()


@app.periodic(cron="17 7 * * *")
@app.task(queueing_lock="warn_of_paid_nights", name="housing.warn_of_paid_nights")
def warn_of_paid_nights(timestamp: int) -> None:
    """Tell before the paid nights of a stay run out; running it twice does no harm."""
    by_the_clock.warn_of_paid_nights()

"""What this room does by itself: it forgets what is no longer needed."""

from __future__ import annotations

from procrastinate.contrib.django import app

from mooring.hotline import duty, forgetting, forgetting_actions
from mooring.hotline.tips import by_itself as tips


@app.periodic(cron="11 4 * * *")
@app.task(queueing_lock="forget_actions", name="hotline.forget_actions")
def forget_actions(timestamp: int) -> None:
    """Erase where an action was, when nobody closed its notice within a week; running it twice does no harm."""
    forgetting_actions.forget()


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="erase_tips", name="hotline.erase_tips")
def erase_tips(timestamp: int) -> None:
    """Erase the tips whose time is over; running it twice does no harm."""
    tips.erase()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="tell_of_tips", name="hotline.tell_of_tips")
def tell_of_tips(timestamp: int) -> None:
    """Tell the hotline when tips came in the last five minutes."""
    tips.tell_the_hotline(timestamp)


@app.periodic(cron="29 4 * * *")
@app.task(queueing_lock="forget_calls", name="hotline.forget_calls")
def forget_calls(timestamp: int) -> None:
    """Erase the words of old calls and the numbers of call-backs that have lapsed; running it twice does no harm."""
    forgetting.forget()


@app.periodic(cron="7 8 * * *")
@app.task(queueing_lock="warn_of_gaps", name="hotline.warn_of_gaps")
def warn_of_gaps(timestamp: int) -> None:
    """Tell who plans, once a day, that hours of the coming two weeks have nobody."""
    duty.warn_of_gaps()

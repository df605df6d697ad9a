"""What names does by itself: pass a question on, apart from the officer who asked, so that she cannot tell by the time it takes; and
each night forget those that are old."""

from __future__ import annotations

from procrastinate.contrib.django import app

from mooring.names import asking


@app.task(name="names.pass_on")
def pass_on(question_key: int) -> None:
    """Pass one question to the teams it concerns; running it twice does no harm."""
    asking.pass_on(question_key)


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="drop_old_questions", name="names.drop_old_questions")
def drop_old_questions(timestamp: int) -> None:
    """Erase the questions whose time is over; running it twice does no harm."""
    asking.drop_old_questions()

"""What the safeguards do by themselves: seal, check and anchor the ledger, erase old drafts, take up jobs of a killed worker."""

from __future__ import annotations

import asyncio
from typing import Any

from procrastinate.contrib.django import app

from mooring.safeguards import drafts, erasure, ledger, sessions
from mooring.safeguards.notices import sending


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_ledger", name="safeguards.seal_ledger")
def seal_ledger(timestamp: int) -> None:
    """Seal what can be sealed now; running it twice does no harm."""
    ledger.seal()


@app.periodic(cron="41 2 * * *")
@app.task(queueing_lock="check_ledger", name="safeguards.check_ledger")
def check_ledger(timestamp: int) -> None:
    """Verify the whole ledger, and keep what was found for those who watch it."""
    ledger.check()


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="anchor_at_log_host", name="safeguards.anchor_at_log_host")
def anchor_at_log_host(timestamp: int) -> None:
    """Send the head of the ledger to the log host."""
    ledger.anchor("log_host")


@app.periodic(cron="23 6 * * *")
@app.task(queueing_lock="anchor_by_mail", name="safeguards.anchor_by_mail")
def anchor_by_mail(timestamp: int) -> None:
    """Send the head of the ledger by mail, and note that the file outside has it too."""
    ledger.anchor("file")
    ledger.anchor("mail")


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="drop_old_drafts", name="safeguards.drop_old_drafts")
def drop_old_drafts(timestamp: int) -> None:
    """Erase the drafts nobody came back for in fourteen days."""
    drafts.drop_old()


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="complete_list_of_erasures", name="safeguards.complete_list_of_erasures")
def complete_list_of_erasures(timestamp: int) -> None:
    """Write outside what a stop between an erasure and its writing has left out."""
    erasure.complete_the_list()


@app.periodic(cron="29 3 * * *")
@app.task(queueing_lock="drop_old_sessions", name="safeguards.drop_old_sessions")
def drop_old_sessions(timestamp: int) -> None:
    """Erase sessions and counts of failed sign-ins whose time is over."""
    sessions.drop_old()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_notices", name="safeguards.send_notices")
def send_notices(timestamp: int) -> None:
    """Send the notices whose moment has come; running it twice sends nothing twice."""
    sending.send_due()


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="drop_old_notices", name="safeguards.drop_old_notices")
def drop_old_notices(timestamp: int) -> None:
    """Erase notices that have been open to be seen for ninety days."""
    sending.drop_old()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="take_up_stalled_jobs", pass_context=True, name="safeguards.take_up_stalled_jobs")
async def take_up_stalled_jobs(context: Any, timestamp: int) -> None:
    """Put the jobs of a worker that was killed back into the queue; the queue does not do so by itself."""
    manager = context.app.job_manager
    stalled = await manager.get_stalled_jobs()
    await asyncio.gather(*(manager.retry_job(job) for job in stalled))

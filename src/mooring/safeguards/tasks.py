"""What the safeguards do by themselves: seal the ledger every minute, erase old drafts, take up jobs of a killed worker."""

from __future__ import annotations

import asyncio
from typing import Any

from procrastinate.contrib.django import app

from mooring.safeguards import drafts, ledger


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_ledger", name="safeguards.seal_ledger")
def seal_ledger(timestamp: int) -> None:
    """Seal what can be sealed now; running it twice does no harm."""
    ledger.seal()


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="drop_old_drafts", name="safeguards.drop_old_drafts")
def drop_old_drafts(timestamp: int) -> None:
    """Erase the drafts nobody came back for in fourteen days."""
    drafts.drop_old()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="take_up_stalled_jobs", pass_context=True, name="safeguards.take_up_stalled_jobs")
async def take_up_stalled_jobs(context: Any, timestamp: int) -> None:
    """Put the jobs of a worker that was killed back into the queue; the queue does not do so by itself."""
    manager = context.app.job_manager
    stalled = await manager.get_stalled_jobs()
    await asyncio.gather(*(manager.retry_job(job) for job in stalled))

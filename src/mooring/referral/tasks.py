"""What referral does by itself: every five minutes it follows up what nobody answered."""

from __future__ import annotations

from procrastinate.contrib.django import app

from mooring.referral import ladder, waiting_in_groups


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="climb_referrals", name="referral.climb_referrals")
def climb_referrals(timestamp: int) -> None:
    """Remind, escalate, and let lapse what nobody answered; running it twice does no harm."""
    ladder.climb()


@app.periodic(cron="12 7 * * *")
@app.task(queueing_lock="climb_group_actions", name="referral.climb_group_actions")
def climb_group_actions(timestamp: int) -> None:
    """Remind of what agencies took up in their groups; running it twice does no harm."""
    waiting_in_groups.climb()

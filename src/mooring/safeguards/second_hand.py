"""What waits for an officer as the second hand: colleagues to be confirmed, and colleagues to be let in again."""

from __future__ import annotations

from dataclasses import dataclass

from mooring.safeguards.actions import letting_in_again, postings
from mooring.safeguards.models import Officer, PostingProposal, SecondFactorReset


@dataclass(frozen=True)
class SecondHand:
    """What waits for one officer now."""

    proposals: list[PostingProposal]
    resets: list[SecondFactorReset]

    def __bool__(self) -> bool:
        return bool(self.proposals or self.resets)

    @property
    def count(self) -> int:
        return len(self.proposals) + len(self.resets)


def waiting_for(officer: Officer) -> SecondHand:
    """What this officer could confirm now. Read within her own transaction: the database shows her no more than that."""
    # Asked on every officer's day, where mostly nothing waits: one query for both.
    if not PostingProposal.objects.waiting().values("pk").union(SecondFactorReset.objects.waiting().values("pk"))[:1]:
        return SecondHand([], [])
    proposals = PostingProposal.objects.waiting().select_related("officer", "desk__agency", "proposed_by")
    resets = SecondFactorReset.objects.waiting().select_related("officer", "proposed_by")
    return SecondHand(
        [proposal for proposal in proposals.order_by("proposed_at") if postings.may_answer(proposal, officer)],
        [reset for reset in resets.order_by("proposed_at") if letting_in_again.may_answer(reset, officer)],
    )

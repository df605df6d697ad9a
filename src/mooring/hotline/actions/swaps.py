"""Two colleagues swap shifts: one offers, the other answers; nobody is put down for another's hours unasked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.hotline.actions.roster import put_on_the_roster
from mooring.hotline.handing_on import OFFERED, SWAP
from mooring.hotline.models import HowItCame, Shift, ShiftSwap, ShiftSwapAnswer
from mooring.identification.actions.appending import one_of
from mooring.safeguards import clock, notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer, Posting


@deed("roster.offer", on="shift")
def offer_swap(*, by: Officer, shift: Shift, to: Officer, in_return: Shift | None = None) -> ShiftSwap:
    """Offer one's shift to a colleague at the desk, for one of the colleague's or for nothing."""
    verb = "roster.offer"
    if shift.officer_id != by.pk or shift.superseded_by_id is not None or shift.ends_at <= clock.now():
        raise house_rule(verb, by, None, _("This is not a shift of yours that is still to come."), _("Choose another."))
    if to.pk == by.pk or not Posting.objects.running().filter(desk=shift.desk_id, officer=to).exists():
        raise house_rule(verb, by, None, _("The colleague does not serve at this desk."), _("Choose one who does."))
    if in_return is not None and (in_return.officer_id != to.pk or in_return.desk_id != shift.desk_id):
        raise house_rule(verb, by, None, _("That shift is not the colleague's."), _("Choose one that is."))
    swap = ShiftSwap(shift=shift, to=to, in_return=in_return, recorded_by=by)
    swap.save(force_insert=True)
    notices.tell("roster.offered", to=[to], address="/roster/")
    return swap


@deed("roster.answer", on="swap", code="state")
def answer_swap(*, by: Officer, swap: ShiftSwap, state: str) -> ShiftSwapAnswer:
    """Accept or decline a swap that was offered to one. Accepted, both shifts change hands at once, or neither."""
    verb = "roster.answer"
    one_of(verb, by, None, [state], ("accepted", "declined"))
    if swap.to_id != by.pk:
        raise house_rule(verb, by, None, _("Only who was asked can answer."), _("You can take your offer back."))
    _refuse_unless_offered(verb, by, swap, state)
    answer = ShiftSwapAnswer(swap=swap, state=state, recorded_by=by)
    answer.save(force_insert=True)
    if state == "accepted":
        _change_hands(verb, by, swap)
    notices.tell("roster.answered", to=[swap.recorded_by], address="/roster/")
    return answer


@deed("roster.take_back", on="swap")
def take_back(*, by: Officer, swap: ShiftSwap) -> ShiftSwapAnswer:
    """Take back an offer that was not answered yet."""
    verb = "roster.take_back"
    if swap.recorded_by_id != by.pk:
        raise house_rule(verb, by, None, _("Only who offered can take it back."), _("You can decline."))
    _refuse_unless_offered(verb, by, swap, "withdrawn")
    answer = ShiftSwapAnswer(swap=swap, state="withdrawn", recorded_by=by)
    answer.save(force_insert=True)
    return answer


def _refuse_unless_offered(verb: str, by: Officer, swap: ShiftSwap, state: str) -> None:
    answered = ShiftSwapAnswer.objects.filter(swap=swap).first()
    stands = answered.state if answered else OFFERED
    if not SWAP.may(stands, state):
        raise house_rule(verb, by, None, _("This offer has been answered."), _("Offer anew."))


def _change_hands(verb: str, by: Officer, swap: ShiftSwap) -> None:
    given = swap.shift
    pair = [(given, swap.to_id)] + ([(swap.in_return, swap.recorded_by_id)] if swap.in_return else [])
    for shift, _officer in pair:
        if shift.superseded_by_id is not None or shift.ends_at <= clock.now():
            raise house_rule(verb, by, None, _("The roster has changed since this was offered."), _("Offer anew."))
    for shift, officer in pair:
        later = shift.anew(by, officer_id=officer, how=HowItCame.SWAPPED, swap_id=swap.pk)
        put_on_the_roster(verb, by, shift, later)

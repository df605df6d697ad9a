"""What the hotline does with a tip: answers it, makes a signal of it, closes it; and the key to which tips are sealed."""

from __future__ import annotations

import secrets

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.hotline.models.tips import ClosedBecause, PoliceGround, StepKind, Tip, TipMessage, TipStep
from mooring.hotline.tips import sealing_to_the_hotline as sealing
from mooring.hotline.tips.sealing_to_the_hotline import HotlineKey
from mooring.hotline.tips.states import STATE_TABLE
from mooring.identification import actions as identification
from mooring.identification.models import Signal
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("tip.answer", on="tip")
def answer_tip(*, by: Officer, tip: Tip, words: str) -> TipMessage:
    """Answer whoever wrote: sealed to whoever holds the receipt, and to the hotline. Refused when the tip is closed."""
    _see_that_it_may("tip.answer", by, tip, "answered")
    key = sealing.hotline_key()
    message = TipMessage(tip=tip, from_hotline=True, digest=secrets.token_bytes(32), key_id=key.number, recorded_by=by)
    to_tip = sealing.place(tip.receipt_hash, message.pk, sealing.TO_TIP)
    message.sealed = _sealed(key, tip, message.pk, words)
    message.answer_sealed = sealing.sealed_to(tip.public, words.encode(), to_tip)
    message.save(force_insert=True)
    return message


@deed("tip.become_signal", on="tip")
def make_signal_of_tip(*, by: Officer, tip: Tip, region: str, danger_now: str, words: str) -> Signal:
    """Make a signal of a tip, in words that the officer has looked through. What was written is not copied by itself."""
    _see_that_it_may("tip.become_signal", by, tip, "signal")
    signal = identification.receive_signal(
        by=by, source="hotline", region=region, danger_now=danger_now, words=words, received_at=tip.received_at
    )
    _step(by, tip, StepKind.SIGNAL, signal=signal)
    return signal


@deed("tip.mark_person", on="tip")
def mark_that_it_names_a_person(*, by: Officer, tip: Tip) -> TipStep:
    """Mark that a tip names a person whom the mechanism does not know: it is erased sooner, and no police is offered."""
    if tip.short_life:
        raise house_rule("tip.mark_person", by, None, _("It is marked already."), _("Look at the page of the tip."))
    return _step(by, tip, StepKind.NAMES_A_PERSON)


@deed("tip.pass_to_police", on="tip", code="ground")
def note_passed_to_police(*, by: Officer, tip: Tip, ground: str, words: str) -> TipStep:
    """Note what little of a tip was told to the police, on which of three grounds, and whom the officer asked before."""
    verb = "tip.pass_to_police"
    if ground not in PoliceGround.values:
        raise house_rule(
            verb,
            by,
            None,
            _("Nothing of a tip goes to the police but on one of three grounds."),
            _("Without one, it stays with the hotline."),
        )
    if not words.strip():
        raise house_rule(
            verb, by, None, _("It must be said what was passed on, and why."), _("Write the least that is needed.")
        )
    return _step(by, tip, StepKind.POLICE, because=ground, words=words)


@deed("tip.close", on="tip", code="because")
def close_tip(*, by: Officer, tip: Tip, because: str) -> TipStep:
    """Close a tip, with a reason. Whoever wrote can write again, and then it waits for the hotline once more."""
    _see_that_it_may("tip.close", by, tip, "closed")
    if because not in ClosedBecause.values:
        raise house_rule("tip.close", by, None, _("It must be said why."), _("Choose one of the reasons."))
    return _step(by, tip, StepKind.CLOSED, because=because)


@deed("tip_key.new")
def renew_tip_key(*, by: Officer) -> HotlineKey:
    """Make a new key to which tips are sealed from now on. The older ones stay until nothing is left that they open."""
    return sealing.lay_key(anew=True)


def _see_that_it_may(verb: str, by: Officer, tip: Tip, to: str) -> None:
    tip.refresh_from_db(fields=["state", "short_life"])
    if not STATE_TABLE.may(tip.state, to):
        raise house_rule(
            verb,
            by,
            None,
            _("This tip stands at “%(state)s”, and that cannot be done now.") % {"state": tip.state_name},
            _("Look at the page of the tip: somebody may have been quicker."),
        )


def _step(
    by: Officer, tip: Tip, kind: StepKind, *, because: str = "", signal: Signal | None = None, words: str = ""
) -> TipStep:
    step = TipStep(tip=tip, kind=kind, because=because, signal=signal, recorded_by=by)
    if words:
        key = sealing.hotline_key()
        step.key_id, step.words_sealed = key.number, _sealed(key, tip, step.pk, words)
    step.save(force_insert=True)
    return step


def _sealed(key: HotlineKey, tip: Tip, row: int, words: str) -> bytes:
    return sealing.sealed_to(key.public, words.encode(), sealing.place(tip.receipt_hash, row, sealing.TO_HOTLINE))

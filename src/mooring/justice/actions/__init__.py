"""The deeds of the court side: care of the witness, the lawyer of the injured party, claims for compensation."""

from mooring.justice.actions.care import record_hearing, record_lawyer, record_measure
from mooring.justice.actions.claims import (
    appeal_claim,
    consider_claim,
    decide_claim,
    file_claim,
    let_stand,
    pay_claim,
    prepare_claim,
    withdraw_claim,
)

__all__ = [
    "appeal_claim",
    "consider_claim",
    "decide_claim",
    "file_claim",
    "let_stand",
    "pay_claim",
    "prepare_claim",
    "record_hearing",
    "record_lawyer",
    "record_measure",
    "withdraw_claim",
]

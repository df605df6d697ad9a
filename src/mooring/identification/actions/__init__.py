"""The deeds of identification, one file for each part of the way."""

from mooring.identification.actions.assessment import assessment_not_wished, request_assessment, withdraw_assessment
from mooring.identification.actions.conversation import hold_conversation, observe_indicator, write_section
from mooring.identification.actions.decision import correct, decide
from mooring.identification.actions.joining_signals import join_signals, part_signals
from mooring.identification.actions.met import become_case, end_detention, note_encounter, receive_signal
from mooring.identification.actions.notice import notify_anonymously
from mooring.identification.actions.outcome import tell_outcome
from mooring.identification.actions.person import (
    add_immigration_information,
    add_police_information,
    record_exploitation,
    record_person,
    record_residence,
)
from mooring.identification.actions.placement import record_placement_decision
from mooring.identification.actions.register import take_over_closed_cases
from mooring.identification.actions.stage_decision import decide_stage

__all__ = [
    "add_immigration_information",
    "add_police_information",
    "assessment_not_wished",
    "become_case",
    "correct",
    "decide",
    "decide_stage",
    "end_detention",
    "hold_conversation",
    "join_signals",
    "note_encounter",
    "notify_anonymously",
    "observe_indicator",
    "part_signals",
    "receive_signal",
    "record_exploitation",
    "record_person",
    "record_placement_decision",
    "record_residence",
    "request_assessment",
    "take_over_closed_cases",
    "tell_outcome",
    "withdraw_assessment",
    "write_section",
]

"""What the deeds, deadlines and tasks of identification are called on a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Any] = {
    "signal.receive": _("Signal received"),
    "signal.join": _("Two signals joined as one event"),
    "signal.part": _("Joined signals parted again"),
    "encounter.note": _("Person met"),
    "encounter.become_case": _("A person met became a case"),
    "encounter.notify": _("Authority notified without a name"),
    "placement.record": _("Decision of the police recorded"),
    "detention.end": _("No longer detained"),
    "residence.record": _("Residence basis recorded"),
    "person.record": _("Facts of the person recorded"),
    "exploitation.record": _("Exploitation recorded"),
    "conversation.hold": _("Clarifying conversation held"),
    "conversation.write": _("Conversation written"),
    "indicator.observe": _("Sign recorded"),
    "police.inform": _("Police information added"),
    "immigration.inform": _("Information from the residence procedure added"),
    "assessment.request": _("Assessment requested"),
    "assessment.not_wished": _("Did not wish an assessment"),
    "assessment.withdraw": _("Assessment withdrawn"),
    "assessment.decide": _("Assess and decide"),
    "identification.decide": _("Identification decided"),
    "identification.decide_stage": _("Stage of the identification decided"),
    "identification.correct": _("Decision corrected"),
    "outcome.tell": _("Tell the person the outcome"),
    "register.load": _("Old register brought in"),
    "detention_clock": _("The detention must have ended"),
}

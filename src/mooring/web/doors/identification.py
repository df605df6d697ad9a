"""The doors of identification: signals and people met, the person, the conversation, the signs, the assessment, the holds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.identification.views import (
    assessment,
    authorities_information,
    conversation,
    decision,
    holds,
    met,
    person,
    signs,
)
from mooring.web.guard import Door, View

CASE = "cases/<pseudonym:case>/"


def _form(path: str, name: str, verb: str, view: View, compartment: str = Compartment.CORE) -> Door:
    """A door to a form about a case."""
    return Door(CASE + path, name, verb, view, compartment=compartment, writes=True)


IDENTIFICATION_DOORS = [
    Door("signals/", "signals", "signal.list", met.signals, navigation=_("Signals"), notes_its_looks=True),
    Door("signals/new/", "signal_new", "signal.receive", met.signal_new, writes=True, quick_action=_("New signal")),
    Door("signals/<str:signal>/", "signal", "signal.look", met.signal, notes_its_looks=True),
    Door("signals/<str:signal>/people/", "encounter_note", "encounter.note", met.encounter_note, writes=True),
    Door(
        "signals/<str:signal>/people/<int:number>/",
        "encounter_again",
        "encounter.note",
        met.encounter_again,
        writes=True,
    ),
    Door(
        "signals/<str:signal>/people/<int:number>/case/",
        "encounter_open_case",
        "encounter.become_case",
        met.encounter_open_case,
        writes=True,
    ),
    Door("holds/", "holds", "hold.look", holds.holds, navigation=_("Do not remove"), notes_its_looks=True),
    _form("residence/", "residence", "residence.record", person.residence),
    _form("detention/end/", "detention_end", "detention.end", assessment.detention_end),
    _form("person/", "person", "person.record", person.person),
    _form("exploitation/", "exploitation", "exploitation.record", person.exploitation),
    Door(CASE + "conversation/", "conversation", "conversation.look", conversation.conversation),
    _form("conversation/new/", "meeting_new", "conversation.hold", conversation.meeting),
    _form("conversation/<slug:section>/", "conversation_section", "conversation.write", conversation.section),
    _form("signs/", "signs", "indicator.observe", signs.signs),
    _form("signs/<slug:listed>/<slug:part>/", "signs_part", "indicator.observe", signs.signs_part),
    _form("assessment/request/", "assessment_request", "assessment.request", assessment.request_assessment),
    _form("assessment/not-wished/", "assessment_not_wished", "assessment.not_wished", assessment.not_wished),
    _form("assessment/withdraw/", "assessment_withdraw", "assessment.withdraw", assessment.withdraw),
    _form("assessment/decide/", "decide", "identification.decide", decision.decide),
    _form("assessment/correct/", "correct", "identification.correct", decision.correct),
    _form("assessment/tell/", "tell", "outcome.tell", decision.tell),
    _form(
        "police/", "police_information", "police.inform", authorities_information.police_information, Compartment.POLICE
    ),
    _form(
        "immigration/",
        "immigration_information",
        "immigration.inform",
        authorities_information.immigration_information,
        Compartment.IMMIGRATION,
    ),
]

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
    one_event,
    person,
    placement,
    signs,
)
from mooring.web.guard import CASE, Door, form_about_a_case

IDENTIFICATION_DOORS = [
    Door("signals/", "signals", "signal.list", met.signals, navigation=_("Signals"), notes_its_looks=True),
    Door("signals/new/", "signal_new", "signal.receive", met.signal_new, writes=True, quick_action=_("New signal")),
    Door("signals/<str:signal>/", "signal", "signal.look", met.signal, notes_its_looks=True),
    Door("signals/<str:signal>/join/", "signal_join", "signal.join", one_event.signal_join, writes=True),
    Door("signals/<str:signal>/part/<str:named>/", "signal_part", "signal.part", one_event.signal_part, writes=True),
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
    Door(
        "signals/<str:signal>/people/<int:number>/notice/",
        "encounter_notify",
        "encounter.notify",
        met.encounter_notify,
        writes=True,
    ),
    Door(
        "signals/<str:signal>/people/<int:number>/police-decision/",
        "placement_record",
        "placement.record",
        placement.placement_record,
        writes=True,
    ),
    Door("holds/", "holds", "hold.look", holds.holds, navigation=_("Do not remove"), notes_its_looks=True),
    form_about_a_case("residence/", "residence", "residence.record", person.residence),
    form_about_a_case("detention/end/", "detention_end", "detention.end", assessment.detention_end),
    form_about_a_case("person/", "person", "person.record", person.person),
    form_about_a_case("exploitation/", "exploitation", "exploitation.record", person.exploitation),
    Door(CASE + "conversation/", "conversation", "conversation.look", conversation.conversation),
    form_about_a_case("conversation/new/", "meeting_new", "conversation.hold", conversation.meeting),
    form_about_a_case(
        "conversation/<slug:section>/", "conversation_section", "conversation.write", conversation.section
    ),
    form_about_a_case("signs/", "signs", "indicator.observe", signs.signs),
    form_about_a_case("signs/<slug:listed>/<slug:part>/", "signs_part", "indicator.observe", signs.signs_part),
    form_about_a_case("assessment/request/", "assessment_request", "assessment.request", assessment.request_assessment),
    form_about_a_case(
        "assessment/not-wished/", "assessment_not_wished", "assessment.not_wished", assessment.not_wished
    ),
    form_about_a_case("assessment/withdraw/", "assessment_withdraw", "assessment.withdraw", assessment.withdraw),
    form_about_a_case("assessment/decide/", "decide", "identification.decide", decision.decide),
    form_about_a_case("assessment/correct/", "correct", "identification.correct", decision.correct),
    form_about_a_case("assessment/tell/", "tell", "outcome.tell", decision.tell),
    form_about_a_case(
        "police/", "police_information", "police.inform", authorities_information.police_information, Compartment.POLICE
    ),
    form_about_a_case(
        "immigration/",
        "immigration_information",
        "immigration.inform",
        authorities_information.immigration_information,
        Compartment.IMMIGRATION,
    ),
]

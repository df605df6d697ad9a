"""The doors of matching: whether a person may be known, and two files on one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.views import joining
from mooring.names import matching_views
from mooring.web.guard import Door, form_about_a_case

MATCHING_DOORS = [
    Door(
        "matching/",
        "matching",
        "match.search",
        matching_views.search,
        writes=True,
        navigation=_("Matching"),
        notes_its_looks=True,
    ),
    Door("joinings/", "joinings", "joining.look", joining.joinings, navigation=_("Two files on one person")),
    Door("joinings/new/", "joining_propose", "joining.propose", joining.propose, writes=True),
    Door("joinings/<str:named>/back/", "joining_withdraw", "joining.withdraw", joining.withdraw, writes=True),
    Door("known/", "match_ask", "match.ask", matching_views.ask, writes=True, quick_action=_("Is this person known?")),
    Door("known/asked/", "match_asked", "match.ask", matching_views.asked),
    form_about_a_case("joining/<str:named>/agree/", "joining_agree", "case.join", joining.join, Compartment.ENTRY),
    form_about_a_case("joining/<str:named>/part/", "joining_part", "case.part", joining.part, Compartment.ENTRY),
]

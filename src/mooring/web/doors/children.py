"""The doors of children, and of those who look for one."""

from __future__ import annotations

from mooring.casework.compartments import Compartment
from mooring.support.views import child_missing, children
from mooring.web.guard import CASE, Door, form_about_a_case

SUPPORT, ENTRY = Compartment.SUPPORT, Compartment.ENTRY

CHILDREN_DOORS: list[Door] = [
    Door(CASE + "child/", "child", "child.look", children.whole),
    form_about_a_case("child/path/", "child_path", "child.path", children.path),
    form_about_a_case(
        "child/representative/ask/", "child_ask_representative", "child.ask_representative", children.ask_representative
    ),
    form_about_a_case(
        "child/representative/appoint/",
        "child_appoint_representative",
        "child.appoint_representative",
        children.appoint_representative,
    ),
    form_about_a_case(
        "child/representative/end/", "child_end_representative", "child.end_representative", children.end_representative
    ),
    form_about_a_case("child/word/", "child_word", "child.agree", children.word),
    form_about_a_case("child/municipality/", "child_municipality", "child.tell_municipality", children.municipality),
    form_about_a_case("child/days/", "child_life", "child.life", children.life, SUPPORT),
    form_about_a_case("child/plan/", "child_plan", "child.plan", children.plan, SUPPORT),
    form_about_a_case(
        "child/best-interest/", "child_best_interest", "child.best_interest", children.best_interest, SUPPORT
    ),
    form_about_a_case("child/family/", "child_family", "child.trace_family", children.family, SUPPORT),
    form_about_a_case("child/safety-plan/", "child_safety_plan", "child.safety_plan", children.safety_plan, SUPPORT),
    form_about_a_case(
        "child/coming-of-age/", "child_coming_of_age", "child.come_of_age", children.coming_of_age, SUPPORT
    ),
    form_about_a_case("child/missing/", "child_alarm", "child.alarm", child_missing.alarm, ENTRY),
    form_about_a_case("child/missing/log/", "child_missing_step", "child.missing_step", child_missing.step, ENTRY),
    form_about_a_case("child/missing/found/", "child_found", "child.found", child_missing.found, ENTRY),
    Door("missing-children/", "missing_children", "child.sheets", child_missing.missing_children),
    Door("missing-children/<str:reference>/", "missing_sheet", "child.sheet", child_missing.sheet),
]

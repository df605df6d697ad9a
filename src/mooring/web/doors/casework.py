"""The doors of casework."""

from __future__ import annotations

from mooring.casework.compartments import Compartment
from mooring.casework.views import team, waiting
from mooring.web.guard import form_about_a_case

CASEWORK_DOORS = [
    form_about_a_case("tasks/new/", "task_set", "task.set", waiting.set_task),
    form_about_a_case("tasks/<str:named>/done/", "task_finish", "task.finish", waiting.finish_task),
    form_about_a_case("notes/new/", "note_write", "note.write", waiting.write_note, Compartment.ENTRY),
    form_about_a_case("team/new/", "access_give", "team.give", team.give_access, Compartment.ENTRY),
    form_about_a_case("team/<str:named>/end/", "access_end", "team.end", team.end_access, Compartment.ENTRY),
    form_about_a_case("close/", "case_close", "case.close", team.close),
]

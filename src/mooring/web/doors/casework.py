"""The doors of casework."""

from __future__ import annotations

from mooring.casework import views
from mooring.web.guard import Door

CASEWORK_DOORS = [
    Door("cases/<pseudonym:case>/tasks/new/", "task_set", "task.set", views.set_task, writes=True),
    Door(
        "cases/<pseudonym:case>/tasks/<str:named>/done/", "task_finish", "task.finish", views.finish_task, writes=True
    ),
    Door(
        "cases/<pseudonym:case>/notes/new/",
        "note_write",
        "note.write",
        views.write_note,
        compartment="entry",
        writes=True,
    ),
    Door(
        "cases/<pseudonym:case>/team/new/",
        "access_give",
        "team.give",
        views.give_access,
        compartment="entry",
        writes=True,
    ),
    Door(
        "cases/<pseudonym:case>/team/<str:named>/end/",
        "access_end",
        "team.end",
        views.end_access,
        compartment="entry",
        writes=True,
    ),
    Door("cases/<pseudonym:case>/close/", "case_close", "case.close", views.close, writes=True),
]

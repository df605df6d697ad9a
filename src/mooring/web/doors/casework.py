"""The doors of casework."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.views import break_glass, documents, handover, team, waiting, what_i_may, who_looked
from mooring.web.guard import CASE, Door, View, form_about_a_case


def to_documents(path: str, name: str, verb: str, view: View, *, takes_form: bool = False) -> Door:
    """A door to documents: whoever has the case may knock; the view asks for the part in which the document lies, and notes the look."""
    return Door(
        f"{CASE}documents/{path}",
        name,
        verb,
        view,
        compartment=Compartment.ENTRY,
        writes=takes_form,
        reading_is_enough=takes_form,
        notes_its_looks=True,
    )


CASEWORK_DOORS = [
    form_about_a_case("tasks/new/", "task_set", "task.set", waiting.set_task),
    form_about_a_case("tasks/<str:named>/done/", "task_finish", "task.finish", waiting.finish_task),
    form_about_a_case("notes/new/", "note_write", "note.write", waiting.write_note, Compartment.ENTRY),
    form_about_a_case("team/new/", "access_give", "team.give", team.give_access, Compartment.ENTRY),
    form_about_a_case("team/<str:named>/end/", "access_end", "team.end", team.end_access, Compartment.ENTRY),
    form_about_a_case("close/", "case_close", "case.close", team.close),
    Door(
        "emergency/",
        "emergency",
        "break_glass.open",
        break_glass.open_case,
        writes=True,
        quick_action=_("Emergency access"),
        is_quiet=True,
    ),
    Door("emergency/asked/", "emergency_asked", "break_glass.open", break_glass.asked),
    Door(
        "emergency/figures/",
        "emergency_figures",
        "break_glass.figures",
        break_glass.figures,
        navigation=_("Emergency accesses"),
    ),
    Door(f"{CASE}emergencies/", "emergencies", "case.look", break_glass.of_case),
    form_about_a_case("emergencies/<str:named>/", "emergency_review", "break_glass.review", break_glass.review),
    Door(
        f"{CASE}who-looked/",
        "who_looked",
        "case.who_looked",
        who_looked.who_looked_at,
        compartment=Compartment.ENTRY,
    ),
    Door("what-i-may/", "what_i_may", "day.look", what_i_may.what_i_may),
    Door("handover/", "handover", "case.hand_over", handover.hand_over, writes=True),
    Door("handover/done/", "handed_over", "case.hand_over", handover.handed_over),
    Door("handover/<str:named>/", "handover_left", "case.hand_over", handover.take_up, writes=True),
    to_documents("new/", "document_write", "document.write", documents.write_document, takes_form=True),
    to_documents("<str:named>/", "document", "document.look", documents.show_document),
    to_documents("<str:named>/pages/<int:number>/", "document_page", "document.look", documents.show_page),
    to_documents("<str:named>/copy/", "document_copy", "document.look", documents.download_copy),
    to_documents(
        "<str:named>/original/", "document_original", "document.original", documents.original, takes_form=True
    ),
    to_documents(
        "<str:named>/replace/", "document_replace", "document.write", documents.replace_document, takes_form=True
    ),
    to_documents(
        "<str:named>/withdraw/", "document_withdraw", "document.withdraw", documents.withdraw_document, takes_form=True
    ),
]

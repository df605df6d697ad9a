from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "mooring.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mooring.casework import (
            break_glass,
            conditions,
            consent_panel,
            events,
            handing_over,
            keeping_panel,
            labels,
            panel,
            two_files,
            who_looked,
        )
        from mooring.casework.documents import own_file as documents_own_file
        from mooring.casework.documents import panel as documents_panel
        from mooring.casework.own_file import of_casework, of_consent
        from mooring.safeguards import deeds, officer_notes

        deeds.listen(events.after_deed)
        deeds.ask_before(conditions.ask)
        panel.register()
        documents_panel.register()
        two_files.register()
        for words in (break_glass.LABELS, handing_over.LABELS, who_looked.LABELS):
            labels.register(words)
        keeping_panel.register()
        consent_panel.register()
        officer_notes.tell(handing_over.told_on_her_page)
        of_casework.fill()
        of_consent.fill()
        documents_own_file.fill()

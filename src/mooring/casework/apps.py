from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "mooring.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mooring.casework import events, panel
        from mooring.safeguards import deeds

        deeds.listen(events.after_deed)
        panel.register()

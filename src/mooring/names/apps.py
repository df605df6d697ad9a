from django.apps import AppConfig


class NamesConfig(AppConfig):
    name = "mooring.names"
    label = "names"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mooring.casework import labels
        from mooring.names import panel, questions

        labels.register(panel.LABELS)
        panel.register()
        questions.register()

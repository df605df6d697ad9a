from django.apps import AppConfig


class NamesConfig(AppConfig):
    name = "mooring.names"
    label = "names"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mooring.casework import labels
        from mooring.names import own_file, panel, questions

        labels.register(panel.LABELS)
        own_file.fill()
        panel.register()
        questions.register()

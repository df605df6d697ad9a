from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "mooring.identification"
    label = "identification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mooring.casework import labels
        from mooring.identification.words import LABELS

        labels.register(LABELS)

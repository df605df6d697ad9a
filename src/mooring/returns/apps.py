from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "mooring.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each part of the room registers its own words, panels and listeners here."""

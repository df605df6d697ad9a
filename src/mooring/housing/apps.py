from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "mooring.housing"
    label = "housing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each part of the room registers its own words, panels and listeners here."""
        from mooring.housing import houses_words, placing_words

        houses_words.register()
        placing_words.register()

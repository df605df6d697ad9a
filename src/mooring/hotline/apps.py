from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "mooring.hotline"
    label = "hotline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each part of the room registers its own words, panels and listeners here."""
        from mooring.hotline import calls_words, raids_words, tips_words

        calls_words.register()
        raids_words.register()
        tips_words.register()

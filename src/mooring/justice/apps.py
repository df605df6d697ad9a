from django.apps import AppConfig


class JusticeConfig(AppConfig):
    name = "mooring.justice"
    label = "justice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each part of the room registers its own words, panels and listeners here."""
        from mooring.justice import own_file, panel, referral_pieces

        panel.register()
        own_file.fill()
        referral_pieces.fill()

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "mooring.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each part of the room registers its own words, panels and listeners here."""
        from mooring.casework import panels
        from mooring.returns import own_file, panel, referral_pieces, story_words, words

        words.register()
        story_words.register()
        own_file.fill()
        referral_pieces.fill()
        panels.register(panel.PANEL)

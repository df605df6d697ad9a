from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "mooring.referral"
    label = "referral"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each part of the room registers its own words, panels and listeners here."""
        from mooring.referral import consent_choices, group_words, panel, pieces_of_names, referral_words

        consent_choices.fill()
        pieces_of_names.fill()
        referral_words.register()
        panel.register()
        group_words.register()

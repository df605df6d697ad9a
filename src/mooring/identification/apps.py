from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "mooring.identification"
    label = "identification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mooring.casework import known, labels, retention
        from mooring.identification import htcds, own_file, panel, referral_pieces
        from mooring.identification.reading import residence_bases_of, residence_basis_of
        from mooring.identification.stages_of_decision import concluded_on, opens_the_period, period_opened_on
        from mooring.identification.words import LABELS

        labels.register(LABELS)
        known.provide("residence_basis", residence_basis_of, residence_bases_of)
        known.provide("period_opened", opens_the_period)
        known.provide("period_opened_on", period_opened_on)
        known.provide("concluded_on", concluded_on)
        known.provide("htcds", htcds.htcds_of)
        retention.also_list("signal_without_case", "mooring_lone_signals")
        known.provide("languages", own_file.languages_of)
        known.provide("treated_as_child", referral_pieces.treated_as_child, referral_pieces.treated_as_children)
        known.provide("gender", referral_pieces.gender_said)
        known.provide("age_years", referral_pieces.age_in_years)
        own_file.fill()
        referral_pieces.fill()
        panel.register()

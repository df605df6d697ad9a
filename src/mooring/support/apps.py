from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "mooring.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mooring.casework import day_cards, labels, panels
        from mooring.safeguards import notices, state_tables
        from mooring.support import (
            child_heard,
            child_own_file,
            child_panel,
            heard,
            information_panel,
            own_file,
            own_file_of_plan,
            own_file_of_services,
            panel,
            period_alarms,
            plan_window,
            referral_pieces,
            services_panel,
        )
        from mooring.support.permit_states import PERMIT_STATES

        heard.listen()
        own_file.fill()
        own_file_of_plan.fill()
        own_file_of_services.fill()
        services_panel.register()
        referral_pieces.fill()
        labels.register(panel.LABELS)
        notices.register(period_alarms.NOTICES)
        day_cards.register(period_alarms.CARD)
        state_tables.register(PERMIT_STATES)
        for one in panel.PANELS:
            panels.register(one)
        plan_window.fill()
        information_panel.register()
        child_heard.listen()
        child_own_file.fill()
        child_panel.register()

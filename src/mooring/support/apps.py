from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "mooring.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mooring.casework import labels, panels
        from mooring.support import heard, own_file, own_file_of_plan, panel, plan_window, referral_pieces

        heard.listen()
        own_file.fill()
        own_file_of_plan.fill()
        referral_pieces.fill()
        labels.register(panel.LABELS)
        for one in panel.PANELS:
            panels.register(one)
        plan_window.fill()

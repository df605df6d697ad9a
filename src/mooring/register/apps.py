from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "mooring.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from mooring.casework import labels

        labels.register({"register.load_counts": _("Published counts brought in")})

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SafeguardsConfig(AppConfig):
    name = "mooring.safeguards"
    label = "safeguards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_lay_house_secret, sender=self)


def _lay_house_secret(**about: Any) -> None:
    """The house gets its secret with its tables; when no master key is at hand, the first process that has one makes it."""
    from mooring.safeguards import keys
    from mooring.safeguards.sealing import NoMasterKey

    try:
        keys.lay_house_secret()
    except NoMasterKey:
        return

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "mooring.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

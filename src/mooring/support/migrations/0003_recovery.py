"""A recovery period, which begins with a decision, beside the period that is granted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("support", "0002_guards")]
    operations = [
        migrations.AlterField(
            "reflectionperiod",
            "kind",
            models.CharField(
                choices=[
                    ("reflection", "Reflection period"),
                    ("restitution", "Restitution period"),
                    ("recovery", "Recovery period"),
                    ("immediate_departure", "No period: immediate departure"),
                ],
                max_length=24,
            ),
        ),
        migrations.AlterField(
            "reflectionperiod",
            "starts",
            models.CharField(
                blank=True, help_text="On request, or of the authority's own motion.", max_length=32
            ),
        ),
    ]

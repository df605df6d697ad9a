"""What was told to a person, and understood."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import grant_column_reading, guard, superseded_within_the_case

COUNTED = [
    "id",
    "topic",
    "version",
    "language",
    "told_at",
    "channel",
    "interpreting",
    "understood",
    "is_taken_back",
    "superseded_by_id",
]


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0006_services"),
        ("casework", "0013_days_that_have_begun"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="InformationGiven",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=mooring.safeguards.random_keys.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                ("topic", models.CharField(help_text="The matter, by its code in the country's texts.", max_length=40)),
                ("version", models.CharField(help_text="The version of the text that was told.", max_length=20)),
                ("language", models.CharField(max_length=12)),
                ("told_at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("talk", "In a talk"),
                            ("telephone", "By telephone"),
                            ("video", "By video"),
                            ("paper", "On paper"),
                            ("letter", "By letter"),
                            ("audio", "As a recording"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "interpreting",
                    models.CharField(
                        choices=[
                            ("none", "None was needed"),
                            ("present", "An interpreter who was there"),
                            ("telephone", "An interpreter by telephone"),
                            ("video", "An interpreter by video"),
                            ("other", "Somebody else interpreted"),
                            ("missing", "None could be found"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "understood",
                    models.CharField(
                        choices=[
                            ("understood", "Understood"),
                            ("repeat", "To be told again"),
                            ("not_understood", "Not understood"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "is_taken_back",
                    models.BooleanField(
                        default=False,
                        help_text="Recorded by mistake: it stands in the place of the row, and tells nothing.",
                    ),
                ),
                (
                    "words_sealed",
                    models.BinaryField(
                        help_text="What the person asked or did not understand, in words, sealed.", null=True
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="support.informationgiven",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="informationgiven",
            index=models.Index(
                condition=models.Q(("superseded_by", None)), fields=["case", "topic"], name="information_of_case"
            ),
        ),
        guard("support_informationgiven", compartment="core"),
        superseded_within_the_case("support_informationgiven"),
        grant_column_reading("mooring_counter", "support_informationgiven", COUNTED),
    ]

"""Decisions on the way to the last one, where the law of the country goes in stages."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard


class Migration(migrations.Migration):
    dependencies = [("identification", "0002_guards"), ("safeguards", "0003_people")]
    operations = [
        migrations.CreateModel(
            name="StageDecision",
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
                (
                    "stage",
                    models.CharField(help_text="A code of the country's stages of identification.", max_length=40),
                ),
                ("assessment_asked_at", models.DateTimeField(help_text="Which assessment: when it was asked for.")),
                ("positive", models.BooleanField()),
                ("decided_on", models.DateField()),
                ("authority", models.CharField(max_length=40)),
                ("legal_test", models.CharField(max_length=60)),
                (
                    "ground_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("own_account", "The person's own account"),
                                ("indicators", "Signs observed"),
                                ("police_information", "Information from the police"),
                                ("immigration_information", "Information from the asylum or residence procedure"),
                                ("other_authority", "Finding of another authority or court"),
                                ("elements_missing", "Not all elements of trafficking were found"),
                                ("too_little_known", "Too little is known"),
                            ],
                            max_length=32,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("ground_sealed", models.BinaryField(null=True)),
                ("finding", models.JSONField(help_text="The legal test of the day, with reasons and provisions.")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="safeguards.agency"
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
                        to="identification.stagedecision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("case", "stage", "assessment_asked_at"),
                        name="one_decision_a_stage",
                    )
                ],
            },
        ),
        migrations.AlterField(
            "signal",
            "region",
            models.CharField(default="unknown", help_text="A code of the country pack.", max_length=12),
        ),
        migrations.AlterField(
            "caseorigin",
            "region",
            models.CharField(default="unknown", help_text="A code of the country pack.", max_length=12),
        ),
        migrations.AlterField(
            "assessment",
            "authority",
            models.CharField(
                choices=[
                    ("national_centre", "National centre"),
                    ("immigration_service", "Immigration service"),
                    ("competent_authority", "Competent authority"),
                    ("police", "Police"),
                    ("departure_authority", "Departure authority"),
                    ("tax_authority", "Tax authority"),
                    ("ngo", "Organisation of civil society"),
                    ("shelter", "Crisis centre or other housing"),
                    ("municipality", "Municipality"),
                    ("international_organisation", "International organisation"),
                    ("ministry", "Ministry"),
                    ("knowledge_institution", "Knowledge institution"),
                ],
                max_length=40,
            ),
        ),
        guard("identification_stagedecision", compartment="core"),
    ]

"""Consent: to what, to whom, until when, and withdrawn; and the data-protection basis, which is none."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard, superseded_within_the_case

# Who writes down a consent says that she herself explained it; who writes down that it is withdrawn need not have.
# An agency speaks of its own basis alone.
ONES_OWN = """
create policy explained_by_oneself on casework_consent as restrictive for insert to mooring_app with check (
  withdrawn_at is not null or explained_by_id = (select mooring_posted_officer()));
create policy of_ones_own_agency on casework_databasis as restrictive for insert to mooring_app with check (
  agency_id = any ((select mooring_agencies())::bigint[]));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_notices"),
        ("safeguards", "0010_kinds_of_agencies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
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
                    "kind",
                    models.CharField(
                        choices=[("support", "To be supported"), ("share", "That something is told to others")],
                        max_length=12,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True, help_text="What it is for: the code of a need. Empty for support.", max_length=40
                    ),
                ),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="Codes of the pieces that may be told, each named; none stands for none.",
                        size=None,
                    ),
                ),
                (
                    "until",
                    models.DateField(blank=True, help_text="The last day. Empty: until it is withdrawn.", null=True),
                ),
                (
                    "explained_how",
                    models.CharField(
                        choices=[
                            ("spoken", "Spoken, in plain words"),
                            ("interpreter", "Spoken, through an interpreter"),
                            ("written", "On paper that the person could read"),
                            ("read_aloud", "Read aloud from paper"),
                            ("drawn", "With drawings or pictures"),
                        ],
                        max_length=16,
                    ),
                ),
                ("language", models.CharField(help_text="In which it was explained.", max_length=8)),
                (
                    "given_how",
                    models.CharField(
                        choices=[
                            ("spoken", "The person said so"),
                            ("signature", "The person signed"),
                            ("representative", "Somebody who may answer for the person said so"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("parent", "A parent who has custody"),
                            ("guardian", "A guardian"),
                            ("personal_representative", "The personal representative of a child"),
                            ("attorney", "Somebody with a power of attorney"),
                        ],
                        max_length=24,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("words_sealed", models.BinaryField(help_text="What was said.", null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("why_withdrawn_sealed", models.BinaryField(help_text="Why, if the person wished to say.", null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguards.agency",
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
                        to="casework.consent",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-given_at"], name="consent_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "support"), ("parts", []), ("purpose", ""), ("recipient", None)),
                            models.Q(
                                ("kind", "share"),
                                ("recipient__isnull", False),
                                models.Q(("purpose", ""), _negated=True),
                                models.Q(("parts", []), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consent_to_share_is_specific",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_how", "representative"), ("relation", ""), _connector="XOR"),
                        name="representative_has_a_relation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataBasis",
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
                    "basis",
                    models.CharField(
                        choices=[
                            ("public_task", "A task in the public interest, or of an authority"),
                            ("legal_obligation", "A duty by law"),
                            ("vital_interest", "To protect somebody's life"),
                            ("consent", "Consent under data protection law"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "finding",
                    models.JSONField(
                        help_text="The answer of the law with its provisions; none where it gives none.", null=True
                    ),
                ),
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
                        to="casework.databasis",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "data bases",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("case", "agency"),
                        name="one_standing_data_basis",
                    )
                ],
            },
        ),
        guard("casework_consent", compartment="core"),
        superseded_within_the_case("casework_consent"),
        guard("casework_databasis", compartment="core"),
        superseded_within_the_case("casework_databasis"),
        migrations.RunSQL([(ONES_OWN, None)], migrations.RunSQL.noop),
    ]

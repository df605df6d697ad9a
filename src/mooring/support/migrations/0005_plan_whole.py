"""The plan whole: what was asked at each talk, the goals the person chose, the copies made for the person; staying, and its steps."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard, superseded_within_the_case

TABLES = ("needsassessment", "plangoal", "plancopy", "staying", "milestone")


def of_its_plan(table: str) -> str:
    """SQL: the plan that a row names is one of the same case."""
    return f"exists (select 1 from support_plan p where p.id = {table}.plan_id and p.case_id = {table}.case_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0013_days_that_have_begun"),
        ("support", "0004_period_whole"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Milestone",
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
                    "number",
                    models.PositiveSmallIntegerField(help_text="The steps of a case are counted; the number stays."),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("residence_card", "Residence card received"),
                            ("address", "Address registered"),
                            ("health_card", "Health card received"),
                            ("bank_account", "Bank account opened"),
                            ("language_course", "Language course begun"),
                            ("school", "School or training begun"),
                            ("first_job", "First job of one's own choice"),
                            ("own_lease", "A lease of one's own"),
                            ("debt_advice", "Advice on debt received"),
                            ("therapy_begun", "Therapy begun"),
                            ("therapy_ended", "Therapy ended as agreed"),
                            ("network_person", "A person in the network to turn to"),
                            ("child_passport", "Passport or papers of a child"),
                            ("child_school", "School or day care for a child"),
                            ("other", "Something else that matters to the person"),
                        ],
                        max_length=20,
                    ),
                ),
                ("expected_on", models.DateField(help_text="The day on which it is hoped for.", null=True)),
                ("reached_on", models.DateField(null=True)),
                ("let_go_on", models.DateField(help_text="The day on which the person let it go.", null=True)),
                ("note_sealed", models.BinaryField(help_text="What there is to say of it.", null=True)),
                ("helper_sealed", models.BinaryField(help_text="Who helps with it.", null=True)),
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
                        to="support.milestone",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("case", "number"),
                        name="one_standing_milestone_a_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None), models.Q(("step", "other"), _negated=True)),
                        fields=("case", "step"),
                        name="one_standing_milestone_a_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reached_on", None), ("let_go_on", None), _connector="OR"),
                        name="milestone_reached_or_let_go",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedsAssessment",
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
                    "occasion",
                    models.CharField(
                        choices=[
                            ("first", "The first time"),
                            ("agreed_day", "On the day that was agreed"),
                            ("person_asked", "The person asked for it"),
                            ("something_happened", "Something happened"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "levels",
                    models.JSONField(default=dict, help_text="How great the need is, by code of the part of life."),
                ),
                ("risks", models.JSONField(default=list, help_text="Codes of what may harm the person.")),
                ("protections", models.JSONField(default=list, help_text="Codes of what holds the person up.")),
                (
                    "explained_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("writer", "The officer who writes this"),
                            ("colleague", "A colleague"),
                            ("lawyer", "A lawyer or adviser of the person's"),
                            ("representative", "The personal representative of a child"),
                        ],
                        max_length=16,
                    ),
                ),
                ("language", models.CharField(blank=True, help_text="In which the plan was explained.", max_length=8)),
                (
                    "interpreting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "A language that both speak well"),
                            ("in_person", "An interpreter in the room"),
                            ("remote", "An interpreter by telephone or video"),
                            ("not_wished", "Offered, and not wished"),
                            ("not_found", "Needed, and none was found"),
                        ],
                        max_length=16,
                    ),
                ),
                ("risks_sealed", models.BinaryField(help_text="What may harm the person, in words.", null=True)),
                ("protections_sealed", models.BinaryField(help_text="What holds the person up, in words.", null=True)),
                ("changes_sealed", models.BinaryField(help_text="What has changed since the last talk.", null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessed", to="support.plan"
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
                        to="support.needsassessment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)), fields=("case",), name="one_standing_needs"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanCopy",
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
                    "form",
                    models.CharField(choices=[("full", "The whole plan"), ("safe", "Safe if found")], max_length=8),
                ),
                ("language", models.CharField(help_text="The language the person asked for.", max_length=8)),
                ("printed_in", models.CharField(help_text="The language of our words in it.", max_length=8)),
                (
                    "content_sealed",
                    models.BinaryField(help_text="What stands in the copy, as it was read and confirmed.", null=True),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="support.plan"
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
                        to="support.plancopy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)), fields=("case",), name="one_standing_plan_copy"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanGoal",
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
                    "number",
                    models.PositiveSmallIntegerField(help_text="The goals of a case are counted; the number stays."),
                ),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("safety", "Safety"),
                            ("health", "Health of the body"),
                            ("psyche", "Health of the mind"),
                            ("legal", "Law: the crime, the police, a lawyer, compensation"),
                            ("residence", "Residence, and going home or staying"),
                            ("economy", "Money, debt and what is owed in wages"),
                            ("children", "Children, here or elsewhere"),
                            ("education", "Language and education"),
                            ("work", "Work"),
                            ("network", "Family, friends and faith"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "chosen_by",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("together", "The person, from what was suggested"),
                            ("representative", "A child, with the personal representative"),
                        ],
                        max_length=16,
                    ),
                ),
                ("chosen_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("reached", "Reached"),
                            ("changed", "Changed into another goal"),
                            ("let_go", "Let go"),
                        ],
                        max_length=8,
                    ),
                ),
                ("since", models.DateField(help_text="The day from which it stands so.")),
                (
                    "follows",
                    models.PositiveSmallIntegerField(
                        help_text="The number of the goal that was changed into it.", null=True
                    ),
                ),
                ("goal_sealed", models.BinaryField(help_text="The goal, in the person's words.", null=True)),
                ("said_sealed", models.BinaryField(help_text="What the person says of where it stands.", null=True)),
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
                        to="support.plangoal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("case", "number"),
                        name="one_standing_goal_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__gte", models.F("chosen_on"))),
                        name="goal_stands_since_it_was_chosen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Staying",
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
                ("stays", models.BooleanField(help_text="The person wishes to stay, and to plan for it.")),
                ("said_on", models.DateField()),
                ("said_sealed", models.BinaryField(help_text="What the person said of it.", null=True)),
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
                        to="support.staying",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)), fields=("case",), name="one_standing_staying"
                    )
                ],
            },
        ),
        guard("support_needsassessment", compartment="support", and_also=of_its_plan("support_needsassessment")),
        guard("support_plangoal", compartment="support"),
        guard("support_plancopy", compartment="support", and_also=of_its_plan("support_plancopy")),
        guard("support_staying", compartment="support"),
        guard("support_milestone", compartment="support"),
        *(superseded_within_the_case(f"support_{table}") for table in TABLES),
    ]

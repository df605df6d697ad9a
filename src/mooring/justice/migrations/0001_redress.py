"""Witness care and compensation: all of it opens with the part of the case on support."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import grant_column_reading, guard, superseded_within_the_case

TABLES = ("witnessmeasure", "hearing", "injuredpartylawyer", "claim")
COUNTED = {
    "justice_claim": ["id", "kind", "state", "since", "currency", "asked_minor", "awarded_minor", "paid_minor", "rejected_because", "exception", "recorded_at", "superseded_by_id"],
    "justice_witnessmeasure": ["id", "measure", "state", "since", "recorded_at", "superseded_by_id"],
}


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_days_that_have_begun"), ("names", "0007_notices"), ("referral", "0006_not_taken_back"), ("safeguards", "0010_kinds_of_agencies"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    initial = True
    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('thread', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False)),
                ('kind', models.CharField(help_text="Against whom, by its code in the country's law.", max_length=24)),
                ('state', models.CharField(choices=[('considered', 'Considered with the person'), ('prepared', 'Prepared'), ('filed', 'Filed'), ('awarded', 'Awarded, not yet paid'), ('rejected', 'Rejected'), ('appealed', 'Appealed'), ('paid', 'Paid'), ('withdrawn', "Withdrawn by the person's wish")], max_length=12)),
                ('since', models.DateField(default=mooring.safeguards.clock.today, help_text='The day on which it came to stand so.')),
                ('ended_on', models.DateField(help_text='The last day of the crime, as far as known.', null=True)),
                ('happened_at', models.DateTimeField(help_text='The hour at which it ended, where the hours count.', null=True)),
                ('reported_at', models.DateTimeField(help_text='When it was reported to the police; none: it was not.', null=True)),
                ('concluded_on', models.DateField(help_text='The judgment became final, or the investigation stopped.', null=True)),
                ('exception', models.CharField(blank=True, help_text='Why the report came late, or not at all.', max_length=32)),
                ('late_ground', models.CharField(blank=True, help_text='Why the application comes late.', max_length=32)),
                ('currency', models.CharField(default='DKK', max_length=3)),
                ('asked_minor', models.BigIntegerField(null=True)),
                ('awarded_minor', models.BigIntegerField(null=True)),
                ('paid_minor', models.BigIntegerField(null=True)),
                ('rejected_because', models.CharField(blank=True, choices=[('not_reported_in_time', 'Not reported in time'), ('applied_too_late', 'Applied too late'), ('no_crime_proven', 'No crime was proven'), ('not_within_the_act', 'Not what the act covers'), ('no_loss_proven', 'The loss was not proven'), ('other', 'Another reason')], max_length=24)),
                ('finding', models.JSONField(help_text='What the law said of it.')),
                ('exception_sealed', models.BinaryField(help_text='The circumstances, in words, sealed.', null=True)),
                ('words_sealed', models.BinaryField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='justice.claim')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('thread',), name='one_standing_of_a_claim'), models.UniqueConstraint(condition=models.Q(('state__in', ['appealed', 'awarded', 'considered', 'filed', 'prepared']), ('superseded_by', None)), fields=('case', 'kind'), name='one_open_claim_of_a_kind'), models.CheckConstraint(condition=models.Q(('asked_minor__isnull', True), ('asked_minor__gte', 0), _connector='OR'), name='claim_asks_no_less_than_nothing'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'awarded'), _negated=True), ('awarded_minor__gt', 0), _connector='OR'), name='award_is_an_amount'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'paid'), _negated=True), ('paid_minor__gt', 0), _connector='OR'), name='payment_is_an_amount')],
            },
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('kind', models.CharField(choices=[('court', 'In court'), ('video_child', "A child's interview on video"), ('prosecution', 'At the prosecution'), ('police', 'At the police'), ('board', 'Before a board')], max_length=16)),
                ('held_at', models.DateTimeField()),
                ('is_off', models.BooleanField(default=False, help_text='Called off, or the person does not wish to be heard.')),
                ('place_sealed', models.BinaryField(help_text='Where, sealed.', null=True)),
                ('contact_sealed', models.BinaryField(help_text='Who is asked at the prosecution, sealed.', null=True)),
                ('agreed_sealed', models.BinaryField(help_text='What was agreed on the way there and back, sealed.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='justice.hearing')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('superseded_by', None)), fields=['case', 'held_at'], name='hearing_of_case')],
            },
        ),
        migrations.CreateModel(
            name='InjuredPartyLawyer',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('stands', models.CharField(choices=[('told', 'Told of the right to one'), ('not_wished', 'Not wished for now'), ('asked_for', 'Asked for'), ('appointed', 'Appointed'), ('declined', 'Declined by the court')], max_length=12)),
                ('since', models.DateField()),
                ('name_sealed', models.BinaryField(null=True)),
                ('reached_sealed', models.BinaryField(help_text='How the lawyer is reached, sealed.', null=True)),
                ('finding', models.JSONField(help_text='What the law said of it.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='justice.injuredpartylawyer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_lawyer')],
            },
        ),
        migrations.CreateModel(
            name='WitnessMeasure',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('measure', models.CharField(help_text="What spares the person, by its code in the country's law.", max_length=40)),
                ('state', models.CharField(choices=[('offered', 'Offered'), ('wished', 'Wished, to be arranged'), ('declined', 'Not wished for now'), ('arranged', 'Arranged'), ('not_given', 'Asked for, and not given'), ('done', 'Done')], max_length=12)),
                ('since', models.DateField(help_text='The day on which it was offered, answered, arranged or done.')),
                ('words_sealed', models.BinaryField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='justice.witnessmeasure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case', 'measure'), name='one_standing_measure')],
            },
        ),
        *(guard(f"justice_{table}", compartment="support") for table in TABLES),
        *(superseded_within_the_case(f"justice_{table}") for table in TABLES),
        *(grant_column_reading("mooring_counter", table, columns) for table, columns in COUNTED.items()),
    ]

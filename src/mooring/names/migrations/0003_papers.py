"""Papers that show who the person is, and each look at one: open to who holds the compartment of identity."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard

# Whoever may only read who the person is looks at a paper as all others do: with a reason, which is kept.
A_LOOK_IS_KEPT = """
create policy a_look_is_kept on names_paperlook for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer())
  and exists (select 1 from casework_held h where h.case_id = names_paperlook.case_id and h.compartment = 'identity'));
create policy a_look_at_a_paper on casework_event for insert to mooring_app with check (
  compartment = 'identity' and kind = 'paper.look' and by_id = (select mooring_posted_officer())
  and exists (select 1 from casework_held h where h.case_id = casework_event.case_id and h.compartment = 'identity'));
"""


class Migration(migrations.Migration):
    dependencies = [("names", "0002_guards"), ("casework", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='names.paper')),
                ('title_sealed', models.BinaryField(help_text="What it is, in the officer's words.", null=True)),
                ('media_type', models.CharField(blank=True, max_length=80)),
                ('size', models.PositiveIntegerField(default=0, help_text='Bytes of the file as it came in.')),
                ('storage_name', models.CharField(help_text='Random; none once withdrawn.', max_length=40, null=True, unique=True)),
                ('digest', models.BinaryField(help_text='SHA-256 of the sealed original.', null=True)),
                ('has_copy', models.BooleanField(default=False, help_text='Whether there is a copy without metadata.')),
                ('pages', models.PositiveSmallIntegerField(default=0, help_text='How many pages can be shown.')),
                ('pages_in_all', models.PositiveIntegerField(default=0)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.CharField(blank=True, choices=[('wrong_case', 'It belongs to another case'), ('wrong_part', 'It was put into the wrong part of the case'), ('mistaken', 'It is not what it was taken for'), ('person_asked', 'The person asked for it')], max_length=20)),
                ('kind', models.CharField(choices=[('passport', 'Passport or travel document'), ('identity_card', 'Identity card'), ('photograph', 'Photograph of the person'), ('residence_permit', 'Residence permit or visa'), ('civil_status', 'Birth or marriage certificate'), ('other', "Another paper with the person's name")], max_length=30)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['case', '-recorded_at'], name='paper_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('storage_name__isnull', True), ('withdrawn_at__isnull', False)), models.Q(('storage_name__isnull', False), ('withdrawn_at__isnull', True)), _connector='OR'), name='paper_lies_somewhere_or_is_withdrawn')],
            },
        ),
        migrations.CreateModel(
            name='PaperLook',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='names.paperlook')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='names.paper')),
                ('reason', models.CharField(choices=[('contact', 'To contact or meet the person'), ('authority', 'To write to an authority about the person'), ('health', 'Treatment or medicine'), ('safety', 'Danger to the person or to others'), ('correction', 'To correct what is written')], max_length=20)),
                ('what', models.CharField(help_text='Shown, a copy taken, or the original taken.', max_length=10)),
                ('words_sealed', models.BinaryField(help_text="More about the reason, in the officer's words.", null=True)),
            ],
            options={
                'abstract': False,
                'indexes': [],
                'constraints': [],
            },
        ),
        guard("names_paper", compartment="identity"),
        guard("names_paperlook", compartment="identity"),
        migrations.RunSQL([(A_LOOK_IS_KEPT, None)], migrations.RunSQL.noop),
    ]

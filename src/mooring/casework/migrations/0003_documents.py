"""Documents of a case: each row open to who holds the part of the case in which it lies."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='casework.document')),
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
                ('compartment', models.CharField(choices=[('entry', 'Entry: that the case exists, its pseudonym and stage'), ('core', 'Core: the conversation, the assessment, the decision and the clocks'), ('identity', 'Identity: name, papers and how the person may be reached'), ('health', 'Health'), ('support', 'Support: needs, plan and services'), ('shelter_address', 'Address of the place where the person lives'), ('police', 'Police information'), ('immigration', 'Information from the asylum or residence procedure'), ('removal_hold', 'Hold on removal, as the departure authority sees it')], max_length=20)),
                ('kind', models.CharField(choices=[('letter', 'Letter'), ('decision', 'Decision of an authority'), ('medical', 'Medical paper'), ('police', 'Paper from the police or a court'), ('contract', 'Contract or wage slip'), ('messages', 'Messages or advertisements'), ('consent', 'Consent or power of attorney'), ('photograph_of_place', 'Photograph of a place or a thing'), ('other', 'Something else')], max_length=30)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['case', '-recorded_at'], name='document_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('storage_name__isnull', True), ('withdrawn_at__isnull', False)), models.Q(('storage_name__isnull', False), ('withdrawn_at__isnull', True)), _connector='OR'), name='document_lies_somewhere_or_is_withdrawn'), models.CheckConstraint(condition=models.Q(('compartment__in', ('entry', 'identity', 'removal_hold')), _negated=True), name='document_in_a_part_for_documents')],
            },
        ),
        guard("casework_document"),
    ]

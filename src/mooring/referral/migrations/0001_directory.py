"""What agencies are, and what they are charged with."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys

# The directory is no secret among officers; only an administrator writes in it, in her own name.
GUARDS = """
alter table {table} enable row level security;
grant select, insert on {table} to mooring_app;
grant update (superseded_by_id) on {table} to mooring_app;
create policy reading on {table} for select to mooring_app using ((select mooring_posted_officer()) is not null);
create policy administering on {table} for insert to mooring_app
  with check (mooring_administers() and {table}.recorded_by_id = (select mooring_posted_officer()));
create policy superseding on {table} for update to mooring_app using (mooring_administers()) with check (mooring_administers());
create trigger stamped before insert on {table} for each row execute function mooring_stamp();
create trigger superseded_once before update on {table} for each row execute function mooring_supersede_once();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("casework", "0011_consent"),
        ("safeguards", "0010_kinds_of_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='AgencyDescription',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(blank=True, help_text="How a country's directory names this entry.", max_length=120)),
                ('since', models.DateField(help_text='The first day.')),
                ('until', models.DateField(blank=True, help_text='The last day; empty while it has no end.', null=True)),
                ('source', models.TextField(help_text='Where this was found: an action plan, a contract, a decision.')),
                ('confirmed', models.BooleanField(default=True, help_text='Found in a published text or a contract one has seen.')),
                ('note', models.TextField(blank=True)),
                ('struck', models.BooleanField(default=False, help_text='It was entered by mistake, and never held.')),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('role', models.TextField(help_text='What the agency does in the mechanism, in our own words.')),
                ('regions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                ('municipality', models.CharField(blank=True, help_text="The code of a municipality's own area.", max_length=12)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='descriptions', to='safeguards.agency')),
                ('placed_under', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.agency')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reports_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.agency')),
                ('successor', models.ForeignKey(blank=True, help_text='Who took its place after the last day.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.agency')),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='referral.agencydescription')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', 'since'], name='referral_ag_agency__22cb7d_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='description_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('superseded_by', None), models.Q(('code', ''), _negated=True)), fields=('code',), name='one_standing_description_of_a_code'), models.UniqueConstraint(condition=models.Q(('struck', False), ('superseded_by', None)), fields=('agency', 'since'), name='one_standing_description_of_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(blank=True, help_text="How a country's directory names this entry.", max_length=120)),
                ('since', models.DateField(help_text='The first day.')),
                ('until', models.DateField(blank=True, help_text='The last day; empty while it has no end.', null=True)),
                ('source', models.TextField(help_text='Where this was found: an action plan, a contract, a decision.')),
                ('confirmed', models.BooleanField(default=True, help_text='Found in a published text or a contract one has seen.')),
                ('note', models.TextField(blank=True)),
                ('struck', models.BooleanField(default=False, help_text='It was entered by mistake, and never held.')),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('service', models.CharField(max_length=40)),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, help_text='Empty: everybody.', size=None)),
                ('regions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, help_text='Empty: the whole country.', size=None)),
                ('municipalities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, help_text='Empty: the whole of the regions.', size=None)),
                ('residence', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, help_text='Empty: whatever the residence basis.', size=None)),
                ('age_from', models.PositiveSmallIntegerField(blank=True, help_text='The youngest age it is for.', null=True)),
                ('age_below', models.PositiveSmallIntegerField(blank=True, help_text='It is for who is younger.', null=True)),
                ('helps', models.BooleanField(default=False, help_text='It helps another agency that is charged with this, and is asked after it.')),
                ('basis', models.CharField(default='plan', max_length=20)),
                ('contract_since', models.DateField(blank=True, null=True)),
                ('contract_until', models.DateField(blank=True, null=True)),
                ('contract_content', models.TextField(blank=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='safeguards.agency')),
                ('contract_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.agency')),
                ('desk', models.ForeignKey(blank=True, help_text="The desk that takes this up; empty: the agency's only one, or whoever is asked chooses.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='referral.mandate')),
            ],
            options={
                'indexes': [models.Index(fields=['service', 'since'], name='referral_ma_service_392a10_idx'), models.Index(fields=['agency', 'since'], name='referral_ma_agency__1bc2c9_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='mandate_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('superseded_by', None), models.Q(('code', ''), _negated=True)), fields=('code',), name='one_standing_mandate_of_a_code')],
            },
        ),
        *(
            migrations.RunSQL([(GUARDS.replace("{table}", table), None)], migrations.RunSQL.noop)
            for table in ("referral_agencydescription", "referral_mandate")
        ),
    ]

"""Encodings that only the matcher reads; questions that reach a team without telling who asked whether there is one."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.names.models.encodings
import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import grant_column_reading, holds

# Put in by who writes the identity itself, read by the matcher, erased by the eraser. The application cannot read it back.
ENCODINGS = f"""
alter table names_encoding enable row level security;
grant insert on names_encoding to mooring_app;
create policy appending on names_encoding for insert to mooring_app with check (
  {holds("names_encoding.case_key", "'identity'", writing=True)}
  and exists (select 1 from names_identity i where i.id = identity_key and i.case_id = names_encoding.case_key
    and i.recorded_by_id = (select mooring_posted_officer())));
create trigger stamped before insert on names_encoding for each row execute function mooring_stamp();
grant select on names_encoding to mooring_matcher;
create policy matching on names_encoding for select to mooring_matcher using (true);
grant select (case_key), delete on names_encoding to mooring_eraser;
create policy finding_what_is_erased on names_encoding for select to mooring_eraser using (true);
create policy erasing on names_encoding for delete to mooring_eraser using (true);
"""

# Whoever asked sees her own questions, the same whether they were passed or not; a team sees those that were passed to it.
QUESTIONS = f"""
alter table names_question enable row level security;
alter table names_questionpassed enable row level security;
grant insert on names_question to mooring_app;
grant select (id, asked_by_id, agency_id, words_sealed, recorded_at) on names_question to mooring_app;
grant select on names_questionpassed to mooring_app;
create policy passed_to_us on names_questionpassed for select to mooring_app using (
  {holds("names_questionpassed.case_key", "'core'")});
create policy own on names_question for select to mooring_app using (asked_by_id = (select mooring_officer()));
create policy passed_to_us on names_question for select to mooring_app using (
  exists (select 1 from names_questionpassed p where p.question_id = names_question.id));
create policy asking on names_question for insert to mooring_app with check (
  asked_by_id = (select mooring_posted_officer()) and agency_id = any ((select mooring_agencies())::bigint[]));
create trigger stamped before insert on names_question for each row execute function mooring_stamp();
grant select (id, asked_sealed) on names_question to mooring_matcher;
create policy matching on names_question for select to mooring_matcher using (true);
"""

# The one way from a question to a team. The matcher enters it and gets nothing back.
PASS_ON = """
create function mooring_pass_question(asked bigint, about bigint) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into names_questionpassed (id, question_id, case_key, recorded_at)
    select (random() * 4e18)::bigint, q.id, c.id, house_now() from names_question q, casework_case c where q.id = asked and c.id = about
    on conflict (question_id, case_key) do nothing;
  if found then
    perform mooring_tell_team(about, 'question.passed', (select q.asked_by_id from names_question q where q.id = asked));
  end if;
end $$;
revoke execute on function mooring_pass_question from public;
grant execute on function mooring_pass_question to mooring_matcher;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("names", "0003_papers"),
        ("casework", "0004_joining"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NameEncoding',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('case_key', models.BigIntegerField()),
                ('identity_key', models.BigIntegerField(help_text='The identity of which this was made; only those that stand are compared.')),
                ('way', models.CharField(help_text='As named in papers, as called, or only by date or number.', max_length=12)),
                ('letters', mooring.names.models.encodings.Bits()),
                ('sounds', mooring.names.models.encodings.Bits()),
                ('born_day', models.CharField(blank=True, max_length=32)),
                ('born_year', models.CharField(blank=True, max_length=32)),
                ('numbers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), default=list, size=None)),
                ('key_version', models.PositiveSmallIntegerField()),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
            ],
            options={
                'db_table': 'names_encoding',
                'indexes': [models.Index(fields=['identity_key'], name='encoding_of_identity')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('asked_sealed', models.BinaryField()),
                ('words_sealed', models.BinaryField()),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.agency')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'names_question',
            },
        ),
        migrations.CreateModel(
            name='QuestionPassed',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('case_key', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passed', to='names.question')),
            ],
            options={
                'db_table': 'names_questionpassed',
            },
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['asked_by', 'recorded_at'], name='question_of_officer'),
        ),
        migrations.AddIndex(
            model_name='questionpassed',
            index=models.Index(fields=['case_key'], name='question_of_case'),
        ),
        migrations.AddConstraint(
            model_name='questionpassed',
            constraint=models.UniqueConstraint(fields=('question', 'case_key'), name='a_question_is_passed_once'),
        ),
        *(migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (ENCODINGS, QUESTIONS, PASS_ON)),
        grant_column_reading("mooring_matcher", "names_identity", ["id", "superseded_by_id"]),
    ]

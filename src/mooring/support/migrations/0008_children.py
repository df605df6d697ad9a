"""Children: who came with a child, the representative, the municipality, school and health, the safety plan, and a child that is missing."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard, superseded_within_the_case

# Who is asked for by the alarm: codes, and telephones as they lie sealed. `held`: what the acting officer holds of the case.
KNOWING = """
create function mooring_holds_entry(asked bigint, writing boolean) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_held h where h.case_id = asked and h.compartment = 'entry' and (h.may_write or not writing)) $$;

create function mooring_child_stands(asked bigint) returns table (is_child boolean, came text, appointed boolean, agreed text[])
  language sql stable security definer set search_path = public, pg_temp as $$
  select
    coalesce((select m.is_child from support_childmark m where m.case_id = asked and m.superseded_by_id is null),
      exists (select 1 from support_childpath p where p.case_id = asked and p.superseded_by_id is null)),
    (select p.came from support_childpath p where p.case_id = asked and p.superseded_by_id is null),
    exists (select 1 from support_representative r
      where r.case_id = asked and r.superseded_by_id is null and r.state = 'appointed'),
    (select coalesce(array_agg(w.matter::text), '{}') from support_representativeword w
      where w.case_id = asked and w.superseded_by_id is null and w.agrees
        and w.said_on between (house_now() - interval '29 days')::date and (house_now() + interval '1 day')::date)
  where (select mooring_posted_officer()) is not null
    and exists (select 1 from casework_held h where h.case_id = asked) $$;

create function mooring_other_authority() returns boolean language sql stable as $$
  select exists (select 1 from safeguards_desk d join safeguards_agency a on a.id = d.agency_id
    where d.id = any (mooring_desks()) and a.kind in ('police', 'departure_authority', 'immigration_service')) $$;
"""

# The alarm itself. A house in which a child lives holds no part of the case, and must be able to sound it; so the database puts the
# rows in, tells nobody what is in them, and answers whom a notice goes to. Nothing happens for a person who is not treated as a child,
# nor while an alarm stands.
ALARM = """
create function mooring_child_alarm(asked bigint, new_reference text, since timestamptz, minutes integer, says jsonb)
  returns table (alarm bigint, party text, desk bigint, officer bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  key bigint := (random() * 4e18)::bigint;
  who bigint := mooring_posted_officer();
  team bigint;
  watch bigint;
begin
  if who is null or not (mooring_holds_entry(asked, true) or mooring_serves_as('shelter_worker')) then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('child_alarm', asked));
  if not exists (select 1 from support_childmark m where m.case_id = asked and m.superseded_by_id is null and m.is_child)
    and not (exists (select 1 from support_childpath p where p.case_id = asked and p.superseded_by_id is null)
      and not exists (select 1 from support_childmark m where m.case_id = asked and m.superseded_by_id is null)) then return; end if;
  if exists (select 1 from support_missingchild a where a.case_id = asked
    and not exists (select 1 from support_missingfound f where f.alarm_id = a.id)) then return; end if;
  insert into support_missingchild (id, case_id, reference, missing_since, recorded_at, recorded_by_id)
    values (key, asked, new_reference, least(since, house_now()), house_now(), who);
  select s.police_desk_id into watch from support_childsheet s where s.case_id = asked and s.superseded_by_id is null;
  insert into support_missingtold (id, alarm_id, case_id, party, desk_id, officer_id, to_ring, recorded_at)
    select (random() * 4e18)::bigint, key, asked, 'police', d.desk_id, null, false, house_now()
      from (select distinct p.desk_id from safeguards_posting p where p.role = 'police_liaison' and p.since <= now()
        and (p.until is null or now() < p.until) and (watch is null or p.desk_id = watch)) d
    union all
    select (random() * 4e18)::bigint, key, asked, 'representative', null, r.officer_id, r.officer_id is null, house_now()
      from support_representative r where r.case_id = asked and r.superseded_by_id is null and r.state = 'appointed'
    union all
    select (random() * 4e18)::bigint, key, asked, 'municipality', m.desk_id, null, m.desk_id is null, house_now()
      from support_municipalitytold m where m.case_id = asked and m.superseded_by_id is null;
  insert into support_missingtold (id, alarm_id, case_id, party, desk_id, officer_id, to_ring, recorded_at)
    select (random() * 4e18)::bigint, key, asked, missing.party, null, null, true, house_now()
      from unnest(array['police', 'representative', 'municipality']) missing(party)
      where not exists (select 1 from support_missingtold t where t.alarm_id = key and t.party = missing.party)
        and not (missing.party = 'representative' and exists (select 1 from support_childpath p
          where p.case_id = asked and p.superseded_by_id is null and p.came = 'accompanied'));
  select coalesce(
    (select c.desk_id from support_contactperson c where c.case_id = asked and c.superseded_by_id is null),
    (select g.desk_id from casework_grant g where g.case_id = asked and g.ground = 'founding' and g.desk_id is not null limit 1))
    into team;
  if team is not null and not exists (select 1 from casework_deadline d where d.case_id = asked and d.kind = 'child_missing'
    and d.superseded_by_id is null and d.met_at is null) then
    insert into casework_deadline (id, case_id, compartment, kind, due_at, pen_desk_id, finding, recorded_at, recorded_by_id)
      values ((random() * 4e18)::bigint, asked, 'entry', 'child_missing', house_now() + make_interval(mins => minutes), team,
        says, house_now(), who);
  end if;
  return query select key, t.party::text, t.desk_id, t.officer_id from support_missingtold t where t.alarm_id = key and not t.to_ring
    union all select key, 'team', team, null::bigint where team is not null;
end $$;

create function mooring_told_of_missing() returns table (alarm bigint, case_key bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.alarm_id, t.case_id from support_missingtold t
  where (t.desk_id = any (mooring_desks()) or t.officer_id = mooring_posted_officer())
    and not exists (select 1 from support_missingfound f where f.alarm_id = t.alarm_id) $$;

create function mooring_children_missing()
  returns table (alarm bigint, reference text, missing_since timestamptz, raised_at timestamptz, sheet bigint, ring bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.id, a.reference::text, a.missing_since, a.recorded_at,
    (select s.id from support_childsheet s where s.case_id = a.case_id and s.superseded_by_id is null),
    coalesce((select c.desk_id from support_contactperson c where c.case_id = a.case_id and c.superseded_by_id is null),
      (select g.desk_id from casework_grant g where g.case_id = a.case_id and g.ground = 'founding' and g.desk_id is not null limit 1))
  from support_missingchild a join mooring_told_of_missing() t on t.alarm = a.id $$;

revoke execute on function mooring_holds_entry, mooring_child_stands, mooring_child_alarm, mooring_told_of_missing,
  mooring_children_missing from public;
grant execute on function mooring_holds_entry, mooring_child_stands, mooring_child_alarm, mooring_told_of_missing,
  mooring_children_missing to mooring_app;
"""

# The team sees the alarm and who was told; nobody but the function above puts one in.
LOG = """
alter table support_missingchild enable row level security;
alter table support_missingtold enable row level security;
grant select on support_missingchild, support_missingtold to mooring_app;
create policy of_the_case on support_missingchild for select to mooring_app using (
  exists (select 1 from casework_held held where held.case_id = support_missingchild.case_id and held.compartment = 'entry'));
create policy of_the_case on support_missingtold for select to mooring_app using (
  exists (select 1 from casework_held held where held.case_id = support_missingtold.case_id and held.compartment = 'entry'));
"""

# The sheet: the team writes it; the police and the other authorities never read it before a child is missing, nor after. Who was told
# reads this, and holds nothing of the case.
SHEET = """
create policy told on support_childsheet for select to mooring_app using (
  (select mooring_posted_officer()) is not null
  and superseded_by_id is null and exists (select 1 from mooring_told_of_missing() t where t.case_key = support_childsheet.case_id));
create policy of_the_sheet on safeguards_datakey for select to mooring_app using (
  exists (select 1 from support_childsheet s where s.id = safeguards_datakey.subject));
create policy made_with_the_sheet on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from support_childsheet s where s.id = safeguards_datakey.subject
    and s.recorded_by_id = (select mooring_posted_officer())));

create function mooring_erase_sheets() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from safeguards_datakey where subject in (select s.id from support_childsheet s where s.case_id = new.subject);
  return new;
end $$;
create trigger erases_the_sheets before insert on safeguards_erasure for each row execute function mooring_erase_sheets();
"""

FACTS = {
    "support_childmark": "entry",
    "support_childpath": "core",
    "support_representative": "core",
    "support_representativeword": "core",
    "support_municipalitytold": "core",
    "support_childlife": "support",
    "support_childplan": "support",
    "support_bestinterest": "support",
    "support_familytracing": "support",
    "support_comingofage": "support",
    "support_safetyplan": "support",
}

# Else who writes in another case could end this child's alarm.
OF_AN_ALARM = {
    table: f"exists (select 1 from support_missingchild a where a.id = {table}.alarm_id and a.case_id = {table}.case_id)"
    for table in ("support_missingstep", "support_missingfound")
}


def sql(statement: str) -> migrations.RunSQL:
    return migrations.RunSQL([(statement, None)], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0007_information"),
        ("casework", "0013_days_that_have_begun"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: list[object] = [
        migrations.CreateModel(
            name='BestInterest',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('found', models.CharField(choices=[('look', 'To look for the family is best for the child'), ('look_not', 'Not to look is best for the child'), ('later', 'Too early to say; asked again')], max_length=12)),
                ('assessed_on', models.DateField()),
                ('child_sealed', models.BinaryField(help_text='What the child says to it.')),
                ('words_sealed', models.BinaryField(help_text="What was weighed: danger, the family's part, the child's ties.")),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.bestinterest')),
            ],
        ),
        migrations.CreateModel(
            name='ChildLife',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('lives_at', models.CharField(choices=[('council_centre', 'A centre or home of the municipality'), ('asylum_system_centre', 'A centre for children of the asylum system'), ('foster_family', 'A foster family'), ('with_custody', 'With who has custody'), ('crisis_centre', 'A crisis centre'), ('secure_institution', 'A secure institution'), ('other', 'Another place'), ('not_known', 'Not known')], max_length=24)),
                ('municipality', models.CharField(blank=True, help_text='The municipality that answers for the child.', max_length=60)),
                ('school', models.CharField(choices=[('enrolled', 'Enrolled'), ('waiting', 'Waits for a place'), ('none', 'None')], max_length=12)),
                ('school_since', models.DateField(null=True)),
                ('health', models.CharField(choices=[('done', 'Done'), ('booked', 'Booked'), ('not_yet', 'Not yet')], max_length=12)),
                ('health_on', models.DateField(null=True)),
                ('school_sealed', models.BinaryField(help_text='Which school, or why none.', null=True)),
                ('health_sealed', models.BinaryField(help_text='What was found that those who look after the child must know.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.childlife')),
            ],
            options={
                'verbose_name_plural': 'child lives',
            },
        ),
        migrations.CreateModel(
            name='ChildMark',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('is_child', models.BooleanField(help_text="By the law's presumption; in doubt, a child.")),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.childmark')),
            ],
        ),
        migrations.CreateModel(
            name='ChildPath',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('came', models.CharField(choices=[('unaccompanied', 'Alone, or with somebody who has no custody'), ('accompanied', 'With a parent or somebody who has custody')], max_length=16)),
                ('met_on', models.DateField(help_text='The day on which the child was met: the time for a representative runs from it.')),
                ('may_know', models.CharField(choices=[('nothing', 'Nothing, until it is known that they have no part in it'), ('as_written', 'Only what is written here, agreed on with the child')], default='nothing', max_length=12)),
                ('with_sealed', models.BinaryField(help_text='Who came with the child, and how that is known.', null=True)),
                ('may_know_sealed', models.BinaryField(help_text='What they may know, and how the child is reached apart from them.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.childpath')),
            ],
        ),
        migrations.CreateModel(
            name='ChildPlan',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('talked_on', models.DateField()),
                ('read_to_child', models.BooleanField(default=False)),
                ('goals_sealed', models.BinaryField(help_text="In the child's own words.")),
                ('steps_sealed', models.BinaryField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.childplan')),
            ],
        ),
        migrations.CreateModel(
            name='ChildSheet',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('description_sealed', models.BinaryField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('police_desk', models.ForeignKey(help_text='Empty: all who stand watch at the police.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.childsheet')),
            ],
        ),
        migrations.CreateModel(
            name='ComingOfAge',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('turns_on', models.DateField(help_text='The day of the eighteenth birthday, or the day taken for it.')),
                ('is_exact', models.BooleanField(default=False, help_text='Known from papers; otherwise the day that was agreed on.')),
                ('in_order', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('home', 'A home that does not end that day'), ('residence', 'The ground of the stay, looked at with a lawyer'), ('representative', "Who stands beside the person when the representative's task ends"), ('money', 'Money to live on, and an account'), ('school', 'School or work goes on'), ('health', 'Doctor and treatment as an adult'), ('municipality', 'After-care of the municipality, asked for')], max_length=16), blank=True, default=list, size=None)),
                ('words_sealed', models.BinaryField(help_text='The plan, in words that the child knows.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.comingofage')),
            ],
            options={
                'verbose_name_plural': 'comings of age',
            },
        ),
        migrations.CreateModel(
            name='FamilyTracing',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('traced_by', models.CharField(choices=[('red_cross', 'The Red Cross'), ('authority', 'An authority'), ('social_service', 'An international social service')], max_length=16)),
                ('began_on', models.DateField()),
                ('words_sealed', models.BinaryField(null=True)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.bestinterest')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.familytracing')),
            ],
        ),
        migrations.CreateModel(
            name='MissingChild',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=12, unique=True)),
                ('missing_since', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'missing children',
            },
        ),
        migrations.CreateModel(
            name='MissingFound',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('how', models.CharField(choices=[('came_back', 'Came back'), ('found_safe', 'Found, and safe'), ('found_harmed', 'Found, and in need of care'), ('abroad', 'Found in another country'), ('mistake', 'Was not missing')], max_length=16)),
                ('found_at', models.DateTimeField()),
                ('words_sealed', models.BinaryField(null=True)),
                ('alarm', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='found', to='support.missingchild')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.missingfound')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MissingStep',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('kind', models.CharField(choices=[('told_police', 'Rang the police'), ('told_representative', 'Rang the representative'), ('told_municipality', 'Rang the municipality'), ('rang_child', 'Tried to reach the child'), ('looked', 'Looked for the child'), ('heard', 'Heard something of the child'), ('other', 'Something else')], max_length=24)),
                ('words_sealed', models.BinaryField(null=True)),
                ('alarm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='support.missingchild')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.missingstep')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MissingTold',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('party', models.CharField(choices=[('police', 'The police'), ('representative', 'The representative of the child'), ('municipality', 'The municipality')], max_length=16)),
                ('to_ring', models.BooleanField(help_text='Nobody of them signs in here: they are rung, and that is logged.')),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('alarm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='support.missingchild')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('desk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'told of missing children',
            },
        ),
        migrations.CreateModel(
            name='MunicipalityTold',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('municipality', models.CharField(help_text="A code of the country's directory, or its name.", max_length=60)),
                ('told_at', models.DateTimeField()),
                ('told_how', models.CharField(choices=[('telephone', 'By telephone, then in writing'), ('digital_post', 'By secure digital post'), ('referral', 'By a referral here'), ('in_person', 'In person')], max_length=16)),
                ('answer', models.CharField(choices=[('none_yet', 'No answer yet'), ('takes_up', 'Takes it up'), ('asks_more', 'Asks for more'), ('elsewhere', 'Says that another municipality answers for the child')], default='none_yet', max_length=12)),
                ('telephone_sealed', models.BinaryField(help_text='Where it is reached, by day and by night.', null=True)),
                ('words_sealed', models.BinaryField(help_text='What it was told: what is needed, and no more.', null=True)),
                ('answer_sealed', models.BinaryField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('desk', models.ForeignKey(help_text='Its desk, when it serves here.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.municipalitytold')),
            ],
            options={
                'verbose_name_plural': 'municipalities told',
            },
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('state', models.CharField(choices=[('asked_for', 'asked_for'), ('appointed', 'appointed'), ('ended', 'ended')], max_length=12)),
                ('on', models.DateField(help_text='The day on which it was asked for, appointed or ended.')),
                ('name_sealed', models.BinaryField(help_text='Who is appointed, when from outside.', null=True)),
                ('telephone_sealed', models.BinaryField(help_text='Where she or he is reached, by day and by night.', null=True)),
                ('words_sealed', models.BinaryField(help_text='Who appointed, or why it ended.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('officer', models.ForeignKey(help_text='Who is appointed, when she or he signs in here.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.representative')),
            ],
        ),
        migrations.CreateModel(
            name='RepresentativeWord',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('matter', models.CharField(choices=[('consent', 'That something is told to others'), ('plan', 'The plan'), ('stay', 'A place to live'), ('return', 'A return')], max_length=12)),
                ('agrees', models.BooleanField()),
                ('said_on', models.DateField()),
                ('child_sealed', models.BinaryField(help_text="What the child says to it, in the child's own words.")),
                ('words_sealed', models.BinaryField(help_text='What the representative says to it.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.representativeword')),
            ],
        ),
        migrations.CreateModel(
            name='SafetyPlan',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('made_on', models.DateField()),
                ('telephone_sealed', models.BinaryField(help_text="The child's telephone and accounts.", null=True)),
                ('contacts_sealed', models.BinaryField(help_text='Who else may know where the child is.', null=True)),
                ('pattern_sealed', models.BinaryField(help_text='Where and with whom the child went before.', null=True)),
                ('adult_sealed', models.BinaryField(help_text='The adult whom the child trusts, and the word agreed on.', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='support.safetyplan')),
            ],
        ),
        migrations.AddConstraint(
            model_name='bestinterest',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_best_interest'),
        ),
        migrations.AddConstraint(
            model_name='childlife',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_child_life'),
        ),
        migrations.AddConstraint(
            model_name='childmark',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_child_mark'),
        ),
        migrations.AddConstraint(
            model_name='childpath',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_child_path'),
        ),
        migrations.AddConstraint(
            model_name='childplan',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_child_plan'),
        ),
        migrations.AddConstraint(
            model_name='childsheet',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_child_sheet'),
        ),
        migrations.AddConstraint(
            model_name='comingofage',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_coming_of_age'),
        ),
        migrations.AddConstraint(
            model_name='familytracing',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_family_tracing'),
        ),
        migrations.AddIndex(
            model_name='missingchild',
            index=models.Index(fields=['case', '-recorded_at'], name='missing_child_of_case'),
        ),
        migrations.AddConstraint(
            model_name='missingtold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('desk', None), ('officer', None), ('to_ring', True)), ('to_ring', False), _connector='OR'), name='rung_or_told_here'),
        ),
        migrations.AddConstraint(
            model_name='municipalitytold',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_municipality_told'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_representative'),
        ),
        migrations.AddConstraint(
            model_name='representativeword',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case', 'matter'), name='one_standing_word_a_matter'),
        ),
        migrations.AddConstraint(
            model_name='safetyplan',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_safety_plan'),
        ),
        sql(KNOWING),
        *(guard(table, compartment=part) for table, part in FACTS.items()),
        *(guard(table, compartment="entry", and_also=its_alarm) for table, its_alarm in OF_AN_ALARM.items()),
        guard(
            "support_childsheet",
            compartment="entry",
            and_also="not (select mooring_other_authority())",
        ),
        *(superseded_within_the_case(table) for table in (*FACTS, *OF_AN_ALARM, "support_childsheet")),
        sql(ALARM),
        sql(LOG),
        sql(SHEET),
    ]

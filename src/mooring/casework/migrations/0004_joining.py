"""Two files on one person: who sees that, who agrees to it, and how both teams are told. The files stay two."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import grant_column_reading, holds

# The machine tells a team that something waits for it, by a task without words: whoever asked holds no key of the case.
# The desk that founded the case first, then another desk that writes its core, then an officer. One open task of a kind is enough.
TELL_TEAM = """
create function mooring_tell_team(asked bigint, task_kind text, teller bigint) returns void
  language sql volatile security definer set search_path = public, pg_temp as $$
  insert into casework_task (id, case_id, recorded_at, recorded_by_id, compartment, kind, for_desk_id, for_officer_id)
    select (random() * 4e18)::bigint, asked, house_now(), teller, 'core', task_kind, g.desk_id, g.officer_id
    from casework_grant g
    where g.case_id = asked and g.compartment = 'core' and g.may_write and g.ended_at is null and (g.until is null or now() < g.until)
      and not exists (select 1 from casework_task t where t.case_id = asked and t.kind = task_kind
        and t.done_at is null and t.superseded_by_id is null)
    order by g.desk_id is null, g.ground <> 'founding', g.since, g.id limit 1 $$;
revoke execute on function mooring_tell_team from public;

create function mooring_serves_as(asked text) returns boolean language sql stable as $$
  select exists (select 1 from safeguards_posting p where p.officer_id = mooring_posted_officer() and p.role = asked
    and p.since <= now() and (p.until is null or now() < p.until)) $$;
"""

SEES_BOTH = " and ".join(holds(f"casework_joining.{file}", "'entry'") for file in ("leading_id", "other_id"))
JOININGS = f"""
alter table casework_joining enable row level security;
grant select, insert on casework_joining to mooring_app;
create policy reading on casework_joining for select to mooring_app using (
  (select mooring_serves_as('name_matcher')) or mooring_leads(leading_id) or mooring_leads(other_id) or ({SEES_BOTH}));
create policy proposing on casework_joining for insert to mooring_app with check (
  (select mooring_serves_as('name_matcher')) and recorded_by_id = (select mooring_posted_officer()));
create trigger stamped before insert on casework_joining for each row execute function mooring_stamp();

create function mooring_joined(asked bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(*) = 2 from casework_joiningstep s where s.joining_id = asked and s.kind = 'agreed')
    and not exists (select 1 from casework_joiningstep s where s.joining_id = asked and s.kind = 'parted') $$;
"""

# A file that leads may have several others; a file that is the other of one joining is in no second one. So nobody is counted by two.
ONE_AT_A_TIME = """
create function mooring_one_joining_at_a_time() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('casework_joining'));
  if exists (select 1 from casework_joining j where (j.other_id in (new.leading_id, new.other_id) or j.leading_id = new.other_id)
      and not exists (select 1 from casework_joiningstep s where s.joining_id = j.id and s.kind = 'parted')) then
    raise exception 'one of these files is in another joining' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger one_at_a_time before insert on casework_joining for each row execute function mooring_one_joining_at_a_time();

create function mooring_joining_proposed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform mooring_tell_team(new.leading_id, 'joining.asked', new.recorded_by_id);
  perform mooring_tell_team(new.other_id, 'joining.asked', new.recorded_by_id);
  return new;
end $$;
create trigger tells_the_teams after insert on casework_joining for each row execute function mooring_joining_proposed();
"""

STEPS = """
alter table casework_joiningstep enable row level security;
grant select, insert on casework_joiningstep to mooring_app;
create policy reading on casework_joiningstep for select to mooring_app using (
  exists (select 1 from casework_joining j where j.id = joining_id));
create policy said_by_a_lead on casework_joiningstep for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_leads(case_id)
  and exists (select 1 from casework_joining j where j.id = joining_id and casework_joiningstep.case_id in (j.leading_id, j.other_id)));
create policy taken_back on casework_joiningstep for insert to mooring_app with check (
  case_id is null and kind = 'parted' and (select mooring_serves_as('name_matcher'))
  and recorded_by_id = (select mooring_posted_officer()) and not mooring_joined(joining_id));
create trigger stamped before insert on casework_joiningstep for each row execute function mooring_stamp();

create function mooring_nothing_after_parting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('casework_joining'));
  if exists (select 1 from casework_joiningstep s where s.joining_id = new.joining_id and s.kind = 'parted') then
    raise exception 'what was parted is proposed anew' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger nothing_after_parting before insert on casework_joiningstep for each row execute function mooring_nothing_after_parting();

create function mooring_tell_both() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare happened text;
begin
  if new.kind = 'agreed' and mooring_joined(new.joining_id) then
    happened := 'case.joined';
  elsif new.kind = 'parted' then
    happened := 'case.part';
  else
    return new;
  end if;
  insert into casework_event (id, case_id, compartment, kind, happened_at, codes, recorded_at, by_id, agency_id)
    select (random() * 4e18)::bigint, file, 'entry', happened, new.recorded_at,
      case when new.reason = '' then '{}'::jsonb else jsonb_build_object('parting', new.reason) end, new.recorded_at, new.recorded_by_id,
      (select d.agency_id from safeguards_posting p join safeguards_desk d on d.id = p.desk_id where p.officer_id = new.recorded_by_id
        and p.since <= now() and (p.until is null or now() < p.until) order by p.since, p.id limit 1)
    from (select unnest(array[j.leading_id, j.other_id]) from casework_joining j where j.id = new.joining_id) files (file)
    -- The act itself stands in the timeline of the case of whoever acted already.
    where happened = 'case.joined' or file is distinct from new.case_id;
  return new;
end $$;
create trigger tells_both after insert on casework_joiningstep for each row execute function mooring_tell_both();
"""

# What tells that there is another file is seen in a timeline by those who see the joining, and by nobody else.
QUIETLY = """
create policy joinings_quietly on casework_event as restrictive for select to mooring_app using (
  kind not in ('case.join', 'case.joined', 'case.part')
  or exists (select 1 from casework_joining j where casework_event.case_id in (j.leading_id, j.other_id)));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Joining',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('ground', models.CharField(choices=[('same_number', 'The same number of a paper'), ('name_and_birth', 'The same or a like name, and the same date of birth'), ('person_says_so', 'The person says so'), ('teams_say_so', 'The teams of both have spoken with each other')], max_length=20)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='JoiningStep',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('agreed', 'Agreed'), ('parted', 'Parted')], max_length=8)),
                ('reason', models.CharField(blank=True, choices=[('two_persons', 'They are two persons'), ('not_certain', 'It is not certain enough'), ('not_safe', 'It is not safe for the person that the teams know of each other'), ('by_mistake', 'It was done by mistake')], max_length=20)),
                ('words_sealed', models.BinaryField(help_text='Sealed under a key of the house: no key of one case is held by the team of the other.', null=True)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
            ],
        ),
        migrations.AddField(
            model_name='joining',
            name='leading',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='joining',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='joining',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='joiningstep',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='joiningstep',
            name='joining',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='casework.joining'),
        ),
        migrations.AddField(
            model_name='joiningstep',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='joining',
            index=models.Index(fields=['leading'], name='joining_of_leading'),
        ),
        migrations.AddIndex(
            model_name='joining',
            index=models.Index(fields=['other'], name='joining_of_other'),
        ),
        migrations.AddConstraint(
            model_name='joining',
            constraint=models.CheckConstraint(condition=models.Q(('leading', models.F('other')), _negated=True), name='joining_is_of_two_files'),
        ),
        migrations.AddConstraint(
            model_name='joiningstep',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'agreed')), fields=('joining', 'case'), name='a_case_agrees_once'),
        ),
        migrations.AddConstraint(
            model_name='joiningstep',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'parted')), fields=('joining',), name='a_joining_is_parted_once'),
        ),
        *(migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (TELL_TEAM, JOININGS, ONE_AT_A_TIME, STEPS, QUIETLY)),
        grant_column_reading("mooring_matcher", "casework_case", ["id", "pseudonym"]),
    ]

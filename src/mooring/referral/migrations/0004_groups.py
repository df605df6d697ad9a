"""Groups that meet, and the matters that come before them: open to the members, and of a matter to who raised it as well."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.referral.models.matters
import mooring.safeguards.clock
import mooring.safeguards.random_keys

# The day of the database may lag behind the country's own by some hours; what the officer is told is asked again in the house.
WHO = """
create function mooring_in_group(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_referralgroup g where g.id = asked) and (mooring_serves_as('centre_coordinator')
    or exists (select 1 from referral_groupmember m left join referral_groupleaving l on l.member_id = m.id
      where m.group_id = asked and m.agency_id = any (mooring_agencies())
        and m.since <= (house_now() + interval '14 hours')::date and (l.until is null or l.until > house_now()::date))) $$;

create function mooring_raised_matter(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_matter m where m.id = asked
    and (m.raised_by_id = mooring_posted_officer() or m.raised_desk_id = any (mooring_desks()))) $$;

create function mooring_reads_matter(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select mooring_raised_matter(asked)
    or exists (select 1 from referral_matterstep s where s.matter_id = asked and mooring_in_group(s.group_id)) $$;

-- The next step is taken by the group where the matter lies, or by who raised it.
create function mooring_moves_matter(asked bigint, next integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when next = 1 then mooring_raised_matter(asked) else exists (
    select 1 from referral_matterstep s where s.matter_id = asked and s.number = next - 1
      and (mooring_in_group(s.group_id) or mooring_raised_matter(asked))) end $$;

-- Nobody founds a row under the number of something that has a key already, and so reads it.
create function mooring_key_is_made(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from safeguards_datakey k where k.subject = asked) or mooring_is_erased(asked) $$;
revoke execute on function mooring_in_group, mooring_raised_matter, mooring_reads_matter, mooring_moves_matter, mooring_key_is_made from public;
grant execute on function mooring_in_group, mooring_raised_matter, mooring_reads_matter, mooring_moves_matter, mooring_key_is_made to mooring_app;
"""

KEPT = "mooring_serves_as('centre_coordinator')"
STAFF = "(select mooring_posted_officer()) is not null"
TODAY = "between (house_now() - interval '1 day')::date and (house_now() + interval '1 day')::date"
OF_MEETING = "exists (select 1 from referral_meeting m where m.id = meeting_id)"
OF_ITEM = "exists (select 1 from referral_agendaitem i where i.id = item_id)"
OF_ACTION = "exists (select 1 from referral_groupaction a where a.id = action_id)"
OF_FEED = "exists (select 1 from referral_calendarfeed f where f.id = feed_id)"
MINE = "recorded_by_id = (select mooring_posted_officer())"

# Of each table: who reads, and who puts in. That groups meet, and which agencies are in them, is published; what they say is not.
OPEN_TO = {
    "referralgroup": (STAFF, f"{KEPT} and not mooring_key_is_made(id)"),
    "groupmember": (STAFF, KEPT),
    "groupleaving": (STAFF, KEPT),
    "meeting": ("mooring_in_group(group_id)", "mooring_in_group(group_id)"),
    "arrangement": (OF_MEETING, OF_MEETING),
    "agendaitem": (OF_MEETING, OF_MEETING),
    "decision": (OF_ITEM, OF_ITEM),
    "groupaction": ("mooring_in_group(group_id)", "mooring_in_group(group_id)"),
    "actiondone": (OF_ACTION, OF_ACTION),
    "calendarfeed": (MINE, "true"),
    "calendarfeedend": (MINE, OF_FEED),
}


def _table(name, reading, writing):
    return f"""
alter table referral_{name} enable row level security;
grant select, insert on referral_{name} to mooring_app;
create policy reading on referral_{name} for select to mooring_app using ({reading});
create policy appending on referral_{name} for insert to mooring_app with check (({writing}) and {MINE});
create trigger stamped before insert on referral_{name} for each row execute function mooring_stamp();
"""


MATTERS = f"""
alter table referral_matter enable row level security;
grant select, insert on referral_matter to mooring_app;
create policy reading on referral_matter for select to mooring_app using (mooring_reads_matter(id));
create policy raising on referral_matter for insert to mooring_app with check (
  raised_by_id = (select mooring_posted_officer()) and raised_desk_id = any ((select mooring_desks())::bigint[])
  and raised_on {TODAY} and not mooring_key_is_made(id));

alter table referral_matterstep enable row level security;
grant select, insert on referral_matterstep to mooring_app;
create policy reading on referral_matterstep for select to mooring_app using (mooring_reads_matter(matter_id));
create policy moving on referral_matterstep for insert to mooring_app with check (
  {MINE} and happened_on {TODAY} and mooring_moves_matter(matter_id, number));

create policy of_the_matter on safeguards_datakey for select to mooring_app using (
  exists (select 1 from referral_matter m where m.id = safeguards_datakey.subject));
create policy made_with_the_matter on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from referral_matter m where m.id = safeguards_datakey.subject
    and m.raised_by_id = (select mooring_posted_officer())));
create policy of_the_group on safeguards_datakey for select to mooring_app using (
  exists (select 1 from referral_referralgroup g where g.id = safeguards_datakey.subject and mooring_in_group(g.id)));
create policy made_with_the_group on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from referral_referralgroup g where g.id = safeguards_datakey.subject
    and g.recorded_by_id = (select mooring_posted_officer())));
"""

# A calendar comes without signing in: it is told when its officer meets, and not which group, where or about what.
CALENDAR = """
create function mooring_calendar(given bytea)
  returns table (meeting bigint, number smallint, state text, starts_at timestamptz, ends_at timestamptz, changed_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (m.id) m.id, a.number, a.state, a.starts_at, a.ends_at, a.recorded_at
  from referral_calendarfeed f
  join safeguards_officer o on o.id = f.recorded_by_id and o.is_active
  join safeguards_posting p on p.officer_id = o.id and p.since <= house_now() and (p.until is null or house_now() < p.until)
  join safeguards_desk d on d.id = p.desk_id
  join referral_groupmember g on g.agency_id = d.agency_id and g.since <= (house_now() + interval '14 hours')::date
  left join referral_groupleaving l on l.member_id = g.id
  join referral_meeting m on m.group_id = g.group_id
  join referral_arrangement a on a.meeting_id = m.id
  where f.token_hash = given and (l.until is null or l.until > house_now()::date)
    and not exists (select 1 from referral_calendarfeedend e where e.feed_id = f.id)
    and p.role = any (array['social_worker', 'centre_assessor', 'immigration_caseworker', 'competent_authority_caseworker',
      'police_liaison', 'control_liaison', 'agency_lead', 'group_member', 'centre_coordinator'])
  order by m.id, a.number desc $$;
create function mooring_calendar_is_known(given bytea) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_calendarfeed f join safeguards_officer o on o.id = f.recorded_by_id and o.is_active
    where f.token_hash = given and not exists (select 1 from referral_calendarfeedend e where e.feed_id = f.id)) $$;
revoke execute on function mooring_calendar, mooring_calendar_is_known from public;
grant execute on function mooring_calendar, mooring_calendar_is_known to mooring_app;
"""

# The day is the country's own. 1: three days before; 2: the day is over; 3: a week later. Each once; of several that are due at once the highest is told.
LADDER = """
create function mooring_climb_group_actions(today date) returns table (action bigint, level smallint, officer bigint, agency bigint)
  language sql security definer set search_path = public, pg_temp as $$
  with put_in as (
    insert into referral_actionreminder (id, action_id, level, recorded_at)
    select (random() * 4e18)::bigint + 1, a.id, step.level, house_now()
    from referral_groupaction a
    cross join (values (1, interval '-3 days'), (2, interval '1 day'), (3, interval '7 days')) as step (level, after)
    where not exists (select 1 from referral_actiondone d where d.action_id = a.id)
      and least(today, (house_now() + interval '14 hours')::date) >= (a.due_on + step.after)::date
      and not exists (select 1 from referral_actionreminder r where r.action_id = a.id and r.level >= step.level)
    on conflict do nothing returning action_id, level)
  select distinct on (a.id) a.id, p.level, a.officer_id, a.agency_id from put_in p join referral_groupaction a on a.id = p.action_id
  order by a.id, p.level desc $$;
revoke execute on function mooring_climb_group_actions from public;
grant execute on function mooring_climb_group_actions to mooring_clock;
alter table referral_actionreminder enable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("referral", "0003_outside"),
        ("safeguards", "0009_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('position', models.PositiveSmallIntegerField()),
                ('title_sealed', models.BinaryField(null=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('token_hash', models.BinaryField(unique=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CalendarFeedEnd',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('feed', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ending', to='referral.calendarfeed')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('words_sealed', models.BinaryField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='referral.agendaitem')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GroupAction',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('due_on', models.DateField()),
                ('words_sealed', models.BinaryField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.agency')),
                ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ActionDone',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('note_sealed', models.BinaryField(null=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ending', to='referral.groupaction')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('since', models.DateField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.agency')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GroupLeaving',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('until', models.DateField(help_text='The first day on which the agency is not in the group.')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='leaving', to='referral.groupmember')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=mooring.referral.models.matters.matter_reference, editable=False, max_length=12, unique=True)),
                ('subject', models.CharField(choices=[('cooperation', 'How agencies work together'), ('identification', 'How people are identified'), ('residence', 'Residence and return'), ('support', 'Help and support'), ('housing', 'Housing'), ('children', 'Children'), ('work', 'Work and employers'), ('law', 'What the law should say'), ('information', 'Sharing of information')], max_length=20)),
                ('forms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sexual', 'Sexual exploitation'), ('labour', 'Forced labour or servitude'), ('criminality', 'Criminal acts or begging under coercion'), ('other', 'Another form')], max_length=20), blank=True, default=list, size=None)),
                ('service', models.CharField(blank=True, choices=[('hotline', 'Hotline'), ('outreach_street', 'Outreach on the street'), ('outreach_indoor', 'Outreach indoors: massage parlours, escort, advertisements'), ('outreach_online', 'Outreach through messaging platforms'), ('outreach_asylum', 'Outreach in asylum centres'), ('outreach_prison', 'Outreach in prisons and secure institutions'), ('outreach_work', 'Outreach at workplaces'), ('meeting_place', 'Meeting place'), ('counselling', 'Counselling and support'), ('health_care', 'Health care'), ('psychological_care', 'Psychological care'), ('legal_advice', 'Legal advice'), ('education', 'School, courses and skills'), ('housing', 'Protected housing'), ('child_protection', 'Protection of children'), ('personal_representative', 'Personal representative of a child'), ('assessment', 'Assessment whether a person is a victim'), ('residence', 'Asylum and residence'), ('prepared_return', 'Prepared return and reintegration'), ('departure', 'Planning of departure'), ('police_contact', 'Contact in the police for the national centre and others'), ('investigation', 'Investigation'), ('prosecution', 'Prosecution'), ('tax_control', 'Tax control, and information on money'), ('working_conditions', 'Working conditions and the labour market'), ('coordination', 'Coordination of the mechanism'), ('policy', 'Government policy'), ('international', 'International cooperation'), ('knowledge', 'Knowledge and training of professionals')], max_length=40)),
                ('region', models.CharField(blank=True, max_length=12)),
                ('residence_group', models.CharField(blank=True, choices=[('legal', 'People who reside legally'), ('asylum', 'People in the asylum system'), ('without', 'People without a right to stay')], max_length=12)),
                ('whom', models.CharField(blank=True, max_length=24)),
                ('title_sealed', models.BinaryField()),
                ('words_sealed', models.BinaryField()),
                ('confirmed', models.JSONField(default=list, help_text='What was found in the words and left there: kinds and reasons, no words.')),
                ('raised_on', models.DateField(default=mooring.safeguards.clock.today)),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('raised_desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
            ],
        ),
        migrations.AddField(
            model_name='groupaction',
            name='matter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.matter'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='matter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.matter'),
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='groupaction',
            name='meeting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='referral.meeting'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda', to='referral.meeting'),
        ),
        migrations.CreateModel(
            name='ReferralGroup',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('level', models.CharField(choices=[('regional', 'Regional group'), ('national', 'National group'), ('interdepartmental', 'Interdepartmental group'), ('thematic', 'Group on one subject')], max_length=20)),
                ('region', models.CharField(blank=True, help_text='Of a regional group; else empty.', max_length=12)),
                ('since', models.DateField(help_text='Since when the group meets.')),
                ('source', models.CharField(blank=True, help_text='Where it is written that it meets.', max_length=300)),
                ('confirmed', models.BooleanField(default=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='below', to='referral.referralgroup')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='referral.referralgroup'),
        ),
        migrations.CreateModel(
            name='MatterStep',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('raised', 'Raised'), ('on_agenda', 'On the agenda'), ('raised_higher', 'Raised to the group above'), ('answered', 'Answered'), ('carried_down', 'The answer is on its way down'), ('home', 'The answer has come home'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], max_length=16)),
                ('words_sealed', models.BinaryField(null=True)),
                ('happened_on', models.DateField(default=mooring.safeguards.clock.today)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='referral.matter')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.meeting')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.referralgroup')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.AddField(
            model_name='groupmember',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='referral.referralgroup'),
        ),
        migrations.AddField(
            model_name='groupaction',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='referral.referralgroup'),
        ),
        migrations.CreateModel(
            name='ActionReminder',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('level', models.PositiveSmallIntegerField()),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='referral.groupaction')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('action', 'level'), name='one_reminder_a_level')],
            },
        ),
        migrations.CreateModel(
            name='Arrangement',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('cancelled', 'Cancelled'), ('held', 'Held')], default='planned', max_length=12)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place_sealed', models.BinaryField(help_text='A place of offices.', null=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrangements', to='referral.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='one_arrangement_a_number'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_it_begins')],
            },
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'position'), name='one_point_a_position'),
        ),
        migrations.AddConstraint(
            model_name='matterstep',
            constraint=models.UniqueConstraint(fields=('matter', 'number'), name='one_step_a_number'),
        ),
        *(
            migrations.RunSQL([(sql, None)], migrations.RunSQL.noop)
            for sql in (
                WHO,
                *(_table(name, *who) for name, who in OPEN_TO.items()),
                MATTERS,
                CALENDAR,
                LADDER,
            )
        ),
    ]

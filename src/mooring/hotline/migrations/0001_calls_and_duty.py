"""Calls and who is on duty: calls open to the hotline desk that took them, the roster to its desk and to who plans it."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.hotline.models.calls
import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import grant_column_reading

WHO = """
create function mooring_hotline_desks() returns bigint[] language sql stable parallel safe as $$
  select coalesce(array_agg(p.desk_id), '{}') from safeguards_posting p join safeguards_officer o on o.id = p.officer_id
  where p.officer_id = mooring_officer() and o.is_active and p.role = 'hotline_worker'
    and p.since <= now() and (p.until is null or now() < p.until) $$;

create function mooring_keeps_roster(asked bigint) returns boolean language sql stable as $$
  select exists (select 1 from safeguards_posting p join safeguards_desk mine on mine.id = p.desk_id
    join safeguards_desk d on d.agency_id = mine.agency_id and d.id = asked
    where p.officer_id = mooring_posted_officer() and p.role = 'centre_coordinator'
      and p.since <= now() and (p.until is null or now() < p.until)) $$;
"""

# Keys are made in the same transaction, after the row that they belong to, by who took the call.
CALLS = """
alter table hotline_call enable row level security;
grant select, insert on hotline_call to mooring_app;
create policy reading on hotline_call for select to mooring_app using (
  desk_id = any ((select mooring_hotline_desks())::bigint[]));
create policy taking on hotline_call for insert to mooring_app with check (
  desk_id = any ((select mooring_hotline_desks())::bigint[]) and recorded_by_id = (select mooring_posted_officer())
  and not mooring_case_exists(id));
create trigger stamped before insert on hotline_call for each row execute function mooring_stamp();

alter table hotline_calloutcome enable row level security;
grant select, insert on hotline_calloutcome to mooring_app;
grant update (superseded_by_id) on hotline_calloutcome to mooring_app;
create policy reading on hotline_calloutcome for select to mooring_app using (
  exists (select 1 from hotline_call c where c.id = call_id));
create policy appending on hotline_calloutcome for insert to mooring_app with check (
  exists (select 1 from hotline_call c where c.id = call_id) and recorded_by_id = (select mooring_posted_officer()));
create policy superseding on hotline_calloutcome for update to mooring_app
  using (exists (select 1 from hotline_call c where c.id = call_id))
  with check (exists (select 1 from hotline_call c where c.id = call_id));
create trigger stamped before insert on hotline_calloutcome for each row execute function mooring_stamp();
create trigger superseded_once before update on hotline_calloutcome for each row execute function mooring_supersede_once();

alter table hotline_callback enable row level security;
grant select, insert on hotline_callback to mooring_app;
create policy reading on hotline_callback for select to mooring_app using (
  exists (select 1 from hotline_call c where c.id = call_id));
create policy appending on hotline_callback for insert to mooring_app with check (
  exists (select 1 from hotline_call c where c.id = call_id) and recorded_by_id = (select mooring_posted_officer())
  and not mooring_case_exists(id));
create trigger stamped before insert on hotline_callback for each row execute function mooring_stamp();

alter table hotline_callbacktry enable row level security;
grant select, insert on hotline_callbacktry to mooring_app;
create policy reading on hotline_callbacktry for select to mooring_app using (
  exists (select 1 from hotline_callback b where b.id = call_back_id));
create policy appending on hotline_callbacktry for insert to mooring_app with check (
  exists (select 1 from hotline_callback b where b.id = call_back_id) and recorded_by_id = (select mooring_posted_officer()));
create trigger stamped before insert on hotline_callbacktry for each row execute function mooring_stamp();

create policy of_the_call on safeguards_datakey for select to mooring_app using (
  exists (select 1 from hotline_call c where c.id = safeguards_datakey.subject)
  or exists (select 1 from hotline_callback b where b.id = safeguards_datakey.subject));
create policy made_with_the_call on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from hotline_call c where c.id = safeguards_datakey.subject
    and c.recorded_by_id = (select mooring_posted_officer()))
  or exists (select 1 from hotline_callback b where b.id = safeguards_datakey.subject
    and b.recorded_by_id = (select mooring_posted_officer())));
"""

# The clock forgets without anybody's hand: the words of old calls, and the numbers of call-backs that have lapsed.
FORGETTING = """
create function mooring_forget_calls(before timestamptz) returns bigint
  language sql volatile security definer set search_path = public, pg_temp as $$
  with gone as (
    insert into safeguards_erasure (subject, erased_at, ground, erased_by)
      select distinct k.subject, house_now(), 'hotline.over', 0 from safeguards_datakey k
      where exists (select 1 from hotline_call c where c.id = k.subject and c.taken_at < before)
        or exists (select 1 from hotline_callback b where b.id = k.subject and b.lapses_at < house_now())
      on conflict (subject) do nothing returning 1)
  select count(*) from gone $$;

create function mooring_roster_ahead(asked_until timestamptz)
  returns table (desk bigint, kind text, begins timestamptz, ends timestamptz, taken boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.desk_id, s.kind, s.begins_at, s.ends_at, s.officer_id is not null from hotline_shift s
  where s.superseded_by_id is null and s.how <> 'withdrawn' and s.ends_at > house_now() and s.begins_at < asked_until $$;
revoke execute on function mooring_forget_calls, mooring_roster_ahead from public;
grant execute on function mooring_forget_calls, mooring_roster_ahead to mooring_clock;
"""

# Everybody who serves somewhere may know which line to ring, and who is there now or next.
ROSTER = """
alter table hotline_dutyline enable row level security;
grant select, insert on hotline_dutyline to mooring_app;
grant update (superseded_by_id) on hotline_dutyline to mooring_app;
grant select on hotline_dutyline to mooring_clock;
create policy reading on hotline_dutyline for select to mooring_app using ((select mooring_posted_officer()) is not null);
create policy counting_hours on hotline_dutyline for select to mooring_clock using (true);
create policy setting on hotline_dutyline for insert to mooring_app with check (
  mooring_keeps_roster(desk_id) and recorded_by_id = (select mooring_posted_officer()));
create policy superseding on hotline_dutyline for update to mooring_app
  using (mooring_keeps_roster(desk_id)) with check (mooring_keeps_roster(desk_id));
create trigger stamped before insert on hotline_dutyline for each row execute function mooring_stamp();
create trigger superseded_once before update on hotline_dutyline for each row execute function mooring_supersede_once();

alter table hotline_shift enable row level security;
alter table hotline_shiftswap enable row level security;
alter table hotline_shiftswapanswer enable row level security;
grant select, insert on hotline_shift, hotline_shiftswap, hotline_shiftswapanswer to mooring_app;
grant update (superseded_by_id) on hotline_shift to mooring_app;

create policy of_the_desk on hotline_shift for select to mooring_app using (
  desk_id = any ((select mooring_desks())::bigint[]) or mooring_keeps_roster(desk_id));
create policy on_duty_now_or_next on hotline_shift for select to mooring_app using (
  (select mooring_posted_officer()) is not null and superseded_by_id is null and how <> 'withdrawn'
  and ends_at > house_now() and begins_at < house_now() + interval '24 hours');

create policy between_the_two on hotline_shiftswap for select to mooring_app using (
  (select mooring_officer()) in (to_id, recorded_by_id));
create policy offering on hotline_shiftswap for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer())
  and exists (select 1 from hotline_shift s where s.id = shift_id and s.officer_id = hotline_shiftswap.recorded_by_id
    and s.superseded_by_id is null)
  and (in_return_id is null or exists (select 1 from hotline_shift s where s.id = in_return_id
    and s.officer_id = hotline_shiftswap.to_id and s.superseded_by_id is null)));
create policy between_the_two on hotline_shiftswapanswer for select to mooring_app using (
  exists (select 1 from hotline_shiftswap w where w.id = swap_id));
create policy answering on hotline_shiftswapanswer for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and exists (select 1 from hotline_shiftswap w where w.id = swap_id
    and case when state = 'withdrawn' then w.recorded_by_id else w.to_id end = hotline_shiftswapanswer.recorded_by_id));

create policy planning on hotline_shift for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_keeps_roster(desk_id));
-- Of one's own desk one takes a shift, gives it back, or agrees to a swap that was offered; nobody puts another down otherwise.
create policy taking on hotline_shift for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and desk_id = any ((select mooring_desks())::bigint[])
  and ((how = 'taken' and officer_id = recorded_by_id) or (how = 'given_back' and officer_id is null)
    or (how = 'swapped' and exists (select 1 from hotline_shiftswap w where w.id = swap_id
      and w.to_id = hotline_shift.recorded_by_id and hotline_shift.officer_id in (w.to_id, w.recorded_by_id)))));
create policy superseding on hotline_shift for update to mooring_app using (
  mooring_keeps_roster(desk_id) or (desk_id = any ((select mooring_desks())::bigint[])
    and (officer_id is null or officer_id = (select mooring_officer())
      or exists (select 1 from hotline_shiftswap w where w.shift_id = hotline_shift.id and w.to_id = (select mooring_officer())))))
  with check (true);
create trigger stamped before insert on hotline_shift for each row execute function mooring_stamp();
create trigger stamped before insert on hotline_shiftswap for each row execute function mooring_stamp();
create trigger stamped before insert on hotline_shiftswapanswer for each row execute function mooring_stamp();
create trigger superseded_once before update on hotline_shift for each row execute function mooring_supersede_once();

-- A line of the roster is followed by one of the same desk and the same hours, unless the coordinator plans anew.
create function mooring_same_shift() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare later hotline_shift;
begin
  select * into later from hotline_shift s where s.id = new.superseded_by_id;
  if later.desk_id <> new.desk_id or (later.how <> 'planned' and (later.begins_at, later.ends_at, later.kind) is distinct from
      (new.begins_at, new.ends_at, new.kind)) then
    raise exception 'a shift is followed by the same shift' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create constraint trigger same_shift after update of superseded_by_id on hotline_shift
  deferrable initially deferred for each row execute function mooring_same_shift();
"""

COUNTED = {
    "hotline_call": ["id", "recorded_at", "taken_at", "caller", "language", "region", "needs", "urgency", "danger_now"],
    "hotline_calloutcome": ["id", "call_id", "recorded_at", "superseded_by_id", "became", "reason"],
}


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("safeguards", "0010_kinds_of_agencies"),
        ("identification", "0005_referral"),
        ("referral", "0004_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=mooring.hotline.models.calls.call_reference, editable=False, max_length=12, unique=True)),
                ('taken_at', models.DateTimeField(default=mooring.safeguards.clock.now, help_text='When the call was taken.')),
                ('caller', models.CharField(choices=[('person', 'The person'), ('family', 'Family or a friend'), ('citizen', 'A citizen'), ('client', 'Somebody who bought sex'), ('police', 'Police'), ('professional', 'Another professional'), ('not_said', 'Not said')], default='not_said', max_length=16)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('region', models.CharField(default='unknown', help_text='A code of the country pack.', max_length=12)),
                ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('safety', 'Safety'), ('bed', 'A bed'), ('health', 'Health care'), ('lawyer', 'A lawyer'), ('return', 'Going home'), ('pay', 'Pay or papers that are held back'), ('rights', "Knowing one's rights"), ('talk', 'Somebody to talk to'), ('report', 'Telling of a concern'), ('advice', "Advice for one's work"), ('other', 'Something else')], max_length=16), blank=True, default=list, size=None)),
                ('urgency', models.CharField(choices=[('now', 'Now'), ('today', 'Today'), ('can_wait', 'Can wait')], default='can_wait', max_length=10)),
                ('danger_now', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('not_known', 'Not known')], default='not_known', max_length=10)),
                ('health_needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('pep', 'Protection against HIV after exposure'), ('emergency_contraception', 'Emergency contraception'), ('forensic', 'Forensic medical examination')], max_length=24), blank=True, default=list, size=None)),
                ('health_happened_at', models.DateTimeField(blank=True, help_text='From when the hours count; empty when not said.', null=True)),
                ('information', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('help', 'What help there is'), ('rights', 'Rights, also without papers'), ('police', 'That one need not go to the police'), ('reflection', 'The time to think'), ('health', 'Where health care is open, and until when'), ('return', 'A prepared return'), ('where', 'Where one can go'), ('nothing', 'Nothing was asked')], max_length=16), blank=True, default=list, size=None)),
                ('words_sealed', models.BinaryField(null=True)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('due_at', models.DateTimeField()),
                ('lapses_at', models.DateTimeField(help_text='When the number is erased, also when nobody was reached.')),
                ('answered_by', models.CharField(choices=[('person_only', 'Only the caller'), ('trusted', 'The caller, or somebody the caller trusts'), ('anybody', 'Anybody')], default='person_only', max_length=12)),
                ('safe_from', models.TimeField(blank=True, null=True)),
                ('safe_until', models.TimeField(blank=True, null=True)),
                ('voicemail', models.BooleanField(default=False)),
                ('number_sealed', models.BinaryField()),
                ('code_word_sealed', models.BinaryField(null=True)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_backs', to='hotline.call')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CallBackTry',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('how', models.CharField(choices=[('reached', 'Reached'), ('not_reached', 'Not reached; try again'), ('not_safe', 'Somebody else answered; nothing was said'), ('no_longer', 'No longer wished'), ('given_up', 'Given up')], max_length=12)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('call_back', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tries', to='hotline.callback')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CallOutcome',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('became', models.CharField(choices=[('signal', 'A signal'), ('known_case', 'It belongs to a case I have'), ('case', "A case, by the person's wish"), ('nothing', 'Nothing more')], max_length=12)),
                ('reason', models.CharField(blank=True, choices=[('advised', 'The caller was advised, and that was enough'), ('no_wish', 'The person does not wish more for now'), ('elsewhere', 'Shown the way to somebody else'), ('cut_off', 'The line was cut off'), ('not_ours', 'About something else')], max_length=12)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='hotline.call')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='identification.signal')),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='hotline.calloutcome')),
            ],
        ),
        migrations.CreateModel(
            name='DutyLine',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(help_text='The number of the duty line, never a private one.', max_length=24)),
                ('opens', models.TimeField(blank=True, null=True)),
                ('closes', models.TimeField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='hotline.dutyline')),
            ],
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('day', 'Day'), ('night', 'Night'), ('back_up', 'Back-up')], max_length=8)),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('how', models.CharField(choices=[('planned', 'Planned'), ('taken', 'Taken'), ('given_back', 'Given back'), ('swapped', 'Swapped'), ('withdrawn', 'Withdrawn')], default='planned', max_length=12)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='hotline.shift')),
            ],
        ),
        migrations.CreateModel(
            name='ShiftSwap',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('in_return', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asked_for', to='hotline.shift')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shift', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='hotline.shift')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='shift',
            name='swap',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.shiftswap'),
        ),
        migrations.CreateModel(
            name='ShiftSwapAnswer',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=12)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('swap', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='hotline.shiftswap')),
            ],
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['desk', '-taken_at'], name='call_of_desk'),
        ),
        migrations.AddConstraint(
            model_name='calloutcome',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('call',), name='one_standing_call_outcome'),
        ),
        migrations.AddConstraint(
            model_name='calloutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('became', 'nothing'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='nothing_more_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='dutyline',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('desk',), name='one_standing_duty_line'),
        ),
        migrations.AddIndex(
            model_name='shift',
            index=models.Index(fields=['desk', 'begins_at'], name='shift_of_desk'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='shift_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('officer__isnull', False), ('superseded_by', None), models.Q(('how', 'withdrawn'), _negated=True)), expressions=[(models.Func(models.F('officer_id'), models.F('officer_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('begins_at'), models.F('ends_at'), function='tstzrange'), '&&')], name='one_shift_at_a_time'),
        ),
        *(migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (WHO, CALLS, ROSTER, FORGETTING)),
        *(grant_column_reading("mooring_counter", table, columns) for table, columns in COUNTED.items()),
    ]

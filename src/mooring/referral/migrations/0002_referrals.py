"""Referrals between agencies, who may see what of them, the ladder of those that nobody answers, and who is responsible for a person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.referral.models.referrals
import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import grant_column_reading, superseded_within_the_case

# Where a referral may go, and which parts of the case open when it is accepted. `referral_states` and `opening` say the same in Python,
# and tests compare the two.
RULES = """
create function mooring_referral_may_move(source text, target text) returns boolean language sql immutable as $$
  select (source, target) in (
    ('draft', 'sent'), ('returned', 'sent'), ('sent', 'received'),
    ('sent', 'accepted'), ('sent', 'declined'), ('sent', 'returned'),
    ('received', 'accepted'), ('received', 'declined'), ('received', 'returned'),
    ('draft', 'withdrawn'), ('sent', 'withdrawn'), ('received', 'withdrawn'), ('returned', 'withdrawn'), ('accepted', 'withdrawn'),
    ('sent', 'lapsed'), ('received', 'lapsed'), ('accepted', 'done')) $$;

create function mooring_referral_opens(kind text, ground text, shared text[]) returns text[] language sql immutable as $$
  select case when ground in ('danger_to_life', 'court_order', 'duty_to_testify') then '{}'::text[]
    when kind = 'hand_over' then (select array_agg(distinct part) from unnest(shared || array['entry', 'core']) part)
    else array['entry'] || (select coalesce(array_agg(distinct part), '{}') from unnest(shared) part
      where part in ('support', 'health', 'shelter_address')) end $$;

create function mooring_time_to_answer(urgency text) returns interval language sql immutable as $$
  select case urgency when 'now' then interval '1 hour' when 'today' then interval '8 hours'
    when 'week' then interval '7 days' when 'ordinary' then interval '14 days' end $$;
"""

# A policy cannot read its own table, and these tables hang on one another: each function looks past the policies and answers one bit.
# Reached: it was sent, and not taken back before the other side had seen it. Open: the other side may read what was shared.
WHO_SEES = """
create function mooring_referral_reached(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_referralstep s where s.referral_id = asked and s.state = 'sent')
    and not exists (select 1 from referral_referralstep s where s.referral_id = asked and s.superseded_by_id is null
      and s.state = 'withdrawn' and not exists (select 1 from referral_referralstep seen where seen.referral_id = asked
        and seen.state in ('received', 'accepted', 'returned'))) $$;

create function mooring_referral_is_open(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_referralstep s join referral_referral r on r.id = s.referral_id
      where s.referral_id = asked and s.superseded_by_id is null and s.state in ('sent', 'received', 'returned', 'accepted', 'done')
        and (r.shared_until is null or house_now() <= r.shared_until))
    and not exists (select 1 from referral_referralmessage m where m.referral_id = asked and m.kind = 'sharing_ended') $$;

create function mooring_reads_referral(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_referral r where r.id = asked and (
    r.from_desk_id = any (mooring_desks())
    or (r.to_desk_id = any (mooring_desks()) and mooring_referral_reached(r.id))
    or exists (select 1 from casework_held h where h.case_id = r.case_id and h.compartment = 'core'))) $$;

create function mooring_opens_referral(asked bigint, part text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_referral r where r.id = asked and (
    r.from_desk_id = any (mooring_desks())
    or (r.to_desk_id = any (mooring_desks()) and mooring_referral_is_open(r.id))
    or exists (select 1 from casework_held h where h.case_id = r.case_id and h.compartment = part))) $$;

create function mooring_follows_referral(its_case bigint, earlier bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select mooring_reads_referral(earlier) and exists (select 1 from referral_referral r where r.id = earlier and r.case_id = its_case) $$;

create function mooring_may_step(asked bigint, target text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_referral r where r.id = asked and case
    when target in ('draft', 'sent', 'withdrawn') then r.from_desk_id = any (mooring_desks())
      and exists (select 1 from casework_held h where h.case_id = r.case_id and h.compartment = 'core' and h.may_write)
      and (target <> 'sent' or r.kind <> 'hand_over' or mooring_leads(r.case_id))
    when target in ('received', 'accepted', 'declined', 'returned', 'done') then r.to_desk_id = any (mooring_desks())
    else false end) $$;

create function mooring_writes_to_referral(asked bigint, at_side text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_referral r where r.id = asked and mooring_reads_referral(asked) and case at_side
    when 'sender' then r.from_desk_id = any (mooring_desks()) when 'receiver' then r.to_desk_id = any (mooring_desks()) else false end) $$;
"""

REFERRALS = """
alter table referral_referral enable row level security;
grant select, insert on referral_referral to mooring_app;
create policy reading on referral_referral for select to mooring_app using (
  from_desk_id = any ((select mooring_desks())::bigint[])
  or (to_desk_id = any ((select mooring_desks())::bigint[]) and mooring_referral_reached(id))
  or exists (select 1 from casework_held h where h.case_id = referral_referral.case_id and h.compartment = 'core'));
create policy drafting on referral_referral for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and from_desk_id = any ((select mooring_desks())::bigint[])
  and exists (select 1 from casework_held h where h.case_id = referral_referral.case_id and h.compartment = 'core' and h.may_write)
  and (to_desk_id is null or exists (select 1 from safeguards_desk d where d.id = to_desk_id and d.agency_id = to_agency_id))
  and (follows_id is null or mooring_follows_referral(case_id, follows_id))
  and (consent_id is null or exists (select 1 from casework_consent c where c.id = consent_id and c.case_id = referral_referral.case_id)));
create trigger stamped before insert on referral_referral for each row execute function mooring_stamp();

-- A key of its own, so that the other side reads the package and nothing else of the case.
create policy of_the_referral on safeguards_datakey for select to mooring_app using (mooring_opens_referral(subject, 'core'));
create policy made_with_a_referral on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from referral_referral r where r.id = subject and r.recorded_by_id = (select mooring_posted_officer())));

alter table referral_referralstep enable row level security;
grant select, insert on referral_referralstep to mooring_app;
grant update (superseded_by_id) on referral_referralstep to mooring_app;
create policy reading on referral_referralstep for select to mooring_app using (mooring_reads_referral(referral_id));
create policy stepping on referral_referralstep for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_may_step(referral_id, state));
create policy superseding on referral_referralstep for update to mooring_app
  using (mooring_writes_to_referral(referral_id, 'sender') or mooring_writes_to_referral(referral_id, 'receiver'))
  with check (mooring_writes_to_referral(referral_id, 'sender') or mooring_writes_to_referral(referral_id, 'receiver'));
create trigger stamped before insert on referral_referralstep for each row execute function mooring_stamp();
create trigger superseded_once before update on referral_referralstep for each row execute function mooring_supersede_once();

alter table referral_referralpiece enable row level security;
grant select, insert on referral_referralpiece to mooring_app;
create policy reading on referral_referralpiece for select to mooring_app using (mooring_opens_referral(referral_id, compartment));
-- Nobody shares what she does not read, nor opens to others for writing what she may only read.
create policy sharing on referral_referralpiece for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_writes_to_referral(referral_id, 'sender')
  and exists (select 1 from referral_referralstep s where s.id = step_id and s.referral_id = referral_referralpiece.referral_id
    and s.state = 'sent' and s.superseded_by_id is null and s.recorded_by_id = referral_referralpiece.recorded_by_id)
  and exists (select 1 from referral_referral r join casework_held h on h.case_id = r.case_id where r.id = referral_id
    and h.compartment = referral_referralpiece.compartment and (h.may_write or not writable)));
create trigger stamped before insert on referral_referralpiece for each row execute function mooring_stamp();

alter table referral_referralmessage enable row level security;
grant select, insert on referral_referralmessage to mooring_app;
create policy reading on referral_referralmessage for select to mooring_app using (mooring_reads_referral(referral_id));
create policy writing on referral_referralmessage for insert to mooring_app with check (
  kind = 'feedback' and recorded_by_id = (select mooring_posted_officer()) and mooring_writes_to_referral(referral_id, side));
create trigger stamped before insert on referral_referralmessage for each row execute function mooring_stamp();

alter table referral_referralgrant enable row level security;
grant select on referral_referralgrant to mooring_app;
create policy reading on referral_referralgrant for select to mooring_app using (mooring_reads_referral(referral_id));

alter table referral_referralreminder enable row level security;
grant select on referral_referralreminder to mooring_app;
create policy reading on referral_referralreminder for select to mooring_app using (mooring_reads_referral(referral_id));
"""

# Every step is a lawful one, from the step that stood before; what the Python table refuses, the database refuses as well.
LAWFUL = """
create function mooring_referral_step_is_lawful() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before text;
begin
  select s.state into before from referral_referralstep s where s.superseded_by_id = new.id and s.referral_id = new.referral_id;
  if (before is null and new.state <> 'draft') or (before is not null and not mooring_referral_may_move(before, new.state)) then
    raise exception 'a referral does not go from % to %', coalesce(before, 'nothing'), new.state using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger lawful before insert on referral_referralstep for each row execute function mooring_referral_step_is_lawful();

create function mooring_referral_step_in_its_chain() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from referral_referralstep l where l.id = new.superseded_by_id and l.referral_id = new.referral_id
      and mooring_referral_may_move(new.state, l.state)) then
    raise exception 'a step is followed by one of the same referral' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create constraint trigger in_its_chain after update of superseded_by_id on referral_referralstep
  deferrable initially deferred for each row when (new.superseded_by_id is not null) execute function mooring_referral_step_in_its_chain();
revoke execute on function mooring_referral_step_is_lawful, mooring_referral_step_in_its_chain from public;
"""

# The database lays responsibility with the case, and moves it: nobody writes it, so that there is never none and never a second.
RESPONSIBILITY = """
alter table referral_responsibility enable row level security;
grant select on referral_responsibility to mooring_app;
create policy reading on referral_responsibility for select to mooring_app using (
  exists (select 1 from casework_held h where h.case_id = referral_responsibility.case_id and h.compartment = 'entry'));
create trigger superseded_once before update on referral_responsibility for each row execute function mooring_supersede_once();

create function mooring_founding_desk(asked bigint) returns bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select g.desk_id from casework_grant g where g.case_id = asked and g.ground = 'founding' and g.desk_id is not null
    order by g.since, g.id limit 1 $$;

create function mooring_first_responsible() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into referral_responsibility (id, case_id, recorded_at, recorded_by_id, desk_id, since)
    select (random() * 4e18)::bigint, new.id, house_now(), new.opened_by_id, d, new.opened_at
    from mooring_founding_desk(new.id) d where d is not null;
  return new;
end $$;
create trigger first_responsible after insert on casework_case for each row execute function mooring_first_responsible();

insert into referral_responsibility (id, case_id, recorded_at, recorded_by_id, desk_id, since)
  select (random() * 4e18)::bigint, c.id, now(), c.opened_by_id, mooring_founding_desk(c.id), c.opened_at from casework_case c
  where mooring_founding_desk(c.id) is not null;

create function mooring_make_responsible(asked bigint, to_desk bigint, by_referral bigint, by_officer bigint) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare anew bigint := (random() * 4e18)::bigint;
begin
  update referral_responsibility set superseded_by_id = anew where case_id = asked and superseded_by_id is null;
  insert into referral_responsibility (id, case_id, recorded_at, recorded_by_id, desk_id, since, through_id)
    values (anew, asked, house_now(), by_officer, to_desk, house_now(), by_referral);
end $$;
revoke execute on function mooring_founding_desk, mooring_first_responsible, mooring_make_responsible from public;
"""

# What follows from a step, in the same statement: the line on the timeline, the parts that open or shut, and who is responsible.
# A receiver holds no part of the case, so none of it could be written in her own right.
WHAT_FOLLOWS = """
create function mooring_take_up_referral(it referral_referral, by_officer bigint, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare sending bigint; part text; anew bigint; now_responsible bigint;
begin
  if it.kind = 'hand_over' then
    select r.desk_id into now_responsible from referral_responsibility r where r.case_id = it.case_id and r.superseded_by_id is null for update;
    if now_responsible is distinct from it.from_desk_id then
      raise exception 'another desk is responsible by now' using errcode = 'restrict_violation';
    end if;
    if it.to_desk_id is not null then
      perform mooring_make_responsible(it.case_id, it.to_desk_id, it.id, by_officer);
    end if;
  end if;
  if it.to_desk_id is null then return; end if;
  select s.id into sending from referral_referralstep s where s.referral_id = it.id and s.state = 'sent' order by s.recorded_at desc, s.id desc limit 1;
  foreach part in array mooring_referral_opens(it.kind, it.ground,
      array(select distinct p.compartment::text from referral_referralpiece p where p.step_id = sending)) loop
    anew := (random() * 4e18)::bigint;
    insert into casework_grant (id, case_id, compartment, desk_id, may_write, as_lead, ground, given_by_id, since, until, case_opened_at, recorded_at)
      select anew, it.case_id, part, it.to_desk_id,
        part in ('entry', 'core') or coalesce((select bool_and(p.writable) from referral_referralpiece p where p.step_id = sending
          and p.compartment = part), false),
        it.kind = 'hand_over', 'referral', (select s.recorded_by_id from referral_referralstep s where s.id = sending),
        moment, it.shared_until, c.opened_at, moment
      from casework_case c where c.id = it.case_id;
    insert into referral_referralgrant (id, referral_id, grant_id) values ((random() * 4e18)::bigint, it.id, anew);
  end loop;
end $$;

create function mooring_shut_referral(it referral_referral, by_officer bigint) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into casework_grantending (id, grant_id, case_id, ended_by_id, recorded_at)
    select (random() * 4e18)::bigint, g.id, g.case_id, by_officer, house_now()
    from referral_referralgrant o join casework_grant g on g.id = o.grant_id where o.referral_id = it.id and g.ended_at is null;
end $$;

-- Back to who sent it; to who opened the case, where the sender holds nothing of it any more.
create function mooring_responsible_again(it referral_referral, by_officer bigint) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from referral_responsibility r where r.case_id = it.case_id and r.superseded_by_id is null and r.through_id = it.id) then
    perform mooring_make_responsible(it.case_id, case when exists (select 1 from casework_grant g where g.case_id = it.case_id
        and g.compartment = 'core' and g.ended_at is null and (g.until is null or now() < g.until)
        and (g.desk_id = it.from_desk_id or g.officer_id in (select p.officer_id from safeguards_posting p where p.desk_id = it.from_desk_id)))
      then it.from_desk_id else coalesce(mooring_founding_desk(it.case_id), it.from_desk_id) end, null, by_officer);
  end if;
end $$;

create function mooring_referral_on_the_timeline(it referral_referral, what text, detail jsonb, by_officer bigint, moment timestamptz) returns void
  language sql volatile security definer set search_path = public, pg_temp as $$
  insert into casework_event (id, case_id, compartment, kind, happened_at, codes, recorded_at, by_id, agency_id)
    select (random() * 4e18)::bigint, it.case_id, 'core', what, moment, detail, moment, by_officer,
      (select d.agency_id from safeguards_posting p join safeguards_desk d on d.id = p.desk_id where p.officer_id = by_officer
        and p.since <= now() and (p.until is null or now() < p.until) order by d.id not in (it.from_desk_id, it.to_desk_id), p.since, p.id limit 1)
$$;

create function mooring_referral_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare it referral_referral; detail jsonb;
begin
  select * into it from referral_referral r where r.id = new.referral_id;
  detail := jsonb_strip_nulls(jsonb_build_object('referral', it.reference, 'need', it.need, 'reason', nullif(new.reason, '')));
  if new.recorded_by_id is null and new.state = 'received' then
    null; -- somebody outside has opened it: nothing is to be done
  elsif new.recorded_by_id is null then
    perform mooring_tell_team(it.case_id, 'referral.' || new.state, it.recorded_by_id);
  elsif new.reason not in ('redrafted', 'rerouted') then
    perform mooring_referral_on_the_timeline(it, 'referral.' || case new.state when 'draft' then 'draft' when 'sent' then 'send'
      when 'received' then 'receive' when 'accepted' then 'accept' when 'declined' then 'decline' when 'returned' then 'return'
      when 'withdrawn' then 'withdraw' else 'finish' end, detail, new.recorded_by_id, new.recorded_at);
  end if;
  if new.state = 'accepted' then
    perform mooring_take_up_referral(it, coalesce(new.recorded_by_id, it.recorded_by_id), new.recorded_at);
  elsif new.state = 'withdrawn' or (new.state = 'done' and it.kind = 'take_up') then
    perform mooring_shut_referral(it, coalesce(new.recorded_by_id, it.recorded_by_id));
  end if;
  if new.state = 'withdrawn' then
    perform mooring_responsible_again(it, coalesce(new.recorded_by_id, it.recorded_by_id));
  end if;
  return new;
end $$;
create trigger moved after insert on referral_referralstep for each row execute function mooring_referral_moved();

create function mooring_referral_message_on_the_timeline() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform mooring_referral_on_the_timeline(r, 'referral.' || new.kind, jsonb_build_object('referral', r.reference), new.recorded_by_id, new.recorded_at)
    from referral_referral r where r.id = new.referral_id;
  return new;
end $$;
create trigger on_the_timeline after insert on referral_referralmessage
  for each row execute function mooring_referral_message_on_the_timeline();

-- A consent is withdrawn: what has no answer yet is withdrawn, what was taken up ends, what is done may not be used any further.
create function mooring_end_sharing(withdrawn bigint) returns table (referral bigint, before text)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare it referral_referral; step referral_referralstep; anew bigint; me bigint := mooring_posted_officer();
begin
  if me is null or not exists (select 1 from casework_consent c join casework_consent w on w.id = c.superseded_by_id
      join casework_held h on h.case_id = c.case_id and h.compartment = 'core' and h.may_write
      where c.id = withdrawn and w.withdrawn_at is not null) then
    raise exception 'this consent was not withdrawn by this officer' using errcode = 'insufficient_privilege';
  end if;
  for it in select * from referral_referral r where r.consent_id = withdrawn and r.ground = 'consent' order by r.recorded_at, r.id loop
    select * into step from referral_referralstep s where s.referral_id = it.id and s.superseded_by_id is null for update;
    if step.state in ('draft', 'sent', 'received', 'returned', 'accepted') then
      anew := (random() * 4e18)::bigint;
      update referral_referralstep set superseded_by_id = anew where id = step.id;
      insert into referral_referralstep (id, referral_id, state, reason, recorded_at, recorded_by_id)
        values (anew, it.id, 'withdrawn', 'consent_withdrawn', house_now(), me);
    elsif step.state = 'done' then
      insert into referral_referralmessage (id, referral_id, kind, side, recorded_at, recorded_by_id)
        values ((random() * 4e18)::bigint, it.id, 'sharing_ended', 'sender', house_now(), me);
      perform mooring_shut_referral(it, me);
      perform mooring_responsible_again(it, me);
    else
      continue;
    end if;
    referral := it.id; before := step.state;
    return next;
  end loop;
end $$;
revoke execute on function mooring_take_up_referral, mooring_shut_referral, mooring_responsible_again, mooring_referral_on_the_timeline,
  mooring_referral_moved, mooring_referral_message_on_the_timeline, mooring_end_sharing from public;
grant execute on function mooring_end_sharing to mooring_app;
"""

# One rung a run for each referral, the lowest first, so that nobody is passed over after a night without power. A rung is a row, written
# together with the notice: a worker that is killed leaves neither, and a second one finds the row.
LADDER = """
create function mooring_climb_referrals() returns table (referral bigint, named text, rung integer, at_desk bigint, at_agency bigint, sent_from bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare it record; next_rung integer; anew bigint; took interval; told timestamptz;
begin
  for it in select r.id, r.reference, r.urgency, r.to_desk_id, r.to_agency_id, r.from_desk_id, standing.id as standing_step,
      sending.id as sending_step, sending.recorded_at as sent_at
    from referral_referralstep standing join referral_referral r on r.id = standing.referral_id
    cross join lateral (select s.id, s.recorded_at from referral_referralstep s where s.referral_id = r.id and s.state = 'sent'
      order by s.recorded_at desc, s.id desc limit 1) sending
    where standing.superseded_by_id is null and standing.state in ('sent', 'received')
      and sending.recorded_at + mooring_time_to_answer(r.urgency) * 0.5 <= house_now()
    order by r.id for update of standing skip locked
  loop
    took := mooring_time_to_answer(it.urgency);
    select max(m.rung), max(m.recorded_at) into next_rung, told from referral_referralreminder m where m.step_id = it.sending_step;
    next_rung := coalesce(next_rung, 0) + 1;
    if it.sent_at + took * (array[0.5, 1, 2, 3])[next_rung] > house_now() or (next_rung = 4 and told + took * 0.5 > house_now()) then
      continue;
    end if;
    if next_rung < 4 then
      insert into referral_referralreminder (id, referral_id, step_id, rung, recorded_at)
        values ((random() * 4e18)::bigint, it.id, it.sending_step, next_rung, house_now());
    else
      anew := (random() * 4e18)::bigint;
      update referral_referralstep set superseded_by_id = anew where id = it.standing_step;
      insert into referral_referralstep (id, referral_id, state, reason, recorded_at)
        values (anew, it.id, 'lapsed', 'nobody_answered', house_now());
    end if;
    referral := it.id; named := it.reference; rung := next_rung; at_desk := it.to_desk_id; at_agency := it.to_agency_id; sent_from := it.from_desk_id;
    return next;
  end loop;
end $$;
revoke execute on function mooring_climb_referrals from public;
grant execute on function mooring_climb_referrals to mooring_clock;

-- For who gets them moving: codes, agencies and times, nothing of a case or a person.
create function mooring_late_referrals() returns table (named text, need text, urgency text, kind text, state text, due_at timestamptz,
    from_agency_id bigint, to_agency_id bigint, to_desk_id bigint, rung integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.reference, r.need, r.urgency, r.kind, s.state, s.due_at, d.agency_id, r.to_agency_id, r.to_desk_id,
    (select max(m.rung)::integer from referral_referralreminder m join referral_referralstep sending on sending.id = m.step_id
      where m.referral_id = r.id and not exists (select 1 from referral_referralstep later where later.referral_id = r.id
        and later.state = 'sent' and later.recorded_at > sending.recorded_at))
  from referral_referralstep s join referral_referral r on r.id = s.referral_id join safeguards_desk d on d.id = r.from_desk_id
  where s.superseded_by_id is null and ((s.state in ('sent', 'received') and s.due_at <= house_now())
      or (s.state = 'lapsed' and s.recorded_at > house_now() - interval '30 days'))
    and (mooring_serves_as('centre_coordinator') or (mooring_serves_as('agency_lead')
      and (r.to_agency_id = any (mooring_agencies()) or d.agency_id = any (mooring_agencies()))))
  order by s.due_at nulls last, r.id $$;
revoke execute on function mooring_late_referrals from public;
grant execute on function mooring_late_referrals to mooring_app;
"""

# With its case every referral forgets what it shared: on the row of the erasure, as the keys, so that a restore replays this as well.
FORGOTTEN = """
create function mooring_erase_keys_of_referrals() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(new.subject);
  delete from safeguards_datakey where subject in (select r.id from referral_referral r where r.case_id = new.subject);
  return new;
end $$;
revoke execute on function mooring_erase_keys_of_referrals from public;
create trigger erases_the_keys_of_referrals before insert on safeguards_erasure
  for each row execute function mooring_erase_keys_of_referrals();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("referral", "0001_directory"),
        ("casework", "0012_by_a_referral"),
        ("names", "0007_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=mooring.referral.models.referrals.referral_reference, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('take_up', 'To take up a need of the person'), ('hand_over', 'To become the agency that is responsible for the person')], max_length=12)),
                ('need', models.CharField(help_text='What is asked for: the code of a service of the directory.', max_length=40)),
                ('urgency', models.CharField(choices=[('now', 'Now: within an hour'), ('today', 'Today: within eight hours'), ('week', 'Within a week'), ('ordinary', 'Within two weeks')], max_length=12)),
                ('ground', models.CharField(choices=[('consent', "The person's consent that it is told"), ('provision', 'A provision of law'), ('danger_to_life', 'Danger to life, now'), ('court_order', 'Order of a court'), ('duty_to_testify', 'Duty to testify')], help_text='What allows it that this is told at all.', max_length=20)),
                ('ground_record', models.JSONField(help_text='The answer on the ground, with its reasons and provisions.', null=True)),
                ('shared_until', models.DateTimeField(help_text='When the consent ends by itself, and with it what was shared.', null=True)),
                ('lawyer_asked_on', models.DateField(help_text="Before anything goes to the police: when the agency's lawyer was asked.", null=True)),
                ('told_person', models.BooleanField(help_text='Whether the person was told of it.', null=True)),
                ('not_told_because', models.CharField(blank=True, max_length=40)),
                ('chosen', models.JSONField(default=list, help_text='Codes of the pieces chosen in the draft.')),
                ('routed', models.JSONField(help_text='Why this agency: the reasons of the directory.', null=True)),
                ('message_sealed', models.BinaryField(null=True)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='casework.case')),
                ('consent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='casework.consent')),
                ('data_basis', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.databasis')),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='referral.referral')),
                ('from_desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals_sent', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals_received', to='safeguards.agency')),
                ('to_desk', models.ForeignKey(blank=True, help_text='Empty: an agency without access of its own.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals_received', to='safeguards.desk')),
            ],
        ),
        migrations.CreateModel(
            name='ReferralGrant',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('grant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='through_referral', to='casework.grant')),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opened', to='referral.referral')),
            ],
        ),
        migrations.CreateModel(
            name='ReferralMessage',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('words_sealed', models.BinaryField(null=True)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('kind', models.CharField(choices=[('feedback', 'Message'), ('sharing_ended', 'What was shared may not be used any further for this purpose')], max_length=16)),
                ('side', models.CharField(choices=[('sender', 'Sender'), ('receiver', 'Receiver')], max_length=12)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='referral.referral')),
            ],
        ),
        migrations.CreateModel(
            name='ReferralStep',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('words_sealed', models.BinaryField(null=True)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('sent', 'sent'), ('received', 'received'), ('accepted', 'accepted'), ('declined', 'declined'), ('returned', 'returned'), ('withdrawn', 'withdrawn'), ('lapsed', 'lapsed'), ('done', 'done')], max_length=12)),
                ('reason', models.CharField(blank=True, help_text='A code; for done, what came of it.', max_length=40)),
                ('due_at', models.DateTimeField(null=True)),
                ('recorded_by', models.ForeignKey(help_text='Empty: the clock.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='referral.referral')),
                ('superseded_by', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='referral.referralstep')),
            ],
        ),
        migrations.CreateModel(
            name='ReferralReminder',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('rung', models.PositiveSmallIntegerField(choices=[(1, 'The desk was reminded'), (2, "The agency's lead was told"), (3, 'The national centre was told')])),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='referral.referral')),
                ('step', models.ForeignKey(help_text='Which sending.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.referralstep')),
            ],
        ),
        migrations.CreateModel(
            name='ReferralPiece',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('words_sealed', models.BinaryField(null=True)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('position', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('compartment', models.CharField(choices=[('entry', 'Entry: that the case exists, its pseudonym and stage'), ('core', 'Core: the conversation, the assessment, the decision and the clocks'), ('identity', 'Identity: name, papers and how the person may be reached'), ('health', 'Health'), ('support', 'Support: needs, plan and services'), ('shelter_address', 'Address of the place where the person lives'), ('police', 'Police information'), ('immigration', 'Information from the asylum or residence procedure'), ('removal_hold', 'Hold on removal, as the departure authority sees it')], max_length=20)),
                ('writable', models.BooleanField(help_text='Whether who shared it may write in this part herself.')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='referral.referral')),
                ('step', models.ForeignKey(help_text='Which sending.', on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='referral.referralstep')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('since', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responsible_for', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='referral.responsibility')),
                ('through', models.ForeignKey(blank=True, help_text='The referral by which it came; empty for who opened the case, and for who has it back.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.referral')),
            ],
            options={
                'verbose_name_plural': 'responsibilities',
            },
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['to_desk', '-recorded_at'], name='referral_to_desk'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['from_desk', '-recorded_at'], name='referral_from_desk'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['case', '-recorded_at'], name='referral_of_case'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['consent'], name='referral_of_consent'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('consent__isnull', False), models.Q(('ground', 'consent'), _negated=True), _connector='OR'), name='consent_is_named'),
        ),
        migrations.AddIndex(
            model_name='referralmessage',
            index=models.Index(fields=['referral', 'recorded_at'], name='messages_of_referral'),
        ),
        migrations.AddIndex(
            model_name='referralstep',
            index=models.Index(condition=models.Q(('superseded_by', None)), fields=['state', 'due_at'], name='step_waiting'),
        ),
        migrations.AddConstraint(
            model_name='referralstep',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('referral',), name='one_standing_step'),
        ),
        migrations.AddConstraint(
            model_name='referralreminder',
            constraint=models.UniqueConstraint(fields=('step', 'rung'), name='a_rung_is_climbed_once'),
        ),
        migrations.AddConstraint(
            model_name='responsibility',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_responsible_desk'),
        ),
        *(
            migrations.RunSQL([(sql, None)], migrations.RunSQL.noop)
            for sql in (RULES, WHO_SEES, REFERRALS, LAWFUL, RESPONSIBILITY, WHAT_FOLLOWS, LADDER, FORGOTTEN)
        ),
        superseded_within_the_case("referral_responsibility"),
        grant_column_reading(
            "mooring_counter",
            "referral_referral",
            ["id", "case_id", "kind", "need", "urgency", "ground", "from_desk_id", "to_agency_id", "to_desk_id", "follows_id", "recorded_at"],
        ),
        grant_column_reading(
            "mooring_counter", "referral_referralstep", ["id", "referral_id", "state", "reason", "due_at", "recorded_at", "superseded_by_id"]
        ),
    ]

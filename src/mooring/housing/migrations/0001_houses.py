"""Houses, units, beds and stays: described to every desk in codes; where a house stands only to who keeps it or has somebody living there."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.housing.models.stays
import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import grant_column_reading, guard, superseded_within_the_case

WHO_SEES = """
create function mooring_edits_house(its_desk bigint) returns boolean language sql stable as $$
  select its_desk = any (mooring_desks()) or mooring_serves_as('centre_coordinator')
    or exists (select 1 from safeguards_posting p join safeguards_desk mine on mine.id = p.desk_id
      join safeguards_desk its on its.id = its_desk and its.agency_id = mine.agency_id
      where p.officer_id = mooring_posted_officer() and p.role = 'shelter_worker'
        and p.since <= now() and (p.until is null or now() < p.until)) $$;

-- Replaced by the next migration, which knows of addresses that became known.
create function mooring_house_is_closed(asked bigint) returns boolean language sql stable as $$ select false $$;

create function mooring_knows_address(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from housing_house h where h.id = asked and h.desk_id = any (mooring_desks()))
    or exists (select 1 from housing_stay s join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null
      join casework_held held on held.case_id = s.case_id and held.compartment = 'shelter_address'
      where s.house_id = asked and (t.state = 'arrived'
        or (t.state = 'accepted' and t.begins <= (house_now() + interval '12 hours')::date))) $$;

create function mooring_stay_sides(asked bigint) returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select array_remove(array[
      case when h.desk_id = any (mooring_desks()) then 'house' end,
      case when exists (select 1 from casework_held held where held.case_id = s.case_id and held.compartment = 'support') then 'reads' end,
      case when exists (select 1 from casework_held held where held.case_id = s.case_id and held.compartment = 'support'
        and held.may_write) then 'team' end], null)
    from housing_stay s join housing_house h on h.id = s.house_id where s.id = asked $$;

create function mooring_reads_stay(asked bigint) returns boolean language sql stable as $$
  select coalesce(cardinality(mooring_stay_sides(asked)), 0) > 0 $$;

create function mooring_may_step_stay(asked bigint, target text) returns boolean language sql stable as $$
  select case when target in ('offered', 'withdrawn') then 'team' = any (mooring_stay_sides(asked))
    when target in ('accepted', 'declined', 'arrived') then 'house' = any (mooring_stay_sides(asked))
    when target in ('missing', 'moved', 'left') then mooring_stay_sides(asked) && array['house', 'team']
    else false end $$;

create function mooring_stay_may_move(source text, target text) returns boolean language sql immutable as $$
  select (source, target) in (
    ('offered', 'accepted'), ('offered', 'declined'), ('offered', 'lapsed'), ('offered', 'withdrawn'),
    ('accepted', 'withdrawn'), ('accepted', 'accepted'), ('arrived', 'arrived'), ('accepted', 'arrived'),
    ('accepted', 'missing'), ('arrived', 'missing'), ('missing', 'arrived'),
    ('arrived', 'moved'), ('arrived', 'left'), ('missing', 'left')) $$;
"""

# A house is described to every desk, in codes; what it costs to who keeps it or has somebody there; where it stands to hardly anybody.
HOUSES = """
do $$ declare t text; begin
  foreach t in array array['housing_house', 'housing_unit', 'housing_bed', 'housing_housecard', 'housing_openingperiod', 'housing_unitcard',
      'housing_beduse', 'housing_houseaddress', 'housing_housecontract'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert on %I to mooring_app', t);
    execute format('create trigger stamped before insert on %I for each row execute function mooring_stamp()', t);
  end loop;
  foreach t in array array['housing_house', 'housing_unit', 'housing_bed', 'housing_housecard', 'housing_openingperiod', 'housing_unitcard',
      'housing_beduse'] loop
    execute format('create policy reading on %I for select to mooring_app using ((select mooring_posted_officer()) is not null)', t);
  end loop;
  foreach t in array array['housing_housecard', 'housing_openingperiod', 'housing_unitcard', 'housing_beduse', 'housing_houseaddress',
      'housing_housecontract'] loop
    execute format('grant update (superseded_by_id) on %I to mooring_app', t);
    execute format('create trigger superseded_once before update on %I for each row execute function mooring_supersede_once()', t);
  end loop;
end $$;

create policy entering on housing_house for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_edits_house(desk_id) and not mooring_case_exists(id));

create function mooring_edits_its_house(its_house bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from housing_house h where h.id = its_house and mooring_edits_house(h.desk_id)) $$;
create function mooring_house_of_unit(asked bigint) returns bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.house_id from housing_unit u where u.id = asked $$;
create function mooring_house_of_bed(asked bigint) returns bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select b.house_id from housing_bed b where b.id = asked $$;
create function mooring_reads_prices(its_house bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select mooring_edits_its_house(its_house) or exists (select 1 from housing_stay s join casework_held held
    on held.case_id = s.case_id and held.compartment = 'support' where s.house_id = its_house) $$;

do $$ declare t text; its text; begin
  foreach t in array array['housing_unit', 'housing_bed', 'housing_housecard', 'housing_openingperiod', 'housing_unitcard', 'housing_beduse',
      'housing_houseaddress', 'housing_housecontract'] loop
    its := case t when 'housing_unitcard' then 'mooring_house_of_unit(unit_id)' when 'housing_beduse' then 'mooring_house_of_bed(bed_id)'
      else 'house_id' end;
    execute format('create policy keeping on %I for insert to mooring_app with check (recorded_by_id = (select mooring_posted_officer())'
      || ' and mooring_edits_its_house(%s)%s)', t, its,
      case t when 'housing_bed' then ' and mooring_house_of_unit(unit_id) = house_id' else '' end);
    if t not in ('housing_unit', 'housing_bed') then
      execute format('create policy superseding on %I for update to mooring_app using (mooring_edits_its_house(%s))'
        || ' with check (mooring_edits_its_house(%s))', t, its, its);
    end if;
  end loop;
end $$;

create policy of_who_lives_there on housing_houseaddress for select to mooring_app using (mooring_knows_address(house_id));
create policy of_who_pays_or_keeps on housing_housecontract for select to mooring_app using (mooring_reads_prices(house_id));

-- Who enters a house for another desk seals its address in that same transaction, and cannot open it afterwards.
create policy of_the_house on safeguards_datakey for select to mooring_app using (
  exists (select 1 from housing_house h where h.id = safeguards_datakey.subject and (mooring_knows_address(h.id)
    or (h.recorded_by_id = (select mooring_posted_officer()) and h.recorded_at = house_now()))));
create policy made_with_the_house on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from housing_house h where h.id = safeguards_datakey.subject
    and h.recorded_by_id = (select mooring_posted_officer())));

-- What follows something is of the same thing.
create function mooring_of_the_same_house() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare same boolean;
begin
  execute format('select exists (select 1 from %I l where l.id = $1 and l.%I = $2)', tg_table_name, tg_argv[0])
    into same using new.superseded_by_id, (to_jsonb(new) ->> tg_argv[0])::bigint;
  if not same then
    raise exception 'it is followed by one of the same' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
do $$ declare t text; begin
  foreach t in array array['housing_housecard', 'housing_openingperiod', 'housing_unitcard', 'housing_beduse', 'housing_houseaddress',
      'housing_housecontract', 'housing_staypaid'] loop
    execute format('create constraint trigger of_the_same after update of superseded_by_id on %I deferrable initially deferred for each row'
      || ' when (new.superseded_by_id is not null) execute function mooring_of_the_same_house(%L)', t,
      case t when 'housing_unitcard' then 'unit_id' when 'housing_beduse' then 'bed_id' when 'housing_staypaid' then 'stay_id' else 'house_id' end);
  end loop;
end $$;
revoke execute on function mooring_of_the_same_house from public;
"""

STAYS = """
alter table housing_stay enable row level security;
grant select, insert on housing_stay to mooring_app;
create policy reading on housing_stay for select to mooring_app using (
  exists (select 1 from housing_house h where h.id = house_id and h.desk_id = any ((select mooring_desks())::bigint[]))
  or exists (select 1 from casework_held held where held.case_id = housing_stay.case_id and held.compartment = 'support'));
create policy asking on housing_stay for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and from_desk_id = any ((select mooring_desks())::bigint[])
  and exists (select 1 from casework_held held where held.case_id = housing_stay.case_id and held.compartment = 'support' and held.may_write));
create trigger stamped before insert on housing_stay for each row execute function mooring_stamp();

alter table housing_staystep enable row level security;
grant select, insert on housing_staystep to mooring_app;
grant update (superseded_by_id) on housing_staystep to mooring_app;
create policy reading on housing_staystep for select to mooring_app using (mooring_reads_stay(stay_id));
create policy stepping on housing_staystep for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_may_step_stay(stay_id, state));
create policy superseding on housing_staystep for update to mooring_app
  using (mooring_stay_sides(stay_id) && array['house', 'team']) with check (mooring_stay_sides(stay_id) && array['house', 'team']);
create trigger stamped before insert on housing_staystep for each row execute function mooring_stamp();
create trigger superseded_once before update on housing_staystep for each row execute function mooring_supersede_once();

alter table housing_staypaid enable row level security;
grant select, insert on housing_staypaid to mooring_app;
grant update (superseded_by_id) on housing_staypaid to mooring_app;
create policy reading on housing_staypaid for select to mooring_app using (mooring_reads_stay(stay_id));
create policy settling on housing_staypaid for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and 'team' = any (mooring_stay_sides(stay_id)));
create policy superseding on housing_staypaid for update to mooring_app
  using ('team' = any (mooring_stay_sides(stay_id))) with check ('team' = any (mooring_stay_sides(stay_id)));
create trigger stamped before insert on housing_staypaid for each row execute function mooring_stamp();
create trigger superseded_once before update on housing_staypaid for each row execute function mooring_supersede_once();

alter table housing_stayarrival enable row level security;
grant select on housing_stayarrival to mooring_app;
create policy reading on housing_stayarrival for select to mooring_app using (
  exists (select 1 from casework_held held where held.case_id = housing_stayarrival.case_id and held.compartment = 'support'));

alter table housing_stayalarm enable row level security;
grant select on housing_stayalarm to mooring_app;
create policy reading on housing_stayalarm for select to mooring_app using (
  exists (select 1 from housing_staypaid p where p.id = payment_id and mooring_reads_stay(p.stay_id)));
"""

# Every step is a lawful one, from the step that stood before, into a bed of the same house which somebody can sleep in.
LAWFUL = """
create function mooring_stay_step_is_lawful() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before housing_staystep; its_house bigint;
begin
  select s.house_id into its_house from housing_stay s where s.id = new.stay_id;
  if not exists (select 1 from housing_bed b where b.id = new.bed_id and b.house_id = its_house) then
    raise exception 'the bed stands in another house' using errcode = 'restrict_violation';
  end if;
  select * into before from housing_staystep s where s.superseded_by_id = new.id and s.stay_id = new.stay_id;
  if (before.id is null and new.state <> 'offered') or (before.id is not null and not mooring_stay_may_move(before.state, new.state)) then
    raise exception 'a stay does not go from % to %', coalesce(before.state, 'nothing'), new.state using errcode = 'restrict_violation';
  end if;
  if before.id is not null and before.bed_id <> new.bed_id and before.state <> new.state then
    raise exception 'a bed is changed by itself' using errcode = 'restrict_violation';
  end if;
  if (before.id is null or before.bed_id <> new.bed_id) and exists (select 1 from housing_beduse u
      where u.bed_id = new.bed_id and u.superseded_by_id is null and not u.in_use) then
    raise exception 'this bed is out of use' using errcode = 'restrict_violation';
  end if;
  if before.id is null and (mooring_house_is_closed(its_house) or exists (select 1 from housing_housecard c
      where c.house_id = its_house and c.superseded_by_id is null and not c.takes_new)) then
    raise exception 'this house takes nobody new' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger lawful before insert on housing_staystep for each row execute function mooring_stay_step_is_lawful();

create function mooring_stay_step_in_its_chain() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from housing_staystep l where l.id = new.superseded_by_id and l.stay_id = new.stay_id
      and mooring_stay_may_move(new.state, l.state)) then
    raise exception 'a step is followed by one of the same stay' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create constraint trigger in_its_chain after update of superseded_by_id on housing_staystep
  deferrable initially deferred for each row when (new.superseded_by_id is not null) execute function mooring_stay_step_in_its_chain();

-- What follows from a step: the line on the timeline of the case, which a house cannot write, and the stage on arrival, which it need not know.
create function mooring_stay_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare it housing_stay; before text; what text; its_kind text;
begin
  select * into it from housing_stay s where s.id = new.stay_id;
  select h.kind into its_kind from housing_house h where h.id = it.house_id;
  select s.state into before from housing_staystep s where s.superseded_by_id = new.id;
  what := case when before = new.state then 'change_bed' when before = 'missing' and new.state = 'arrived' then 'come_back'
    else case new.state when 'offered' then 'offer' when 'accepted' then 'accept' when 'declined' then 'decline' when 'withdrawn' then 'withdraw'
      when 'arrived' then 'arrive' when 'missing' then 'missing' when 'moved' then 'move' when 'left' then 'leave' else 'lapse' end end;
  insert into casework_event (id, case_id, compartment, kind, happened_at, codes, recorded_at, by_id, agency_id)
    select (random() * 4e18)::bigint, it.case_id, 'support', 'stay.' || what, new.recorded_at,
      jsonb_strip_nulls(jsonb_build_object('stay', it.reference, 'kind', its_kind, 'reason', nullif(new.reason, ''))), new.recorded_at,
      coalesce(new.recorded_by_id, it.recorded_by_id), coalesce((select d.agency_id from safeguards_posting p join safeguards_desk d on d.id = p.desk_id
        where p.officer_id = new.recorded_by_id and p.since <= now() and (p.until is null or now() < p.until)
        order by d.id <> it.from_desk_id, p.since, p.id limit 1), (select d.agency_id from safeguards_desk d where d.id = it.from_desk_id));
  if what = 'arrive' then
    insert into housing_stayarrival (id, stay_id, case_id, stage, arrived_on, recorded_at)
      select (random() * 4e18)::bigint, it.id, it.case_id, r.stage, new.begins, new.recorded_at
      from casework_stagereached r where r.case_id = it.case_id and r.superseded_by_id is null;
  end if;
  return new;
end $$;
create trigger moved after insert on housing_staystep for each row execute function mooring_stay_moved();

-- A deadline of the case for who is rung, set when a person is missing, by whichever side says so. What a step settles in the case follows below:
-- who has a place waits no more, who is back is not missing, who has left needs no payer. And a house that accepts opens its address to the
-- desk that asked: which then sees it while the person lives there, and not after.
create function mooring_missing_alarm(asked bigint, due timestamptz, answer jsonb) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare it housing_stay;
begin
  select s.* into it from housing_stay s join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null
    where s.id = asked and t.state = 'missing' and t.recorded_by_id = mooring_posted_officer();
  if it.id is null or not mooring_reads_stay(asked) then
    raise exception 'nobody said that somebody is missing' using errcode = 'insufficient_privilege';
  end if;
  insert into casework_deadline (id, case_id, compartment, kind, due_at, pen_desk_id, finding, recorded_by_id, recorded_at)
    select (random() * 4e18)::bigint, it.case_id, 'core', 'stay.missing', due, it.from_desk_id, answer, mooring_posted_officer(), house_now()
    where not exists (select 1 from casework_deadline d where d.case_id = it.case_id and d.kind = 'stay.missing'
      and d.superseded_by_id is null and d.met_at is null);
end $$;

create function mooring_stay_settles() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare its_case bigint; standing casework_deadline; wait housing_bedwait; anew bigint; was text; who bigint;
begin
  select s.case_id, coalesce(new.recorded_by_id, s.recorded_by_id) into its_case, who from housing_stay s where s.id = new.stay_id;
  select b.state into was from housing_staystep b where b.superseded_by_id = new.id;
  for standing in select d.* from casework_deadline d where d.case_id = its_case and d.superseded_by_id is null and d.met_at is null
      and ((d.kind = 'stay.missing' and was = 'missing') or (d.kind = 'stay.paid_until' and new.state in ('moved', 'left'))) loop
    anew := (random() * 4e18)::bigint;
    update casework_deadline set superseded_by_id = anew where id = standing.id;
    insert into casework_deadline (id, case_id, compartment, kind, due_at, pen_desk_id, pen_officer_id, met_at, finding, recorded_by_id, recorded_at)
      values (anew, its_case, standing.compartment, standing.kind, standing.due_at, standing.pen_desk_id, standing.pen_officer_id,
        house_now(), standing.finding, who, house_now());
  end loop;
  if new.state = 'accepted' and was = 'offered' then
    select w.* into wait from housing_bedwait w where w.case_id = its_case and w.superseded_by_id is null and w.ended = '';
    if wait.id is not null then
      anew := (random() * 4e18)::bigint;
      update housing_bedwait set superseded_by_id = anew where id = wait.id;
      insert into housing_bedwait (id, case_id, since, groups, region, urgency, ended, recorded_by_id, recorded_at)
        values (anew, its_case, wait.since, wait.groups, wait.region, wait.urgency, 'placed', who, house_now());
    end if;
    insert into casework_grant (id, case_id, compartment, desk_id, may_write, as_lead, ground, given_by_id, since, case_opened_at, recorded_at)
      select (random() * 4e18)::bigint, its_case, 'shelter_address', s.from_desk_id, false, false, 'referral', who, house_now(), c.opened_at, house_now()
      from housing_stay s join casework_case c on c.id = s.case_id where s.id = new.stay_id
        and not exists (select 1 from casework_grant g where g.case_id = its_case and g.compartment = 'shelter_address'
          and g.desk_id = s.from_desk_id and g.ended_at is null and (g.until is null or now() < g.until));
  end if;
  -- What a house gave with its yes ends with the stay: else the desk would see where the person lives next, long after the case went on.
  if new.state in ('withdrawn', 'moved', 'left') then
    insert into casework_grantending (id, grant_id, case_id, ended_by_id, recorded_at)
      select (random() * 4e18)::bigint, g.id, g.case_id, who, house_now() from housing_stay s
        join casework_grant g on g.case_id = s.case_id and g.desk_id = s.from_desk_id
      where s.id = new.stay_id and g.compartment = 'shelter_address' and g.ground = 'referral' and g.ended_at is null
        and exists (select 1 from housing_staystep yes join housing_stay its on its.id = yes.stay_id
          where its.case_id = g.case_id and its.from_desk_id = g.desk_id and yes.state = 'accepted'
            and yes.recorded_by_id = g.given_by_id and yes.recorded_at = g.recorded_at)
        and not exists (select 1 from housing_stay o join housing_staystep t on t.stay_id = o.id and t.superseded_by_id is null
          where o.case_id = s.case_id and o.from_desk_id = s.from_desk_id and o.id <> s.id and t.state in ('accepted', 'arrived', 'missing'));
  end if;
  return new;
end $$;
create trigger settles after insert on housing_staystep for each row execute function mooring_stay_settles();
revoke execute on function mooring_stay_step_is_lawful, mooring_stay_step_in_its_chain, mooring_stay_moved, mooring_missing_alarm,
  mooring_stay_settles from public;
grant execute on function mooring_missing_alarm to mooring_app;
"""

# Which beds are free is asked by every desk; who lies in the others is not told. `today` settles whether somebody stayed past the last night.
FREE = """
create function mooring_free_beds(first_day date, last_day date, today date) returns table (bed bigint, until date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select b.id, (select min(t.begins) from housing_staystep t where t.bed_id = b.id and t.superseded_by_id is null
      and t.state in ('offered', 'accepted', 'arrived', 'missing') and t.begins > first_day)
  from housing_bed b join housing_housecard c on c.house_id = b.house_id and c.superseded_by_id is null and c.takes_new
  where mooring_posted_officer() is not null and not mooring_house_is_closed(b.house_id)
    and not exists (select 1 from housing_beduse u where u.bed_id = b.id and u.superseded_by_id is null and not u.in_use)
    and (not exists (select 1 from housing_openingperiod o where o.house_id = b.house_id and o.superseded_by_id is null and not o.struck)
      or exists (select 1 from housing_openingperiod o where o.house_id = b.house_id and o.superseded_by_id is null and not o.struck
        and o.opens_on <= first_day and (o.closes_on is null or o.closes_on >= coalesce(last_day - 1, first_day))))
    and not exists (select 1 from housing_staystep t where t.bed_id = b.id and t.superseded_by_id is null
      and ((t.state in ('offered', 'accepted', 'arrived', 'missing', 'moved', 'left')
          and daterange(t.begins, t.ends) && daterange(first_day, last_day))
        or (t.state in ('arrived', 'missing') and t.ends <= today and first_day <= today))) $$;

-- Nights, for pictures and tables: of all houses for who coordinates or counts, of her own for who keeps one. Never whose.
create function mooring_nights(first_day date, last_day date)
  returns table (house bigint, bed bigint, begins date, ends date, groups text[], state text, before_identification boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.house_id, t.bed_id, t.begins, t.ends, s.groups::text[], t.state,
    case when mooring_serves_as('centre_coordinator') then (select a.stage in ('presumed', 'assessment', 'no_assessment_wished')
      from housing_stayarrival a where a.stay_id = s.id limit 1) end
  from housing_staystep t join housing_stay s on s.id = t.stay_id join housing_house h on h.id = s.house_id
  where t.superseded_by_id is null and t.state in ('arrived', 'missing', 'moved', 'left')
    and daterange(t.begins, t.ends) && daterange(first_day, last_day + 1)
    and (mooring_serves_as('centre_coordinator') or mooring_edits_house(h.desk_id)) $$;

-- For the centre, and for who keeps a house with a bed to spare: how many wait, since when, for what; and who was turned away.
create function mooring_waiting_for_beds() returns table (groups text[], region text, urgency text, since date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select w.groups::text[], w.region::text, w.urgency::text, w.since from housing_bedwait w
  where w.superseded_by_id is null and w.ended = '' and mooring_posted_officer() is not null
    and (mooring_serves_as('centre_coordinator') or mooring_serves_as('shelter_worker')) $$;

create function mooring_turned_away(since_when timestamptz) returns table (groups text[], reason text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.groups::text[], t.reason::text from housing_staystep t join housing_stay s on s.id = t.stay_id
  where t.superseded_by_id is null and t.state = 'declined' and t.reason in ('full', 'not_for_the_group', 'closed')
    and t.recorded_at >= since_when and mooring_serves_as('centre_coordinator')
    and not exists (select 1 from housing_stay other join housing_staystep o on o.stay_id = other.id and o.superseded_by_id is null
      where other.case_id = s.case_id and o.state in ('accepted', 'arrived', 'missing', 'moved', 'left') and o.recorded_at >= t.recorded_at) $$;

-- What the clock does: a place that nobody answered for is free again; before the paid nights run out, somebody is told, once a day of warning.
create function mooring_lapse_stays() returns table (named text, from_desk bigint, house_desk bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare it record; anew bigint;
begin
  for it in select t.*, s.reference, s.from_desk_id, h.desk_id from housing_staystep t join housing_stay s on s.id = t.stay_id
    join housing_house h on h.id = s.house_id
    where t.superseded_by_id is null and t.state = 'offered' and s.answer_by <= house_now() order by t.id for update of t skip locked
  loop
    anew := (random() * 4e18)::bigint;
    update housing_staystep set superseded_by_id = anew where id = it.id;
    insert into housing_staystep (id, stay_id, state, bed_id, begins, ends, reason, recorded_at)
      values (anew, it.stay_id, 'lapsed', it.bed_id, it.begins, it.ends, '', house_now());
    named := it.reference; from_desk := it.from_desk_id; house_desk := it.desk_id;
    return next;
  end loop;
end $$;

create function mooring_paid_nights_run_out(today date) returns table (named text, from_desk bigint, house_desk bigint, contact bigint, left_days integer)
  language sql volatile security definer set search_path = public, pg_temp as $$
  with due as (
    select p.id, s.reference, s.from_desk_id, h.desk_id, s.contact_id, p.paid_until - today as remaining,
      case when p.paid_until - today <= 2 then 2 else 7 end as warned
    from housing_staypaid p join housing_stay s on s.id = p.stay_id join housing_house h on h.id = s.house_id
    join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null and t.state in ('accepted', 'arrived')
    where p.superseded_by_id is null and p.paid_until - today <= 7 and (t.ends is null or t.ends > p.paid_until)),
  told as (
    insert into housing_stayalarm (id, payment_id, days_before, recorded_at)
      select (random() * 4e18)::bigint, due.id, due.warned, house_now() from due on conflict (payment_id, days_before) do nothing
      returning payment_id)
  select due.reference::text, due.from_desk_id, due.desk_id, due.contact_id, due.remaining from due join told on told.payment_id = due.id $$;

revoke execute on function mooring_free_beds, mooring_nights, mooring_waiting_for_beds, mooring_turned_away, mooring_lapse_stays,
  mooring_paid_nights_run_out from public;
grant execute on function mooring_free_beds, mooring_nights, mooring_waiting_for_beds, mooring_turned_away to mooring_app;
grant execute on function mooring_lapse_stays, mooring_paid_nights_run_out to mooring_clock;
"""

COUNTED = {
    "housing_house": ["id", "kind"],
    "housing_housecard": ["id", "house_id", "region", "groups", "recorded_at", "superseded_by_id"],
    "housing_bed": ["id", "house_id", "kind", "recorded_at"],
    "housing_stay": ["id", "case_id", "house_id", "groups", "recorded_at"],
    "housing_staystep": ["id", "stay_id", "state", "begins", "ends", "reason", "recorded_at", "superseded_by_id"],
    "housing_stayarrival": ["id", "stay_id", "case_id", "stage", "arrived_on", "recorded_at"],
    "housing_bedwait": ["id", "case_id", "since", "groups", "region", "urgency", "ended", "recorded_at", "superseded_by_id"],
}


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("casework", "0013_days_that_have_begun"),
        ("names", "0007_notices"),
        ("referral", "0006_not_taken_back"),
        ("safeguards", "0010_kinds_of_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='House',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('crisis_centre', 'Crisis centre'), ('national_crisis_centre', 'House of the national organisation of crisis centres'), ('womens_centre', "Women's centre"), ('asylum_centre', 'Asylum centre'), ('childrens_centre', "Children's centre"), ('council_centre', 'Centre of a council'), ('private_lodging', 'Private lodging'), ('hotel', 'Hotel or emergency lodging'), ('alternative', 'Alternative, made where no house was')], max_length=24)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('desk', models.ForeignKey(help_text='The desk that keeps the house.', on_delete=django.db.models.deletion.PROTECT, related_name='houses', to='safeguards.desk')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Bed',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('bed', 'Bed'), ('cot', 'Cot'), ('extra', 'Extra bed')], default='bed', max_length=8)),
                ('called', models.CharField(help_text='A letter or a number within its unit.', max_length=20)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='beds', to='housing.house')),
            ],
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=mooring.housing.models.stays.stay_reference, editable=False, max_length=12, unique=True)),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('women', 'Women'), ('men', 'Men'), ('trans', 'Trans and non-binary persons'), ('children', 'Children without a grown-up'), ('families', 'Grown-ups with children'), ('access', 'Persons who need a step-free place')], max_length=12), default=list, help_text="By the person's own statement, when the place was asked for.", size=None)),
                ('answer_by', models.DateTimeField(help_text='When the bed is free again if the house has not answered.')),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='casework.case')),
                ('contact', models.ForeignKey(help_text='Whom the house rings: the contact person, or who asked for the place.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.desk')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='housing.house')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='StayArrival',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('stage', models.CharField(max_length=24)),
                ('arrived_on', models.DateField()),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='housing.stay')),
            ],
        ),
        migrations.CreateModel(
            name='StayPaid',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('payer', models.CharField(choices=[('immigration_service', 'Immigration service'), ('municipality', 'Municipality'), ('national_centre', 'National centre'), ('region', 'Region'), ('house', 'The house itself'), ('other', 'Somebody else'), ('not_settled', 'Not settled yet')], max_length=24)),
                ('paid_until', models.DateField(help_text='The day of leaving: the night before it is the last one paid.')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='housing.stay')),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='housing.staypaid')),
            ],
        ),
        migrations.CreateModel(
            name='StayAlarm',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('days_before', models.PositiveSmallIntegerField()),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='housing.staypaid')),
            ],
        ),
        migrations.CreateModel(
            name='StayStep',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('state', models.CharField(choices=[('offered', 'offered'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn'), ('lapsed', 'lapsed'), ('arrived', 'arrived'), ('missing', 'missing'), ('moved', 'moved'), ('left', 'left')], max_length=12)),
                ('begins', models.DateField(help_text='The day before whose night the bed is taken first.')),
                ('ends', models.DateField(blank=True, help_text='The day of leaving, whose night is not taken; empty: not known.', null=True)),
                ('reason', models.CharField(blank=True, max_length=24)),
                ('bed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='housing.bed')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='housing.stay')),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='housing.staystep')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='housing.house')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='bed',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='beds', to='housing.unit'),
        ),
        migrations.CreateModel(
            name='UnitCard',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('called', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('single_room', 'Room for one'), ('shared_room', 'Shared room'), ('family_room', 'Family room'), ('flat', 'Flat')], default='single_room', max_length=16)),
                ('step_free', models.BooleanField(default=False)),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('women', 'Women'), ('men', 'Men'), ('trans', 'Trans and non-binary persons'), ('children', 'Children without a grown-up'), ('families', 'Grown-ups with children'), ('access', 'Persons who need a step-free place')], max_length=12), blank=True, default=list, help_text='Empty: for everybody the house is for.', size=None)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='housing.unitcard')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='housing.unit')),
            ],
        ),
        migrations.CreateModel(
            name='BedUse',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('in_use', models.BooleanField()),
                ('reason', models.CharField(blank=True, choices=[('repair', 'Being repaired'), ('no_staff', 'Too few staff'), ('others', 'Used by persons outside the mechanism'), ('removed', 'There is no such bed any more')], max_length=12)),
                ('bed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='housing.bed')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='housing.beduse')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('bed',), name='one_standing_use_of_a_bed'), models.CheckConstraint(condition=models.Q(('in_use', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_bed_out_of_use_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='BedWait',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('since', models.DateField()),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('women', 'Women'), ('men', 'Men'), ('trans', 'Trans and non-binary persons'), ('children', 'Children without a grown-up'), ('families', 'Grown-ups with children'), ('access', 'Persons who need a step-free place')], max_length=12), default=list, size=None)),
                ('region', models.CharField(blank=True, help_text='Where the person wishes to live.', max_length=12)),
                ('urgency', models.CharField(choices=[('tonight', 'Tonight'), ('days', 'Within days'), ('later', 'Later')], default='tonight', max_length=8)),
                ('ended', models.CharField(blank=True, choices=[('placed', 'A place was found'), ('said_no', 'The person said no for now'), ('not_needed', 'It is no longer needed')], max_length=12)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='housing.bedwait')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('case',), name='one_standing_wait_for_a_bed')],
            },
        ),
        migrations.CreateModel(
            name='HouseAddress',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('address_sealed', models.BinaryField()),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='housing.house')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='housing.houseaddress')),
            ],
            options={
                'verbose_name_plural': 'house addresses',
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('house',), name='one_standing_house_address')],
            },
        ),
        migrations.CreateModel(
            name='HouseCard',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('called', models.CharField(blank=True, help_text='To tell several apart; never a street or a town.', max_length=60)),
                ('region', models.CharField(help_text='A code of the country pack.', max_length=12)),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('women', 'Women'), ('men', 'Men'), ('trans', 'Trans and non-binary persons'), ('children', 'Children without a grown-up'), ('families', 'Grown-ups with children'), ('access', 'Persons who need a step-free place')], max_length=12), default=list, size=None)),
                ('services', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('meals', 'Meals'), ('counselling', 'Somebody to talk to'), ('childcare', 'Somebody for the children'), ('health', 'Health staff'), ('way_along', 'Somebody who comes along to authorities'), ('school', 'School or courses'), ('transport', 'Fetches from elsewhere')], max_length=16), blank=True, default=list, size=None)),
                ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('no_visitors', 'No visitors in the house'), ('home_at_night', 'At home at night, or the house is told'), ('no_address_told', 'Nobody is told the address'), ('phone_checked', 'Location sharing of telephones is switched off'), ('no_alcohol', 'No alcohol or drugs in the house'), ('no_smoking', 'No smoking indoors'), ('no_animals', 'No animals')], max_length=20), blank=True, default=list, size=None)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), blank=True, default=list, size=None)),
                ('security', models.CharField(choices=[('ordinary', 'Ordinary: a locked door'), ('staffed', 'Staff in the house day and night'), ('secret', 'Secret address, and staff day and night')], default='ordinary', max_length=12)),
                ('telephone', models.CharField(blank=True, help_text='Answered by the house; never a private number.', max_length=24)),
                ('takes_new', models.BooleanField(default=True)),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='housing.house')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='housing.housecard')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('house',), name='one_standing_house_card')],
            },
        ),
        migrations.CreateModel(
            name='HouseContract',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, help_text='The last day; empty: until further notice.', null=True)),
                ('night_minor', models.PositiveIntegerField(help_text='A night in a bed, in the smallest unit.')),
                ('currency', models.CharField(max_length=3)),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='housing.house')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='housing.housecontract')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='a_contract_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('house', 'since'), name='one_standing_contract_from_a_day')],
            },
        ),
        migrations.CreateModel(
            name='OpeningPeriod',
            fields=[
                ('id', models.BigIntegerField(default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mooring.safeguards.clock.now)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(blank=True, help_text='The last day; empty: until further notice.', null=True)),
                ('struck', models.BooleanField(default=False)),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='housing.house')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='housing.openingperiod')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on', None), ('closes_on__gte', models.F('opens_on')), _connector='OR'), name='a_house_closes_after_it_opens')],
            },
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['case', '-recorded_at'], name='stay_of_case'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['house', '-recorded_at'], name='stay_of_house'),
        ),
        migrations.AddConstraint(
            model_name='staypaid',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('stay',), name='one_standing_payer_of_a_stay'),
        ),
        migrations.AddConstraint(
            model_name='stayalarm',
            constraint=models.UniqueConstraint(fields=('payment', 'days_before'), name='warned_once_of_each_day'),
        ),
        migrations.AddConstraint(
            model_name='staystep',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('stay',), name='one_standing_step_of_a_stay'),
        ),
        migrations.AddConstraint(
            model_name='staystep',
            constraint=models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gt', models.F('begins')), models.Q(('ends', models.F('begins')), ('state__in', ['moved', 'left'])), _connector='OR'), name='a_stay_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='staystep',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['offered', 'accepted', 'arrived', 'missing', 'moved', 'left']), ('superseded_by', None)), expressions=[(models.Func(models.F('bed_id'), models.F('bed_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('begins'), models.F('ends'), function='daterange'), '&&')], name='no_bed_twice'),
        ),
        migrations.AddConstraint(
            model_name='unitcard',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_by', None)), fields=('unit',), name='one_standing_unit_card'),
        ),
        *(migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (WHO_SEES, HOUSES, STAYS, LAWFUL, FREE)),
        guard("housing_bedwait", compartment="support"),
        superseded_within_the_case("housing_bedwait"),
        *(grant_column_reading("mooring_counter", table, columns) for table, columns in COUNTED.items()),
    ]

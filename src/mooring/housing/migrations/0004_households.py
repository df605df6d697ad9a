"""A parent with children has several beds: all or none, and they go along; and a house says how long before the paid nights end it warns."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# The bed of a child is a stay of its own beside the parent's, so that no night of any bed belongs to two. What the parent's stay comes to,
# the children's come to in the same breath, as long as they stand in the same place: half a family is never accepted nor turned away.
HOUSEHOLDS = """
create function mooring_is_a_childs_bed(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from housing_stay s where s.id = asked and s.beside_id is not null) $$;

create function mooring_in_a_household(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from housing_stay s join housing_staystep t on t.stay_id = s.beside_id and t.superseded_by_id is null
    where s.id = asked and t.state in ('offered', 'accepted', 'arrived', 'missing')) $$;

create function mooring_went_along(asked bigint, target text, at timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from housing_stay s join housing_staystep t on t.stay_id = s.beside_id and t.superseded_by_id is null
    where s.id = asked and t.state = target and t.recorded_at = at) $$;

create function mooring_one_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from housing_stay p where p.id = new.beside_id and p.beside_id is null and p.case_id = new.case_id
      and p.house_id = new.house_id and p.from_desk_id = new.from_desk_id) then
    raise exception 'the bed of a child is beside the stay of its parent' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger one_household before insert on housing_stay for each row when (new.beside_id is not null)
  execute function mooring_one_household();

create function mooring_follows_the_parent() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare parent text; was text;
begin
  select t.state into parent from housing_stay s join housing_staystep t on t.stay_id = s.beside_id and t.superseded_by_id is null
    where s.id = new.stay_id;
  select b.state into was from housing_staystep b where b.superseded_by_id = new.id;
  if parent = was and ((was = 'offered' and new.state in ('accepted', 'declined', 'lapsed')) or (was = 'accepted' and new.state = 'arrived')) then
    raise exception 'the bed of a child follows the stay of its parent' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger follows_the_parent before insert on housing_staystep for each row execute function mooring_follows_the_parent();

-- Whether children are missing too, and whether they are back, is said of each: nobody assumes it. Fires before what a step settles (by its name).
create function mooring_takes_the_children_along() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare was text; it housing_staystep; anew bigint;
begin
  select b.state into was from housing_staystep b where b.superseded_by_id = new.id;
  if was is null or was = new.state or new.state = 'missing' or (was = 'missing' and new.state = 'arrived') then
    return null;
  end if;
  for it in select t.* from housing_stay s join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null
    where s.beside_id = new.stay_id and t.state = was order by t.bed_id
  loop
    anew := (random() * 4e18)::bigint;
    update housing_staystep set superseded_by_id = anew where id = it.id;
    insert into housing_staystep (id, stay_id, state, bed_id, begins, ends, reason, recorded_by_id, recorded_at)
      values (anew, it.stay_id, new.state, it.bed_id, case when new.state = 'arrived' then new.begins else it.begins end,
        case when new.state in ('moved', 'left') then greatest(new.ends, it.begins)
          when new.state = 'arrived' and it.ends <= new.begins then null else it.ends end,
        new.reason, new.recorded_by_id, house_now());
  end loop;
  return null;
end $$;
create trigger along after insert on housing_staystep for each row execute function mooring_takes_the_children_along();

-- One line on the timeline and one arrival for a household; and a child who moves apart settles nothing for the others.
drop trigger moved on housing_staystep;
create trigger moved after insert on housing_staystep for each row
  when (not mooring_went_along(new.stay_id, new.state, new.recorded_at)) execute function mooring_stay_moved();
drop trigger moved_away on housing_staystep;
create trigger moved_away after insert on housing_staystep for each row
  when (new.state in ('moved', 'left', 'withdrawn', 'declined', 'lapsed') and not mooring_in_a_household(new.stay_id))
  execute function mooring_moved_away();
revoke execute on function mooring_one_household, mooring_follows_the_parent, mooring_takes_the_children_along from public;

create or replace function mooring_stay_settles() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare its_case bigint; standing casework_deadline; wait housing_bedwait; anew bigint; was text; who bigint;
begin
  select s.case_id, coalesce(new.recorded_by_id, s.recorded_by_id) into its_case, who from housing_stay s where s.id = new.stay_id;
  select b.state into was from housing_staystep b where b.superseded_by_id = new.id;
  for standing in select d.* from casework_deadline d where d.case_id = its_case and d.superseded_by_id is null and d.met_at is null
      and ((d.kind = 'stay.missing' and was = 'missing' and not exists (select 1 from housing_stay o
          join housing_staystep t on t.stay_id = o.id and t.superseded_by_id is null where o.case_id = its_case and t.state = 'missing'))
        or (d.kind = 'stay.paid_until' and new.state in ('moved', 'left') and not mooring_in_a_household(new.stay_id))) loop
    anew := (random() * 4e18)::bigint;
    update casework_deadline set superseded_by_id = anew where id = standing.id;
    insert into casework_deadline (id, case_id, compartment, kind, due_at, pen_desk_id, pen_officer_id, met_at, finding, recorded_by_id, recorded_at)
      values (anew, its_case, standing.compartment, standing.kind, standing.due_at, standing.pen_desk_id, standing.pen_officer_id,
        house_now(), standing.finding, who, house_now());
  end loop;
  if new.state = 'accepted' and was = 'offered' and not mooring_is_a_childs_bed(new.stay_id) then
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

-- A household is asked about, told, turned away and moved as one.
create or replace function mooring_turned_away(since_when timestamptz) returns table (groups text[], reason text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.groups::text[], t.reason::text from housing_staystep t join housing_stay s on s.id = t.stay_id
  where t.superseded_by_id is null and t.state = 'declined' and t.reason in ('full', 'not_for_the_group', 'closed')
    and t.recorded_at >= since_when and s.beside_id is null and mooring_serves_as('centre_coordinator')
    and not exists (select 1 from housing_stay other join housing_staystep o on o.stay_id = other.id and o.superseded_by_id is null
      where other.case_id = s.case_id and o.state in ('accepted', 'arrived', 'missing', 'moved', 'left') and o.recorded_at >= t.recorded_at) $$;

create or replace function mooring_lapse_stays() returns table (named text, from_desk bigint, house_desk bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare it record; anew bigint;
begin
  for it in select t.*, s.reference, s.from_desk_id, h.desk_id from housing_staystep t join housing_stay s on s.id = t.stay_id
    join housing_house h on h.id = s.house_id
    where t.superseded_by_id is null and t.state = 'offered' and s.beside_id is null and s.answer_by <= house_now()
    order by t.id for update of t skip locked
  loop
    anew := (random() * 4e18)::bigint;
    update housing_staystep set superseded_by_id = anew where id = it.id;
    insert into housing_staystep (id, stay_id, state, bed_id, begins, ends, reason, recorded_at)
      values (anew, it.stay_id, 'lapsed', it.bed_id, it.begins, it.ends, '', house_now());
    named := it.reference; from_desk := it.from_desk_id; house_desk := it.desk_id;
    return next;
  end loop;
end $$;

create or replace function mooring_alarm_moves(asked bigint, due timestamptz, answer jsonb) returns table (stay text, desk bigint, contact bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare it record;
begin
  if not mooring_edits_its_house(asked) or not exists (select 1 from housing_housecompromised c where c.house_id = asked
      and c.superseded_by_id is null and c.state = 'closed' and c.recorded_by_id = mooring_posted_officer()) then
    raise exception 'nobody said that the address is known' using errcode = 'insufficient_privilege';
  end if;
  for it in select s.* from housing_stay s join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null
    where s.house_id = asked and t.state in ('offered', 'accepted', 'arrived', 'missing') and not mooring_in_a_household(s.id)
  loop
    insert into casework_deadline (id, case_id, compartment, kind, due_at, pen_desk_id, finding, recorded_by_id, recorded_at)
      select (random() * 4e18)::bigint, it.case_id, 'support', 'house.move_now', due, it.from_desk_id, answer,
        mooring_posted_officer(), house_now()
      where not exists (select 1 from casework_deadline d where d.case_id = it.case_id and d.kind = 'house.move_now'
        and d.superseded_by_id is null and d.met_at is null);
    stay := it.reference; desk := it.from_desk_id; contact := it.contact_id;
    return next;
  end loop;
end $$;

drop function mooring_left_to_move();
create function mooring_left_to_move()
  returns table (stay text, house bigint, state text, since timestamptz, desk text, contact text, persons integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.reference::text, s.house_id, t.state::text, c.since, a.name || ', ' || d.name, o.name::text,
    1 + greatest(s.children, (select count(*) from housing_stay k join housing_staystep its on its.stay_id = k.id
      and its.superseded_by_id is null and its.state in ('offered', 'accepted', 'arrived', 'missing') where k.beside_id = s.id))::integer
  from housing_housecompromised c join housing_stay s on s.house_id = c.house_id
    join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null and t.state in ('offered', 'accepted', 'arrived', 'missing')
    join safeguards_desk d on d.id = s.from_desk_id join safeguards_agency a on a.id = d.agency_id
    join safeguards_officer o on o.id = s.contact_id
  where c.superseded_by_id is null and c.state <> 'open' and mooring_posted_officer() is not null and mooring_edits_its_house(c.house_id)
    and not mooring_in_a_household(s.id)
  order by c.since, s.reference $$;

create function mooring_people_in_unit(asked bigint) returns integer
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from housing_staystep t join housing_bed b on b.id = t.bed_id
  where b.unit_id = asked and t.superseded_by_id is null and t.state in ('offered', 'accepted', 'arrived', 'missing')
    and mooring_posted_officer() is not null and mooring_edits_its_house(b.house_id) $$;

-- Before the paid nights end, somebody is told, once for each day of warning: those that the house agreed on, else the usual ones.
drop function mooring_paid_nights_run_out(date);
create function mooring_paid_nights_run_out(today date, usual integer[])
  returns table (named text, from_desk bigint, house_desk bigint, contact bigint, left_days integer)
  language sql volatile security definer set search_path = public, pg_temp as $$
  with due as (
    select p.id, s.reference, s.from_desk_id, h.desk_id, s.contact_id, p.paid_until - today as remaining,
      (select min(day) from unnest(mooring_warn_days(s.house_id, today, usual)) day where p.paid_until - today <= day) as warned
    from housing_staypaid p join housing_stay s on s.id = p.stay_id join housing_house h on h.id = s.house_id
    join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null and t.state in ('accepted', 'arrived', 'missing')
    where p.superseded_by_id is null and (t.ends is null or t.ends > p.paid_until)),
  told as (
    insert into housing_stayalarm (id, payment_id, days_before, recorded_at)
      select (random() * 4e18)::bigint, due.id, due.warned, house_now() from due where due.warned is not null
      on conflict (payment_id, days_before) do nothing returning payment_id)
  select due.reference::text, due.from_desk_id, due.desk_id, due.contact_id, due.remaining from due join told on told.payment_id = due.id $$;
"""

WARN_DAYS = """
create function mooring_warn_days(asked bigint, today date, usual integer[]) returns integer[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select nullif(c.warn_days::integer[], '{}') from housing_housecontract c where c.house_id = asked
    and c.superseded_by_id is null and c.since <= today and (c.until is null or c.until >= today) order by c.since desc limit 1), usual) $$;
"""

RIGHTS = """
revoke execute on function mooring_is_a_childs_bed, mooring_in_a_household, mooring_went_along, mooring_left_to_move,
  mooring_people_in_unit, mooring_warn_days, mooring_paid_nights_run_out from public;
grant execute on function mooring_is_a_childs_bed, mooring_in_a_household, mooring_went_along, mooring_left_to_move,
  mooring_people_in_unit, mooring_warn_days to mooring_app;
grant execute on function mooring_paid_nights_run_out to mooring_clock;
"""


class Migration(migrations.Migration):
    dependencies = [("housing", "0003_who_reads_houses")]
    operations = [
        migrations.AddField(
            model_name="housecontract",
            name="warn_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                blank=True,
                default=list,
                help_text="How many days before the paid nights run out somebody is told; empty: as usual.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="placeneeds",
            name="ages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                blank=True,
                default=list,
                help_text="Of the children, in years.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="placeneeds",
            name="beside",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Children who sleep beside the person and need no bed of their own."
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="beside",
            field=models.ForeignKey(
                help_text="The stay of the parent, where this one is the bed of a child; it goes along with it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children_beds",
                to="housing.stay",
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="children",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Children who come along, in beds of their own or beside the person."
            ),
        ),
        *(migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (WARN_DAYS, HOUSEHOLDS, RIGHTS)),
    ]

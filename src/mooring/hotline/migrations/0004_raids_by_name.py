"""Notices of actions are open to a few by name, interpreters while they are on call; and the clock forgets where an action was."""

from django.db import migrations

from mooring.casework.guarding import grant_column_reading

# Who sees a notice stands in one table, officer by officer. It is asked past its own policy, which would ask it again.
WHO_SEES = """
create function mooring_sees_action(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from hotline_actionreader r where r.notice_id = asked and r.officer_id = mooring_posted_officer()
    and r.may_read and r.superseded_by_id is null) $$;

create function mooring_told_of_action(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from hotline_actionnotice n where n.id = asked and n.announced_by_id = mooring_posted_officer())
    or (mooring_sees_action(asked) and exists (select 1 from hotline_actionnotice n
      where n.id = asked and n.desk_id = any (mooring_desks()))) $$;

-- Nobody is named who has no part in it: the desk that tells, a coordinator, or whom a coordinator puts on the roster.
create function mooring_may_be_named(asked bigint, who bigint, why text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select case why
    when 'told' then mooring_told_of_action(asked) and who = mooring_posted_officer()
    when 'same_desk' then mooring_told_of_action(asked) and exists (select 1 from hotline_actionnotice n
      join safeguards_posting p on p.desk_id = n.desk_id and p.officer_id = who and p.since <= now()
        and (p.until is null or now() < p.until) where n.id = asked)
    when 'coordinates' then (mooring_told_of_action(asked) or (mooring_sees_action(asked) and mooring_serves_as('centre_coordinator')))
      and exists (select 1 from safeguards_posting p where p.officer_id = who and p.role = 'centre_coordinator'
        and p.since <= now() and (p.until is null or now() < p.until))
    when 'rostered' then mooring_sees_action(asked) and mooring_serves_as('centre_coordinator')
    else false end $$;
revoke execute on function mooring_sees_action, mooring_told_of_action, mooring_may_be_named from public;
grant execute on function mooring_sees_action, mooring_told_of_action, mooring_may_be_named to mooring_app;
"""

NOTICE = """
alter table hotline_actionnotice enable row level security;
grant select, insert on hotline_actionnotice to mooring_app;
create policy by_name on hotline_actionnotice for select to mooring_app using (mooring_sees_action(id));
create policy announcing on hotline_actionnotice for insert to mooring_app with check (
  announced_by_id = (select mooring_posted_officer()) and desk_id = any ((select mooring_desks())::bigint[])
  and (mooring_serves_as('police_liaison') or mooring_serves_as('control_liaison')) and not mooring_case_exists(id));
create trigger stamped before insert on hotline_actionnotice for each row execute function mooring_stamp();

create policy of_the_action on safeguards_datakey for select to mooring_app using (
  exists (select 1 from hotline_actionnotice n where n.id = safeguards_datakey.subject));
create policy made_with_the_action on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from hotline_actionnotice n where n.id = safeguards_datakey.subject
    and n.announced_by_id = (select mooring_posted_officer())));
"""


def by_name(table: str, adding: str, *, supersedable: bool = True) -> str:
    """The policies of a table that hangs on a notice: read by who sees the notice, added to under one more condition."""
    sees = f"mooring_sees_action({table}.notice_id)"
    sql = f"""
alter table {table} enable row level security;
grant select, insert on {table} to mooring_app;
create policy by_name on {table} for select to mooring_app using ({sees});
create policy appending on {table} for insert to mooring_app with check (
  {adding} and recorded_by_id = (select mooring_posted_officer()));
create trigger stamped before insert on {table} for each row execute function mooring_stamp();
"""
    if supersedable:
        sql += f"""
grant update (superseded_by_id) on {table} to mooring_app;
create policy superseding on {table} for update to mooring_app using ({sees} and {adding}) with check ({sees} and {adding});
create trigger superseded_once before update on {table} for each row execute function mooring_supersede_once();
create constraint trigger superseded_within_the_action after update of superseded_by_id on {table}
  deferrable initially deferred for each row when (new.superseded_by_id is not null)
  execute function mooring_superseded_within_the_action();
"""
    return sql


WITHIN = """
create function mooring_superseded_within_the_action() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare found boolean;
begin
  execute format('select exists (select 1 from %I.%I later where later.id = $1 and later.notice_id = $2)',
    tg_table_schema, tg_table_name) into found using new.superseded_by_id, new.notice_id;
  if not found then
    raise exception 'a row of a notice is superseded by one of the same notice' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
"""
COORDINATOR = "mooring_sees_action({0}.notice_id) and mooring_serves_as('centre_coordinator')"
OF_THE_ACTION = "".join(
    (
        by_name("hotline_actiontelling", "mooring_told_of_action(hotline_actiontelling.notice_id)"),
        by_name("hotline_actionstate", "mooring_sees_action(hotline_actionstate.notice_id)"),
        by_name(
            "hotline_actionreader",
            "mooring_may_be_named(hotline_actionreader.notice_id, hotline_actionreader.officer_id, hotline_actionreader.ground)",
        ),
        by_name("hotline_actionrostered", COORDINATOR.format("hotline_actionrostered")),
        by_name("hotline_actiontick", "mooring_sees_action(hotline_actiontick.notice_id)", supersedable=False),
        by_name(
            "hotline_actionsignal",
            "mooring_sees_action(hotline_actionsignal.notice_id) and desk_id = any ((select mooring_desks())::bigint[])",
            supersedable=False,
        ),
    )
)

# A telephone number is open to the field while the interpreter is on call, or comes to the same action; else to who keeps the list.
INTERPRETERS = """
create function mooring_reads_interpreter(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select mooring_serves_as('centre_coordinator')
    or ((mooring_serves_as('social_worker') or mooring_serves_as('hotline_worker'))
      and exists (select 1 from hotline_interpreteroncall h where h.interpreter_id = asked and h.superseded_by_id is null
        and not h.withdrawn and h.begins_at <= house_now() and house_now() < h.ends_at))
    or exists (select 1 from hotline_actionrostered r where r.interpreter_id = asked and r.comes and r.superseded_by_id is null
      and mooring_sees_action(r.notice_id) and not mooring_told_of_action(r.notice_id)) $$;
revoke execute on function mooring_reads_interpreter from public;
grant execute on function mooring_reads_interpreter to mooring_app;

alter table hotline_interpreter enable row level security;
grant select, insert on hotline_interpreter to mooring_app;
create policy reading on hotline_interpreter for select to mooring_app using (mooring_reads_interpreter(id));
create policy entering on hotline_interpreter for insert to mooring_app with check (
  mooring_serves_as('centre_coordinator') and recorded_by_id = (select mooring_posted_officer()) and not mooring_case_exists(id));
create trigger stamped before insert on hotline_interpreter for each row execute function mooring_stamp();

create policy of_the_interpreter on safeguards_datakey for select to mooring_app using (
  exists (select 1 from hotline_interpreter i where i.id = safeguards_datakey.subject));
create policy made_with_the_interpreter on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from hotline_interpreter i where i.id = safeguards_datakey.subject
    and i.recorded_by_id = (select mooring_posted_officer())));

alter table hotline_interpretercalled enable row level security;
grant select, insert on hotline_interpretercalled to mooring_app;
create policy of_the_desk on hotline_interpretercalled for select to mooring_app using (
  desk_id = any ((select mooring_desks())::bigint[]) or mooring_serves_as('centre_coordinator'));
create policy recording on hotline_interpretercalled for insert to mooring_app with check (
  desk_id = any ((select mooring_desks())::bigint[]) and recorded_by_id = (select mooring_posted_officer())
  and mooring_reads_interpreter(interpreter_id));
create trigger stamped before insert on hotline_interpretercalled for each row execute function mooring_stamp();
""" + "".join(
    f"""
alter table {table} enable row level security;
grant select, insert on {table} to mooring_app;
grant update (superseded_by_id) on {table} to mooring_app;
create policy reading on {table} for select to mooring_app using (mooring_reads_interpreter(interpreter_id));
create policy keeping on {table} for insert to mooring_app with check (
  mooring_serves_as('centre_coordinator') and recorded_by_id = (select mooring_posted_officer()));
create policy superseding on {table} for update to mooring_app
  using (mooring_serves_as('centre_coordinator')) with check (mooring_serves_as('centre_coordinator'));
create trigger stamped before insert on {table} for each row execute function mooring_stamp();
create trigger superseded_once before update on {table} for each row execute function mooring_supersede_once();
"""
    for table in ("hotline_interpretercard", "hotline_interpreteroncall")
)

# What became of an action, as counts alone. Who told of it gets none before it is over, and none that is small: neither a number
# below three, nor one that leaves less than three of those met.
COUNTS = """
create function mooring_action_counts(asked bigint)
  returns table (met integer, informed integer, asked_to_talk integer, became_case integer,
    held integer, crisis_centre integer, let_go integer, small_hidden boolean)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare outside boolean; numbers integer[];
begin
  if not mooring_sees_action(asked) then return; end if;
  outside := not exists (select 1 from hotline_actionreader r where r.notice_id = asked and r.officer_id = mooring_posted_officer()
    and r.may_read and r.superseded_by_id is null and r.ground in ('coordinates', 'rostered'));
  if outside and not exists (select 1 from hotline_actionstate s where s.notice_id = asked and s.superseded_by_id is null
      and s.state in ('ended', 'closed')) then return; end if;
  select array[count(*), count(*) filter (where e.informed), count(*) filter (where e.asked_to_talk = 'yes'),
      count(*) filter (where e.became_case), count(*) filter (where d.decision = 'held'),
      count(*) filter (where d.decision = 'crisis_centre'), count(*) filter (where d.decision = 'let_go')]::integer[]
    into numbers
    from hotline_actionsignal a
    join identification_encounter e on e.signal_id = a.signal_id and e.superseded_by_id is null
    left join identification_placementdecision d on d.signal_id = e.signal_id and d.person_number = e.number
      and d.superseded_by_id is null
    where a.notice_id = asked;
  small_hidden := false;
  if outside then
    for place in reverse 7..1 loop
      if numbers[place] between 1 and 2 or (place > 1 and numbers[1] - numbers[place] between 1 and 2)
          or (place > 1 and numbers[1] between 1 and 2) then
        numbers[place] := null;
        small_hidden := true;
      end if;
    end loop;
  end if;
  met := numbers[1]; informed := numbers[2]; asked_to_talk := numbers[3]; became_case := numbers[4];
  held := numbers[5]; crisis_centre := numbers[6]; let_go := numbers[7];
  return next;
end $$;
revoke execute on function mooring_action_counts from public;
grant execute on function mooring_action_counts to mooring_app;
"""

# The clock closes what nobody closed, and erases where it was. Nobody's name stands there: it was nobody's deed.
FORGETTING = """
create function mooring_forget_actions(before timestamptz) returns bigint
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare notice bigint; stands hotline_actionstate; later bigint; gone bigint := 0;
begin
  for notice in select t.notice_id from hotline_actiontelling t where t.superseded_by_id is null and t.starts_at < before
      and not mooring_is_erased(t.notice_id) loop
    select * into stands from hotline_actionstate s where s.notice_id = notice and s.superseded_by_id is null for update;
    if stands.state not in ('closed', 'called_off') then
      later := (random() * 4e18)::bigint;
      update hotline_actionstate set superseded_by_id = later where id = stands.id;
      insert into hotline_actionstate (id, notice_id, state, recorded_at) values (later, notice, 'closed', house_now());
    end if;
    insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (notice, house_now(), 'action.forgotten', 0)
      on conflict (subject) do nothing;
    gone := gone + 1;
  end loop;
  return gone;
end $$;
revoke execute on function mooring_forget_actions from public;
grant execute on function mooring_forget_actions to mooring_clock;
"""

COUNTED = {
    "hotline_actionnotice": ["id", "source", "recorded_at"],
    "hotline_actiontelling": [
        "id",
        "notice_id",
        "region",
        "starts_at",
        "expected_people",
        "recorded_at",
        "superseded_by_id",
    ],
    "hotline_actionstate": ["id", "notice_id", "state", "recorded_at", "superseded_by_id"],
    "hotline_actionsignal": ["notice_id", "signal_id", "recorded_at"],
}


class Migration(migrations.Migration):
    dependencies = [("hotline", "0003_raids")]
    operations = [
        *(
            migrations.RunSQL([(sql, None)], migrations.RunSQL.noop)
            for sql in (WHO_SEES, NOTICE, WITHIN, OF_THE_ACTION, INTERPRETERS, COUNTS, FORGETTING)
        ),
        *(grant_column_reading("mooring_counter", table, columns) for table, columns in COUNTED.items()),
        # A decision of the police is about person 1 of a signal: the number joins the two, and names nobody.
        migrations.RunSQL(
            [("grant select (number) on identification_encounter to mooring_counter", None)], migrations.RunSQL.noop
        ),
    ]

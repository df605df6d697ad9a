"""Who pays reads what paying needs; a word is that of who represents the child now; a house sounds the alarm for who lives there."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

# A word is that of who was appointed when it was said. Where somebody else stands there now, it is asked for anew: also one from before
# words said whose they are.
WORDS = """
create policy of_who_is_appointed on support_representativeword as restrictive for insert to mooring_app with check (
  exists (select 1 from support_representative r where r.id = representative_id and r.case_id = support_representativeword.case_id
    and r.state = 'appointed' and r.superseded_by_id is null));

create or replace function mooring_child_stands(asked bigint) returns table (is_child boolean, came text, appointed boolean, agreed text[])
  language sql stable security definer set search_path = public, pg_temp as $$
  select
    coalesce((select m.is_child from support_childmark m where m.case_id = asked and m.superseded_by_id is null),
      exists (select 1 from support_childpath p where p.case_id = asked and p.superseded_by_id is null)),
    (select p.came from support_childpath p where p.case_id = asked and p.superseded_by_id is null),
    exists (select 1 from support_representative r
      where r.case_id = asked and r.superseded_by_id is null and r.state = 'appointed'),
    (select coalesce(array_agg(w.matter::text), '{}') from support_representativeword w
      join support_representative said on said.id = w.representative_id
      join support_representative r on r.case_id = w.case_id and r.superseded_by_id is null and r.state = 'appointed'
        and (r.id = said.id or (r.officer_id is not null and r.officer_id = said.officer_id))
      where w.case_id = asked and w.superseded_by_id is null and w.agrees
        and w.said_on between (house_now() - interval '29 days')::date and (house_now() + interval '1 day')::date)
  where (select mooring_posted_officer()) is not null
    and exists (select 1 from casework_held h where h.case_id = asked) $$;
"""

# Every house could sound it for every child whose key it had; now for who is missing from a bed of its own. The rest stays as it was.
BEFORE = import_module("mooring.support.migrations.0008_children").ALARM
ALARM = (
    BEFORE[
        BEFORE.index("create function mooring_child_alarm") : BEFORE.index("create function mooring_told_of_missing")
    ]
    .replace("create function", "create or replace function")
    .replace("mooring_serves_as('shelter_worker')", "mooring_is_missing_from_here(asked)")
)

# The answer on the help is found on the facts of the person: it is the team's. Thirty days after the end who pays reads nothing any more;
# a complaint opens it again.
GROUNDS = """
set constraints all immediate;
alter table support_serviceground enable row level security;
grant select, insert on support_serviceground to mooring_app;
create function mooring_in_the_team_of_service(asked bigint, writing boolean) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from support_servicerequest r join casework_held h on h.case_id = r.case_id
    where r.id = asked and h.compartment = 'support' and (h.may_write or not writing)) $$;
create policy of_the_team on support_serviceground for select to mooring_app using (mooring_in_the_team_of_service(request_id, false));
create policy asking on support_serviceground for insert to mooring_app with check (
  mooring_posted_officer() is not null and mooring_in_the_team_of_service(request_id, true));
insert into support_serviceground (request_id, finding) select r.id, r.finding from support_servicerequest r;
set constraints all immediate;

create function mooring_service_is_still_open(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select 1 from support_servicestep s where s.request_id = asked and s.superseded_by_id is null
    and s.state in ('paid', 'refused', 'withdrawn') and s.recorded_at < house_now() - interval '30 days') $$;
revoke execute on function mooring_in_the_team_of_service, mooring_service_is_still_open from public;
grant execute on function mooring_in_the_team_of_service, mooring_service_is_still_open to mooring_app;

drop policy reading on support_servicerequest;
create policy reading on support_servicerequest for select to mooring_app using (
  (payer_desk_id = any ((select mooring_desks())::bigint[]) and mooring_pays_at(payer_desk_id) and mooring_service_is_still_open(id))
  or exists (select 1 from casework_held h where h.case_id = support_servicerequest.case_id and h.compartment = 'support'));
create or replace function mooring_reads_service(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from support_servicerequest r where r.id = asked and (
    (mooring_pays_at(r.payer_desk_id) and mooring_service_is_still_open(r.id))
    or exists (select 1 from casework_held h where h.case_id = r.case_id and h.compartment = 'support'))) $$;
"""

# What fewer than five people had is told to the desk that set the money aside; to another that keeps money it is said that there are few.
SUMS = """
create or replace function mooring_service_spend(first date, last date, zone text)
  returns table (payer text, service text, people bigint, promised bigint, invoiced bigint, paid bigint)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare keeps boolean := mooring_serves_as('centre_coordinator');
begin
  if not keeps and not (mooring_serves_as('statistician') and first = date_trunc('year', first)::date
      and last = (date_trunc('year', first) + interval '1 year' - interval '1 day')::date
      and last < (house_now() at time zone zone)::date) then return; end if;
  return query
    select its.payer, its.service, its.people, case when its.told then its.promised end, case when its.told then its.invoiced end,
      case when its.told then its.paid end
    from (select r.payer::text, r.service::text, count(distinct r.case_id) people,
        coalesce(sum(case when now_at.state in ('authorised', 'booked', 'not_delivered', 'delivered') then told.amount end), 0)::bigint
          promised,
        coalesce(sum(case when now_at.state = 'invoiced' then now_at.amount end), 0)::bigint invoiced,
        coalesce(sum(case when now_at.state = 'paid' then now_at.amount end), 0)::bigint paid,
        count(distinct r.case_id) >= 5 or exists (select 1 from support_budgetline b
          join safeguards_posting p on p.officer_id = b.recorded_by_id and p.desk_id = any (mooring_desks())
          where b.payer = r.payer and b.superseded_by_id is null and b.first_day <= last and b.last_day >= first) told
      from support_servicerequest r
      join support_servicestep now_at on now_at.request_id = r.id and now_at.superseded_by_id is null
      join lateral (select s.amount, s.recorded_at from support_servicestep s where s.request_id = r.id and s.state = 'authorised'
        order by s.recorded_at desc, s.superseded_by_id is not null limit 1) told on true
      where now_at.state in ('authorised', 'booked', 'not_delivered', 'delivered', 'invoiced', 'paid')
        and (told.recorded_at at time zone zone)::date between first and last
      group by r.payer, r.service) its
    where keeps or its.people >= 5
    order by its.payer, its.service;
end $$;
"""


def sql(statement: str) -> migrations.RunSQL:
    return migrations.RunSQL([(statement, None)], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("housing", "0003_who_reads_houses"), ("support", "0008_children")]
    operations = [
        migrations.AddField(
            model_name="representativeword",
            name="representative",
            field=models.ForeignKey(
                help_text="The appointment under which it was said.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="support.representative",
            ),
        ),
        migrations.AlterField(
            model_name="representativeword",
            name="matter",
            field=models.CharField(
                choices=[
                    ("consent", "That something is told to others"),
                    ("plan", "The plan"),
                    ("stay", "A place to live"),
                    ("return", "A return"),
                    ("permit", "A permit to stay"),
                    ("assessment", "Whether there is an assessment"),
                    ("claim", "A claim for compensation"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="ServiceGround",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="ground",
                        serialize=False,
                        to="support.servicerequest",
                    ),
                ),
                ("finding", models.JSONField(help_text="The law's answer on the help, as it was given.")),
            ],
        ),
        sql(WORDS),
        sql(ALARM),
        sql(GROUNDS),
        migrations.RemoveField(model_name="servicerequest", name="finding"),
        sql(SUMS),
    ]

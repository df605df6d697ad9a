"""Money set aside may belong to one desk that pays: each municipality sees its own, and no other's."""

import django.db.models.deletion
from django.db import migrations, models

WHO_SEES = """
create function mooring_keeps_money_of(desk bigint) returns boolean language sql stable as $$
  select exists (select 1 from safeguards_posting p where p.officer_id = mooring_posted_officer() and p.desk_id = desk
    and p.role = 'municipal_caseworker' and p.since <= now() and (p.until is null or now() < p.until)) $$;

create function mooring_keeps_budget(asked text, desk bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select mooring_posted_officer() is not null and case when desk is null then mooring_serves_as('centre_coordinator')
    else mooring_keeps_money_of(desk) and exists (select 1 from safeguards_desk d join safeguards_agency a on a.id = d.agency_id
      where d.id = desk and a.kind = asked) end $$;

drop policy reading on support_budgetline;
drop policy setting_aside on support_budgetline;
drop policy superseding on support_budgetline;
create policy reading on support_budgetline for select to mooring_app using (
  mooring_posted_officer() is not null and mooring_keeps_budget(payer, payer_desk_id));
create policy setting_aside on support_budgetline for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_keeps_budget(payer, payer_desk_id));
create policy superseding on support_budgetline for update to mooring_app
  using (mooring_posted_officer() is not null and mooring_keeps_budget(payer, payer_desk_id))
  with check (mooring_posted_officer() is not null and mooring_keeps_budget(payer, payer_desk_id));
"""

# The sums themselves, of everybody who pays or of one desk: read by the two functions below alone, each of which asks who acts.
# What fewer than five people had is told to whom set the money aside; that a few had it, to another that keeps money.
SUMS = """
create function mooring_sums_of_help(first date, last date, zone text, desk bigint)
  returns table (payer text, service text, people bigint, promised bigint, invoiced bigint, paid bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.payer::text, r.service::text, count(distinct r.case_id),
    coalesce(sum(case when now_at.state in ('authorised', 'booked', 'not_delivered', 'delivered') then told.amount end), 0)::bigint,
    coalesce(sum(case when now_at.state = 'invoiced' then now_at.amount end), 0)::bigint,
    coalesce(sum(case when now_at.state = 'paid' then now_at.amount end), 0)::bigint
  from support_servicerequest r
  join support_servicestep now_at on now_at.request_id = r.id and now_at.superseded_by_id is null
  join lateral (select s.amount, s.recorded_at from support_servicestep s where s.request_id = r.id and s.state = 'authorised'
    order by s.recorded_at desc, s.superseded_by_id is not null limit 1) told on true
  where now_at.state in ('authorised', 'booked', 'not_delivered', 'delivered', 'invoiced', 'paid')
    and (told.recorded_at at time zone zone)::date between first and last and (desk is null or r.payer_desk_id = desk)
  group by r.payer, r.service $$;

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
    from (select s.*, s.people >= 5 or exists (select 1 from support_budgetline b
          join safeguards_posting p on p.officer_id = b.recorded_by_id and p.desk_id = any (mooring_desks())
          where b.payer = s.payer and b.payer_desk_id is null and b.superseded_by_id is null
            and b.first_day <= last and b.last_day >= first) told
      from mooring_sums_of_help(first, last, zone, null) s) its
    where keeps or its.people >= 5
    order by its.payer, its.service;
end $$;

create function mooring_desk_spend(desk bigint, first date, last date, zone text)
  returns table (payer text, service text, people bigint, promised bigint, invoiced bigint, paid bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select its.payer, its.service, its.people, case when its.told then its.promised end, case when its.told then its.invoiced end,
    case when its.told then its.paid end
  from (select s.*, s.people >= 5 or exists (select 1 from support_budgetline b where b.payer_desk_id = desk
        and b.superseded_by_id is null and b.first_day <= last and b.last_day >= first) told
    from mooring_sums_of_help(first, last, zone, desk) s) its
  where mooring_posted_officer() is not null and mooring_keeps_money_of(desk)
  order by its.payer, its.service $$;
revoke execute on function mooring_keeps_budget, mooring_sums_of_help, mooring_desk_spend from public;
grant execute on function mooring_keeps_budget, mooring_desk_spend to mooring_app;
"""


def sql(statement: str) -> migrations.RunSQL:
    return migrations.RunSQL([(statement, None)], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0001_initial"), ("support", "0009_who_may_read")]
    operations = [
        migrations.AddField(
            model_name="budgetline",
            name="payer_desk",
            field=models.ForeignKey(
                blank=True,
                help_text="The desk whose money it is; empty: that of everybody who pays by this rule.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="safeguards.desk",
            ),
        ),
        migrations.RemoveConstraint(model_name="budgetline", name="one_standing_budget_line"),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("payer_desk", None), ("superseded_by", None)),
                fields=("payer", "first_day"),
                name="one_standing_budget_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by", None)),
                fields=("payer_desk", "first_day"),
                name="one_standing_line_of_a_desk",
            ),
        ),
        sql(WHO_SEES),
        sql(SUMS),
    ]

"""Referrals to agencies that have no access of their own: a sealed page, and who tried to open it when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys

PAGES = """
alter table referral_sealedpage enable row level security;
alter table referral_sealedpagelook enable row level security;
grant select (id, referral_id, language, recorded_at, recorded_by_id, expires_at, tries, opened_at, ended_at, ended_because, known_by),
  insert on referral_sealedpage to mooring_app;
create policy reading on referral_sealedpage for select to mooring_app using (mooring_reads_referral(referral_id));
create policy laying on referral_sealedpage for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_writes_to_referral(referral_id, 'sender'));
create trigger stamped before insert on referral_sealedpage for each row execute function mooring_stamp();
grant select on referral_sealedpagelook to mooring_app;
create policy reading on referral_sealedpagelook for select to mooring_app using (
  exists (select 1 from referral_sealedpage p where p.id = page_id and mooring_reads_referral(p.referral_id)));

create function mooring_end_sealed_pages(asked bigint, why text) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not mooring_writes_to_referral(asked, 'sender') then
    raise exception 'only who sent a referral ends its link' using errcode = 'insufficient_privilege';
  end if;
  update referral_sealedpage set ended_at = house_now(), ended_because = why where referral_id = asked and ended_at is null;
end $$;
revoke execute on function mooring_end_sealed_pages from public;
grant execute on function mooring_end_sealed_pages to mooring_app;

-- Whoever holds the link and the code stands outside: no officer is set, and this is all that is open to her. What does not open says
-- nothing of why; each try is written down, and five wrong codes end the link.
create function mooring_sealed_page_of(asked bytea, shown bytea) returns bigint
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare page referral_sealedpage; it referral_referral; what text := 'opened';
begin
  select * into page from referral_sealedpage p where p.known_by = asked for update;
  if not found then return null; end if;
  select * into it from referral_referral r where r.id = page.referral_id;
  if page.ended_at is not null or page.expires_at <= house_now() or not mooring_referral_is_open(it.id) then
    what := 'over';
  elsif page.proof <> shown then
    what := 'wrong_code';
    update referral_sealedpage set tries = tries + 1, ended_at = case when tries + 1 >= 5 then house_now() end,
      ended_because = case when tries + 1 >= 5 then 'wrong_codes' else '' end where id = page.id;
    if page.tries + 1 >= 5 then
      perform mooring_tell('referral.wrong_codes', '{}', array[it.from_desk_id], '/referrals/' || it.reference || '/link/', 'urgent');
    end if;
  end if;
  insert into referral_sealedpagelook (id, page_id, what, at) values ((random() * 4e18)::bigint, page.id, what, house_now());
  return case when what = 'opened' then page.id end;
end $$;

create function mooring_open_sealed_page(asked bytea, shown bytea) returns table (sealed bytea, state text)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare opened bigint := mooring_sealed_page_of(asked, shown);
begin
  if opened is null then return; end if;
  update referral_sealedpage p set opened_at = house_now() where p.id = opened and p.opened_at is null;
  perform mooring_step_from_outside(opened, 'received', (random() * 4e18)::bigint, '', null);
  return query select p.sealed, s.state::text from referral_sealedpage p
    join referral_referralstep s on s.referral_id = p.referral_id and s.superseded_by_id is null where p.id = opened;
end $$;

-- A step by who holds link and code. Nothing when it is no lawful move: the page then shows where the referral stands.
create function mooring_step_from_outside(page bigint, target text, anew bigint, why text, words bytea) returns boolean
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare it referral_referral; standing referral_referralstep;
begin
  select r.* into it from referral_referral r join referral_sealedpage p on p.referral_id = r.id where p.id = page;
  select * into standing from referral_referralstep s where s.referral_id = it.id and s.superseded_by_id is null for update;
  if not mooring_referral_may_move(standing.state, target) or target not in ('received', 'accepted', 'declined', 'returned', 'done') then
    return false;
  end if;
  update referral_referralstep set superseded_by_id = anew where id = standing.id;
  insert into referral_referralstep (id, referral_id, state, reason, words_sealed, due_at, recorded_at, recorded_by_id)
    values (anew, it.id, target, why, words, case when target = 'received' then standing.due_at end, house_now(), null);
  perform mooring_tell('referral.' || target, '{}', array[it.from_desk_id], '/referrals/' || it.reference || '/',
    case when it.urgency = 'now' then 'urgent' else 'ordinary' end);
  return true;
end $$;

create function mooring_answer_sealed_page(asked bytea, shown bytea, target text, anew bigint, why text, words bytea) returns boolean
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare opened bigint := mooring_sealed_page_of(asked, shown); answered boolean;
begin
  if opened is null then return null; end if;
  answered := mooring_step_from_outside(opened, target, anew, why, words);
  if answered then
    update referral_sealedpagelook set what = 'answered' where id = (select l.id from referral_sealedpagelook l where l.page_id = opened
      order by l.at desc, l.id desc limit 1);
  end if;
  return answered;
end $$;
revoke execute on function mooring_sealed_page_of, mooring_open_sealed_page, mooring_step_from_outside,
  mooring_answer_sealed_page from public;
grant execute on function mooring_open_sealed_page, mooring_answer_sealed_page to mooring_app;

-- Erasing the case ends what can be opened from outside: what was sealed under the link goes with the keys.
create function mooring_erase_sealed_pages() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update referral_sealedpage set sealed = '', ended_at = coalesce(ended_at, house_now()),
    ended_because = coalesce(nullif(ended_because, ''), 'ended')
    where referral_id in (select r.id from referral_referral r where r.case_id = new.subject);
  return new;
end $$;
revoke execute on function mooring_erase_sealed_pages from public;
create trigger erases_sealed_pages before insert on safeguards_erasure for each row execute function mooring_erase_sealed_pages();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("referral", "0002_referrals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="SealedPage",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=mooring.safeguards.random_keys.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("known_by", models.BinaryField(help_text="A hash of the token in the link.", unique=True)),
                (
                    "proof",
                    models.BinaryField(
                        help_text="What only the link and the code together give; compared, never shown."
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("language", models.CharField(help_text="The language in which it is written out.", max_length=8)),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("opened_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ended", "Ended by the sender"),
                            ("replaced", "Another link was made in its place"),
                            ("wrong_codes", "Too many wrong codes"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sealed_pages", to="referral.referral"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SealedPageLook",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=mooring.safeguards.random_keys.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("wrong_code", "Tried with a wrong code"),
                            ("over", "Tried after its time was over"),
                            ("answered", "Answered"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="referral.sealedpage"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="sealedpage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("referral",), name="one_sealed_page_of_a_referral"
            ),
        ),
        migrations.RunSQL([(PAGES, None)], migrations.RunSQL.noop),
    ]

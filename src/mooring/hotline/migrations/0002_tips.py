"""Tips without a name: put in by functions that look at nothing else, read by the hotline alone, erased when their time is over."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.hotline.models.tips
import mooring.safeguards.clock
import mooring.safeguards.random_keys

TABLES = ("tipkey", "tip", "tipmessage", "tipfile", "tipstep", "tipfigure")
READING = (
    "create function mooring_answers_tips() returns boolean language sql stable parallel safe as $$"
    + """
  select cardinality(mooring_hotline_desks()) > 0 $$;
"""
    + "".join(
        f"""
alter table hotline_{table} enable row level security;
grant select on hotline_{table} to mooring_app;
create policy reading on hotline_{table} for select to mooring_app using ((select mooring_answers_tips()));
"""
        for table in TABLES
    )
)
# What the hotline itself adds: answers, and what it did.
ADDING = """
grant insert on hotline_tipmessage, hotline_tipstep to mooring_app;
create policy answering on hotline_tipmessage for insert to mooring_app with check (
  (select mooring_answers_tips()) and from_hotline and recorded_by_id = (select mooring_posted_officer()));
create policy stepping on hotline_tipstep for insert to mooring_app with check (
  (select mooring_answers_tips()) and recorded_by_id = (select mooring_posted_officer()));
create trigger stamped before insert on hotline_tipmessage for each row execute function mooring_stamp();
create trigger stamped before insert on hotline_tipstep for each row execute function mooring_stamp();
"""
# Where a tip stands follows from what was added last (tips/states.py says the same in words).
MOVING = """
create function mooring_tip_moves() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before text; after text;
begin
  select state into before from hotline_tip where id = new.tip_id for update;
  if tg_table_name = 'hotline_tipmessage' then
    after := case when new.from_hotline then 'answered' when before = 'new' then 'new' else 'written_again' end;
    if new.from_hotline and before = 'closed' then
      raise exception 'a closed tip is not answered' using errcode = 'restrict_violation';
    end if;
  else
    after := case new.kind when 'signal' then 'signal' when 'closed' then 'closed' else before end;
    if new.kind in ('signal', 'closed') and (after = before or before = 'closed') then
      raise exception 'a tip does not go from % to %', before, after using errcode = 'restrict_violation';
    end if;
  end if;
  update hotline_tip set state = after,
    short_life = short_life or (tg_table_name = 'hotline_tipstep' and to_jsonb(new) ->> 'kind' = 'names_a_person'),
    last_at = case when tg_table_name = 'hotline_tipmessage' then greatest(last_at, new.recorded_at) else last_at end
    where id = new.tip_id;
  return null;
end $$;
create trigger moving after insert on hotline_tipmessage for each row execute function mooring_tip_moves();
create trigger moving after insert on hotline_tipstep for each row execute function mooring_tip_moves();
"""
KEYS = """
create function mooring_tip_key() returns table (number bigint, public bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select id, public from hotline_tipkey order by made_at desc, id limit 1 $$;

create function mooring_lay_tip_key(given bigint, public_half bytea, sealed bytea, anew boolean)
  returns table (number bigint, public bytea) language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('mooring_lay_tip_key'));
  if anew and not mooring_administers() then
    raise exception 'only an administrator renews the key of the hotline' using errcode = 'insufficient_privilege';
  end if;
  if anew or not exists (select 1 from hotline_tipkey) then
    insert into hotline_tipkey (id, public, private_sealed, made_at) values (given, public_half, sealed, clock_timestamp());
  end if;
  return query select * from mooring_tip_key();
end $$;
"""
# Lost in a crash of the database, and that is right: counts of minutes, and the salt of a day.
COUNTING = """
create unlogged table hotline_tipcount (scope text, network bytea, number integer not null, until timestamptz not null,
  primary key (scope, network));
create unlogged table hotline_tipsalt (day date primary key, salt bytea not null);

create function mooring_tip_salt(today date) returns bytea language plpgsql security definer set search_path = public, pg_temp as $$
declare found bytea;
begin
  select salt into found from hotline_tipsalt where day = today;
  if found is null then
    insert into hotline_tipsalt values (today, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) on conflict do nothing;
    delete from hotline_tipsalt where day < today - 1;
    select salt into found from hotline_tipsalt where day = today;
  end if;
  return found;
end $$;

create function mooring_count_tip(asked_scope text, asked_network bytea, most integer, seconds integer) returns boolean
  language sql volatile security definer set search_path = public, pg_temp as $$
  insert into hotline_tipcount as c values (asked_scope, asked_network, 1, clock_timestamp() + make_interval(secs => seconds))
  on conflict (scope, network) do update set
    number = case when c.until <= clock_timestamp() then 1 else c.number + 1 end,
    until = case when c.until <= clock_timestamp() then excluded.until else c.until end
  returning number <= most $$;

create function mooring_tip_wait(asked_scope text, asked_network bytea) returns integer
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select greatest(1, ceil(extract(epoch from until - clock_timestamp())))::integer from hotline_tipcount
    where scope = asked_scope and network = asked_network), 1) $$;

create function mooring_tips_lately() returns bigint language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from hotline_tip where received_at > house_now() - interval '1 minute' $$;
"""
# One statement takes a message in, so that it is there whole or not at all. What is sent again is known before anything is counted.
RECEIVING = """
create function mooring_receive_tip(receipt bytea, asked_scope text, network bytea, most integer, seconds integer,
    message bigint, message_digest bytea, sealed_by bigint, message_sealed bytea,
    founds boolean, given bigint, named text, public_half bytea, spoken text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare here bigint; added bigint;
begin
  select id into here from hotline_tip where receipt_hash = receipt;
  if here is not null and exists (select 1 from hotline_tipmessage where tip_id = here and digest = message_digest) then
    return 'again';
  end if;
  if here is null and not founds then
    return 'none';
  end if;
  if not mooring_count_tip(asked_scope, network, most, seconds) then
    return 'too_many';
  end if;
  if here is null then
    insert into hotline_tip (id, reference, receipt_hash, public, language, state, short_life, received_at, last_at)
      values (given, named, receipt, public_half, spoken, 'new', false, house_now(), house_now()) on conflict (receipt_hash) do nothing;
    select id into here from hotline_tip where receipt_hash = receipt;
  end if;
  -- Two that arrive together wait for each other here, and then see each other.
  perform 1 from hotline_tip where id = here for update;
  if (select count(*) >= 60 from hotline_tipmessage m where m.tip_id = here and not from_hotline
      and recorded_at > house_now() - interval '1 day') then
    return 'full';
  end if;
  insert into hotline_tipmessage (id, tip_id, from_hotline, digest, key_id, sealed, recorded_at)
    values (message, here, false, message_digest, sealed_by, message_sealed, house_now())
    on conflict (tip_id, digest) do nothing returning id into added;
  return case when added is null then 'again' else 'received' end;
end $$;

create function mooring_receive_tip_file(receipt bytea, message_digest bytea, given bigint, file_digest bytea, media text, length integer,
    sealed_by bigint, file_sealed bytea, preview bytea) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare here bigint; beside bigint;
begin
  select id into here from hotline_tip where receipt_hash = receipt for update;
  select id into beside from hotline_tipmessage where tip_id = here and digest = message_digest;
  if beside is null then return 'none'; end if;
  if exists (select 1 from hotline_tipfile where tip_id = here and digest = file_digest) then return 'again'; end if;
  if (select count(*) >= 20 or coalesce(sum(size), 0) + length > 200000000 from hotline_tipfile where tip_id = here) then
    return 'full';
  end if;
  insert into hotline_tipfile (id, tip_id, message_id, digest, media_type, size, key_id, sealed, preview_sealed, recorded_at)
    values (given, here, beside, file_digest, media, length, sealed_by, file_sealed, preview, house_now());
  return 'received';
end $$;

create function mooring_has_tip_file(receipt bytea, file_digest bytea) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from hotline_tipfile f join hotline_tip t on t.id = f.tip_id
    where t.receipt_hash = receipt and f.digest = file_digest) $$;
"""
# Whoever tries out receipts is counted, and whoever has tried out too many finds nothing, the right one neither.
COMING_BACK = """
create function mooring_find_tip(receipt bytea, asked_network bytea, most integer, seconds integer) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from hotline_tipcount where scope = 'guessing' and network = asked_network
      and number >= most and until > clock_timestamp()) then
    return 'too_many';
  end if;
  if exists (select 1 from hotline_tip where receipt_hash = receipt) then
    return 'found';
  end if;
  perform mooring_count_tip('guessing', asked_network, most, seconds);
  return 'none';
end $$;

create function mooring_tip_answers(receipt bytea) returns table (message bigint, from_hotline boolean, at timestamptz, answer bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.from_hotline, m.recorded_at, m.answer_sealed from hotline_tipmessage m join hotline_tip t on t.id = m.tip_id
    where t.receipt_hash = receipt order by m.recorded_at, m.id $$;
"""
# Days are written here and nowhere else, so that nobody who works as the application can shorten them.
FORGETTING = """
create function mooring_erase_tips() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare over bigint[];
begin
  select coalesce(array_agg(id), '{}') into over from (select id from hotline_tip
    where last_at < house_now() - case when short_life then interval '30 days' else interval '90 days' end for update skip locked) t;
  insert into hotline_tipfigure as f (month, outcome, number)
    select date_trunc('month', received_at)::date, state, count(*) from hotline_tip where id = any (over) group by 1, 2
    on conflict (month, outcome) do update set number = f.number + excluded.number;
  delete from hotline_tipstep where tip_id = any (over);
  delete from hotline_tipfile where tip_id = any (over);
  delete from hotline_tipmessage where tip_id = any (over);
  delete from hotline_tip where id = any (over);
  -- A key that opens nothing any more is of use to a thief only.
  delete from hotline_tipkey k where k.id <> (select number from mooring_tip_key()) and k.made_at < clock_timestamp() - interval '1 day'
    and not exists (select 1 from hotline_tipmessage where key_id = k.id) and not exists (select 1 from hotline_tipfile where key_id = k.id)
    and not exists (select 1 from hotline_tipstep where key_id = k.id);
  delete from hotline_tipcount where until < clock_timestamp();
  delete from hotline_tipsalt where day < (clock_timestamp() - interval '2 days')::date;
  return cardinality(over);
end $$;

create function mooring_tips_waiting(since timestamptz) returns setof bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct p.desk_id from safeguards_posting p where p.role = 'hotline_worker'
    and p.since <= house_now() and (p.until is null or house_now() < p.until)
    and exists (select 1 from hotline_tipmessage m join hotline_tip t on t.id = m.tip_id
      where t.state in ('new', 'written_again') and not m.from_hotline and m.recorded_at >= since) $$;
"""
ONLY_THE_APPLICATION = """
do $$ declare f text; begin
  foreach f in array array['mooring_tip_moves', 'mooring_tip_key', 'mooring_lay_tip_key', 'mooring_tip_salt', 'mooring_count_tip',
      'mooring_tip_wait', 'mooring_tips_lately', 'mooring_receive_tip', 'mooring_receive_tip_file', 'mooring_has_tip_file',
      'mooring_find_tip', 'mooring_tip_answers', 'mooring_erase_tips', 'mooring_tips_waiting'] loop
    execute format('revoke execute on function %I from public', f);
    if f not in ('mooring_tip_moves', 'mooring_count_tip', 'mooring_erase_tips') then
      execute format('grant execute on function %I to mooring_app', f);
    end if;
  end loop;
end $$;
grant execute on function mooring_erase_tips to mooring_clock;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("hotline", "0001_calls_and_duty"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Tip",
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
                    "reference",
                    models.CharField(
                        default=mooring.hotline.models.tips.tip_reference, editable=False, max_length=12, unique=True
                    ),
                ),
                ("receipt_hash", models.BinaryField(help_text="Keyed; the receipt itself is not kept.", unique=True)),
                (
                    "public",
                    models.BinaryField(
                        help_text="The key to which answers are sealed; it is worked out of the receipt."
                    ),
                ),
                (
                    "language",
                    models.CharField(help_text="In which the page was shown, and answers are read.", max_length=8),
                ),
                ("state", models.CharField(default="new", max_length=20)),
                (
                    "short_life",
                    models.BooleanField(default=False, help_text="It names a person whom the mechanism does not know."),
                ),
                ("received_at", models.DateTimeField(db_index=True, default=mooring.safeguards.clock.now)),
                ("last_at", models.DateTimeField(db_index=True, default=mooring.safeguards.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="TipKey",
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
                ("public", models.BinaryField(help_text="X25519, 32 bytes.")),
                (
                    "private_sealed",
                    models.BinaryField(help_text="Sealed with a key that is derived from the secret of the house."),
                ),
                ("made_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="TipFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("outcome", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("month", "outcome"), name="one_tip_figure")],
            },
        ),
        migrations.CreateModel(
            name="TipMessage",
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
                ("from_hotline", models.BooleanField(default=False)),
                (
                    "digest",
                    models.BinaryField(
                        help_text="By which the same message sent twice is known; keyed with the receipt."
                    ),
                ),
                ("sealed", models.BinaryField(help_text="Sealed to the hotline.")),
                (
                    "answer_sealed",
                    models.BinaryField(help_text="An answer, sealed to whoever holds the receipt.", null=True),
                ),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hotline.tipkey"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="hotline.tip"
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="TipFile",
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
                ("digest", models.BinaryField(help_text="Of the file as it came; keyed with the receipt.")),
                ("media_type", models.CharField(max_length=80)),
                ("size", models.PositiveIntegerField(help_text="Bytes of the copy.")),
                ("sealed", models.BinaryField()),
                ("preview_sealed", models.BinaryField(help_text="Its first page as a picture.", null=True)),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "tip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="hotline.tip"
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hotline.tipkey"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="hotline.tipmessage"
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="TipStep",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("names_a_person", "It names a person whom the mechanism does not know"),
                            ("signal", "It became a signal"),
                            ("police", "Passed on to the police"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "What was asked is answered"),
                            ("not_trafficking", "It is not about trafficking; other help was named"),
                            ("nothing_to_do", "There is nothing in it that one could act on"),
                            ("known", "It is known already, from another side"),
                            ("practice", "An exercise or a test"),
                            ("abuse", "Abuse of this way"),
                            ("danger_to_life", "There is danger to somebody's life now"),
                            ("court_order", "A court has ordered it"),
                            ("duty_to_testify", "There is a duty to testify"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "words_sealed",
                    models.BinaryField(help_text="What was passed on and why, sealed to the hotline.", null=True),
                ),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "key",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hotline.tipkey"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identification.signal",
                    ),
                ),
                (
                    "tip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="hotline.tip"
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="tipmessage",
            constraint=models.UniqueConstraint(fields=("tip", "digest"), name="one_tip_message_once"),
        ),
        migrations.AddConstraint(
            model_name="tipmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer_sealed", None), ("from_hotline", False), ("recorded_by", None)),
                    models.Q(("answer_sealed__isnull", False), ("from_hotline", True), ("recorded_by__isnull", False)),
                    _connector="OR",
                ),
                name="tip_message_is_of_one_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="tipfile",
            constraint=models.UniqueConstraint(fields=("tip", "digest"), name="one_tip_file_once"),
        ),
        *(
            migrations.RunSQL([(sql, None)], migrations.RunSQL.noop)
            for sql in (
                READING,
                ADDING,
                MOVING,
                KEYS,
                COUNTING,
                RECEIVING,
                COMING_BACK,
                FORGETTING,
                ONLY_THE_APPLICATION,
            )
        ),
    ]

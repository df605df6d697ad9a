"""Keys in versions, the secret of the house, and erasure by key with a list that a restore replays."""

from django.db import migrations, models

import mooring.safeguards.clock

KEYS = """
-- Every application may make a first key for what it founds; further versions are made by the owner's rotation alone.
create policy first_version on safeguards_datakey as restrictive for insert to mooring_app with check (version = 1);

alter table safeguards_housesecret enable row level security;
grant select, insert on safeguards_housesecret to mooring_app;
-- It lies wrapped by the master key; who has no master key reads noise.
create policy reading on safeguards_housesecret for select to mooring_app using (true);
create policy first on safeguards_housesecret for insert to mooring_app with check (true);
"""

# To erase is to insert one row: the trigger removes the keys. Nobody but the owner of the tables has the right to delete a key.
# Rooms that keep more than sealed words about a subject add a trigger of their own on this table, so that a restore, which replays
# the rows, erases that as well.
ERASURE = """
create function mooring_may_be_erased(erased bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$ select true $$;
create function mooring_is_erased(erased bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select 1 from safeguards_erasure e where e.subject = erased) $$;
revoke execute on function mooring_may_be_erased, mooring_is_erased from public;
grant execute on function mooring_may_be_erased, mooring_is_erased to mooring_app, mooring_eraser;

alter table safeguards_erasure enable row level security;
grant select, insert on safeguards_erasure to mooring_eraser;
create policy reading on safeguards_erasure for select to mooring_eraser using (true);
create policy erasing on safeguards_erasure for insert to mooring_eraser with check (
  subject > 0 and erased_by = mooring_officer() and mooring_may_be_erased(subject));

-- The owner replays what has happened: neither the moment nor a hold of that day is asked again.
create function mooring_erase_keys() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(new.subject);
  if session_user <> 'mooring_owner' then new.erased_at := house_now(); end if;
  delete from safeguards_datakey where subject = new.subject;
  return new;
end $$;
create trigger erases_the_keys before insert on safeguards_erasure for each row execute function mooring_erase_keys();

create function mooring_appended_only() returns trigger language plpgsql as $$
begin
  raise exception 'an erasure is never taken back' using errcode = 'restrict_violation';
end $$;
create trigger appended_only before update or delete on safeguards_erasure for each row execute function mooring_appended_only();

-- A first key cannot meet an erasure: its subject is founded in the same transaction. The lock would not hold thousands of rows.
create function mooring_key_of_the_living() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.version > 1 then perform pg_advisory_xact_lock(new.subject); end if;
  if mooring_is_erased(new.subject) then
    raise exception 'no key is made for what was erased' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger of_the_living before insert on safeguards_datakey for each row execute function mooring_key_of_the_living();
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0004_sign_in")]
    operations = [
        migrations.AddField("datakey", "version", models.PositiveSmallIntegerField(db_default=1, default=1)),
        migrations.AlterField(
            "datakey",
            "subject",
            models.BigIntegerField(help_text="The random key of the case whose words it seals."),
        ),
        migrations.AlterField(
            "datakey",
            "master_version",
            models.BigIntegerField(help_text="The fingerprint of the master key that wraps it: 32 bits."),
        ),
        migrations.AddConstraint(
            "datakey", models.UniqueConstraint(fields=["subject", "version"], name="one_data_key_a_version")
        ),
        migrations.CreateModel(
            "HouseSecret",
            fields=[
                ("only_row", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
                (
                    "master_version",
                    models.BigIntegerField(help_text="The fingerprint of the master key that wraps it: 32 bits."),
                ),
                ("made_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("only_row", True)), name="one_house_secret")]
            },
        ),
        migrations.CreateModel(
            "Erasure",
            fields=[
                ("subject", models.BigIntegerField(primary_key=True, serialize=False)),
                ("erased_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                ("ground", models.CharField(help_text="A code, never words.", max_length=60)),
                ("erased_by", models.BigIntegerField(help_text="The key of the officer.")),
            ],
        ),
        migrations.RunSQL([(KEYS, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(ERASURE, None)], migrations.RunSQL.noop),
    ]

"""The ledger in eras, with retired lines, anchors outside and the results of checks; who may watch it."""

from django.db import migrations, models

# The first era begins with the first line; what was sealed before eras were kept belongs to it.
ERAS = """
insert into safeguards_ledgerera (number, began_at, reason, after_digest) values (1, now(), 'beginning', '');
grant select on safeguards_ledgerera to mooring_app, mooring_sealer;

create function mooring_era() returns integer language sql stable security definer set search_path = public, pg_temp
  as $$ select max(number) from safeguards_ledgerera $$;
alter table safeguards_ledgerline add column era integer not null default mooring_era();
drop index ledgerline_order;
create index ledgerline_order on safeguards_ledgerline (era, tx, id);
update safeguards_ledgerseal set entries_digest = sha256(line_digests);
"""

WATCHING = """
create function mooring_watches_ledger() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from safeguards_posting p where p.officer_id = mooring_posted_officer()
    and p.role in ('administrator', 'data_protection_officer') and p.since <= now() and (p.until is null or now() < p.until)) $$;

alter table safeguards_ledgerera enable row level security;
alter table safeguards_ledgeranchor enable row level security;
alter table safeguards_ledgercheck enable row level security;
create policy reading on safeguards_ledgerera for select to mooring_app, mooring_sealer using (true);
grant select on safeguards_ledgeranchor, safeguards_ledgercheck to mooring_app;
grant select, insert on safeguards_ledgeranchor, safeguards_ledgercheck to mooring_sealer;
grant usage on sequence safeguards_ledgeranchor_id_seq, safeguards_ledgercheck_id_seq to mooring_sealer;
create policy watching on safeguards_ledgeranchor for select to mooring_app using (mooring_watches_ledger());
create policy watching on safeguards_ledgercheck for select to mooring_app using (mooring_watches_ledger());
create policy keeping on safeguards_ledgeranchor to mooring_sealer using (true) with check (true);
create policy keeping on safeguards_ledgercheck to mooring_sealer using (true) with check (true);

create function mooring_sealing_state(out sealed_at timestamptz, out waiting bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  with last as (select s.era, s.below_tx, s.sealed_at from safeguards_ledgerseal s order by s.era desc, s.number desc limit 1)
  select (select l.sealed_at from last l), (select count(*) from safeguards_ledgerline n where n.era = mooring_era()
    and n.tx >= coalesce((select l.below_tx::text from last l where l.era = mooring_era()), '0')::xid8)
  where mooring_watches_ledger() $$;
revoke execute on function mooring_sealing_state from public;
grant execute on function mooring_sealing_state to mooring_app;
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0006_retention")]
    operations = [
        migrations.CreateModel(
            name="LedgerEra",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
                ("reason", models.CharField(help_text="A code: beginning, restore.", max_length=20)),
                ("after_digest", models.BinaryField()),
            ],
        ),
        migrations.AlterField(
            "ledgerseal",
            "line_digests",
            models.BinaryField(help_text="Empty when the lines are retired.", null=True),
        ),
        migrations.AddField("ledgerseal", "entries_digest", models.BinaryField(default=b""), preserve_default=False),
        migrations.AddField("ledgerseal", "retired_at", models.DateTimeField(null=True)),
        migrations.AddField("ledgerseal", "retirement_signature", models.BinaryField(null=True)),
        migrations.CreateModel(
            name="LedgerAnchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "way",
                    models.CharField(
                        choices=[("file", "File outside the database"), ("log_host", "Log host"), ("mail", "Mail")],
                        max_length=12,
                    ),
                ),
                ("era", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("arrived", models.BooleanField()),
                ("code", models.CharField(blank=True, max_length=60)),
            ],
            options={"indexes": [models.Index(fields=["way", "-at"], name="anchors_by_way")]},
        ),
        migrations.CreateModel(
            name="LedgerCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("whole", models.BooleanField()),
                ("eras", models.IntegerField()),
                ("seals", models.IntegerField()),
                ("retired_seals", models.IntegerField()),
                ("lines", models.BigIntegerField()),
                ("changed", models.IntegerField()),
                ("removed", models.IntegerField()),
                ("slipped_in", models.IntegerField()),
                ("broken_seals", models.IntegerField()),
                ("missing_tail", models.BooleanField()),
                ("not_yet_sealed", models.IntegerField()),
            ],
        ),
        migrations.AlterField(
            "agency",
            "kind",
            models.CharField(
                choices=[
                    ("national_centre", "National centre"),
                    ("immigration_service", "Immigration service"),
                    ("competent_authority", "Competent authority"),
                    ("police", "Police"),
                    ("departure_authority", "Departure authority"),
                    ("tax_authority", "Tax authority"),
                    ("ngo", "Organisation of civil society"),
                    ("shelter", "Crisis centre or other housing"),
                    ("municipality", "Municipality"),
                    ("international_organisation", "International organisation"),
                    ("ministry", "Ministry"),
                    ("knowledge_institution", "Knowledge institution"),
                ],
                max_length=40,
            ),
        ),
        migrations.RunSQL([(ERAS, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(WATCHING, None)], migrations.RunSQL.noop),
    ]

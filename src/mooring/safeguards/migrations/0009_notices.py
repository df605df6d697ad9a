"""Notices to officers, and how each wishes to be told."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys

NOTICES = """
alter table safeguards_notice enable row level security;
alter table safeguards_noticewishes enable row level security;
alter table safeguards_pushsubscription enable row level security;
grant select, update (seen_at) on safeguards_notice to mooring_app;
create policy own on safeguards_notice for select to mooring_app using (officer_id = mooring_officer());
create policy own_seen on safeguards_notice for update to mooring_app
  using (officer_id = mooring_officer()) with check (officer_id = mooring_officer());
grant select, insert, update on safeguards_noticewishes to mooring_app;
create policy own on safeguards_noticewishes to mooring_app
  using (officer_id = (select mooring_posted_officer())) with check (officer_id = (select mooring_posted_officer()));
grant select, insert, delete on safeguards_pushsubscription to mooring_app;
create policy own on safeguards_pushsubscription to mooring_app
  using (officer_id = (select mooring_posted_officer())) with check (officer_id = (select mooring_posted_officer()));

-- Whoever does a deed, or the clock, leaves a notice; never for herself. A kind and an address of the house are all it can hold.
create function mooring_tell(said text, officers bigint[], desks bigint[], led_to text, how text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into safeguards_notice (id, officer_id, kind, address, urgency, told_at, tries)
    select (random() * 4e18)::bigint + 1, o.id, said, led_to, how, house_now(), 0
    from safeguards_officer o
    where o.is_active and o.id is distinct from mooring_officer() and (o.id = any (officers) or exists (
      select 1 from safeguards_posting p where p.officer_id = o.id and p.desk_id = any (desks)
        and p.since <= house_now() and (p.until is null or house_now() < p.until)))
      and said ~ '^[a-z_.]{1,60}$' and led_to ~ '^(/[A-Za-z0-9_./=-]*)?$' $$;
revoke execute on function mooring_tell from public;
grant execute on function mooring_tell to mooring_app;

-- The clock sends: it sees that something waits, for whom and how she wishes to be told.
grant select, update (sent_at, tries), delete on safeguards_notice to mooring_clock;
grant select on safeguards_noticewishes to mooring_clock;
grant select, delete on safeguards_pushsubscription to mooring_clock;
grant select (id, email, language, is_active, name, last_login) on safeguards_officer to mooring_clock;
grant select on safeguards_posting to mooring_clock;
create policy sending on safeguards_notice to mooring_clock using (true) with check (true);
create policy sending on safeguards_noticewishes for select to mooring_clock using (true);
create policy sending on safeguards_pushsubscription to mooring_clock using (true);
create policy sending on safeguards_officer for select to mooring_clock using (true);
create policy sending on safeguards_posting for select to mooring_clock using (true);
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0008_bonds_of_directories")]
    operations = [
        migrations.AlterField(
            model_name="agency",
            name="kind",
            field=models.CharField(
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
                    ("region", "Region"),
                    ("board", "National board or agency under a ministry"),
                    ("prosecution", "Prosecution"),
                    ("court", "Court"),
                    ("labour_authority", "Authority for working conditions or the labour market"),
                    ("health_authority", "Health authority"),
                    ("prison_service", "Prison service"),
                    ("labour_market_organisation", "Trade union or employers' organisation"),
                    ("family_authority", "Authority for family law"),
                    ("foreign_agency", "Agency in another country"),
                ],
                max_length=40,
            ),
        ),
        migrations.CreateModel(
            name="NoticeWishes",
            fields=[
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="notice_wishes",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_mail", models.BooleanField(default=True)),
                (
                    "digest",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("hourly", "Each hour, together"),
                            ("daily", "Each morning, together"),
                        ],
                        default="at_once",
                        max_length=8,
                    ),
                ),
                ("morning", models.TimeField(default=datetime.time(7, 30))),
                ("quiet_from", models.TimeField(blank=True, default=datetime.time(22, 0), null=True)),
                ("quiet_until", models.TimeField(blank=True, default=datetime.time(7, 0), null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from", None), ("quiet_until", None)),
                            models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="quiet_hours_have_two_ends",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PushSubscription",
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
                    "endpoint_key",
                    models.BinaryField(
                        help_text="A keyed hash of the address, so that a browser is entered once.", unique=True
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("device", models.CharField(max_length=60)),
                ("made_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="push_subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
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
                ("kind", models.CharField(max_length=60)),
                (
                    "address",
                    models.CharField(
                        blank=True, help_text="A path of this house, without a name or a pseudonym.", max_length=200
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("ordinary", "Ordinary"), ("urgent", "Urgent"), ("escalation", "Nobody has answered")],
                        default="ordinary",
                        max_length=12,
                    ),
                ),
                ("told_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "sent_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When it went out by mail or to a browser; empty while it has not.",
                        null=True,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["officer", "-told_at", "-id"], name="notice_of_officer"),
                    models.Index(condition=models.Q(("sent_at", None)), fields=["told_at"], name="notice_to_send"),
                ],
            },
        ),
        migrations.RunSQL([(NOTICES, None)], migrations.RunSQL.noop),
    ]

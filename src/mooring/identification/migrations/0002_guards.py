"""Signals and people met are open to the desk that received them; facts to who holds their part; the counter reads codes."""

from django.db import migrations

from mooring.casework.guarding import grant_column_reading, guard, holds

# The key of a signal is made in the same transaction, after the signal, by the desk that received it.
MET = """
alter table identification_signal enable row level security;
grant select, insert on identification_signal to mooring_app;
create policy reading on identification_signal for select to mooring_app using (
  desk_id = any ((select mooring_desks())::bigint[]));
create policy receiving on identification_signal for insert to mooring_app with check (
  desk_id = any ((select mooring_desks())::bigint[]) and recorded_by_id = (select mooring_posted_officer())
  and not mooring_case_exists(id));
create trigger stamped before insert on identification_signal for each row execute function mooring_stamp();

create policy of_the_signal on safeguards_datakey for select to mooring_app using (
  exists (select 1 from identification_signal s where s.id = safeguards_datakey.subject));
create policy made_with_the_signal on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from identification_signal s where s.id = safeguards_datakey.subject
    and s.recorded_by_id = (select mooring_posted_officer())));

alter table identification_encounter enable row level security;
grant select, insert on identification_encounter to mooring_app;
grant update (superseded_by_id) on identification_encounter to mooring_app;
create policy reading on identification_encounter for select to mooring_app using (
  exists (select 1 from identification_signal s where s.id = signal_id));
create policy appending on identification_encounter for insert to mooring_app with check (
  exists (select 1 from identification_signal s where s.id = signal_id) and recorded_by_id = (select mooring_posted_officer()));
create policy superseding on identification_encounter for update to mooring_app
  using (exists (select 1 from identification_signal s where s.id = signal_id))
  with check (exists (select 1 from identification_signal s where s.id = signal_id));
create trigger stamped before insert on identification_encounter for each row execute function mooring_stamp();
create trigger superseded_once before update on identification_encounter for each row execute function mooring_supersede_once();
"""

# The team writes the hold without holding its compartment; the departure authority reads it while it runs, and writes nothing.
CASE = "identification_removalhold.case_id"
RUNS = "identification_removalhold.ended_at is null and identification_removalhold.superseded_by_id is null"
READS_HOLD = f"({RUNS} and " + holds(CASE, "'removal_hold'") + ") or " + holds(CASE, "'core'")
WRITES_HOLD = holds(CASE, "'core'", writing=True)
HOLD = f"""
alter table identification_removalhold enable row level security;
grant select, insert on identification_removalhold to mooring_app;
grant update (superseded_by_id) on identification_removalhold to mooring_app;
create policy reading on identification_removalhold for select to mooring_app using ({READS_HOLD});
create policy appending on identification_removalhold for insert to mooring_app with check (
  {WRITES_HOLD} and recorded_by_id = (select mooring_posted_officer()));
create policy superseding on identification_removalhold for update to mooring_app using ({WRITES_HOLD}) with check ({WRITES_HOLD});
create trigger stamped before insert on identification_removalhold for each row execute function mooring_stamp();
create trigger superseded_once before update on identification_removalhold for each row execute function mooring_supersede_once();
"""

FACT = ["id", "case_id", "recorded_at", "superseded_by_id"]
COUNTED = {
    "identification_outcome": [*FACT, "outcome", "decided_on", "authority", "agency_id", "legal_test"],
    "identification_personfacts": [*FACT, "gender", "age_years", "age_status", "age_assessment", "citizenships"],
    "identification_exploitation": [*FACT, "forms", "crossing", "countries"],
    "identification_residencebasis": [*FACT, "basis"],
    "identification_caseorigin": [*FACT, "source", "ground", "region"],
    "identification_signal": ["id", "recorded_at", "received_at", "source", "region", "expected_people"],
    "identification_encounter": [
        "id",
        "signal_id",
        "recorded_at",
        "superseded_by_id",
        "age_impression",
        "informed",
        "asked_to_talk",
        "became_case",
    ],
}


class Migration(migrations.Migration):
    dependencies = [("identification", "0001_initial"), ("casework", "0002_guards")]
    operations = [
        migrations.RunSQL([(MET, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(HOLD, None)], migrations.RunSQL.noop),
        guard("identification_caseorigin", compartment="core"),
        guard("identification_residencebasis", compartment="core"),
        guard("identification_personfacts", compartment="core"),
        guard("identification_exploitation", compartment="core"),
        guard("identification_policeinformation", compartment="police"),
        guard("identification_immigrationinformation", compartment="immigration"),
        guard("identification_conversation", compartment="core"),
        guard("identification_answer"),
        guard("identification_indicatorobserved", compartment="core"),
        guard("identification_assessment", compartment="core"),
        guard("identification_outcome", compartment="core"),
        guard("identification_outcometold", compartment="core"),
        *(grant_column_reading("mooring_counter", table, columns) for table, columns in COUNTED.items()),
    ]

"""Nothing that has a key of its own is founded under the number of something that has one already: its founder would read that one."""

from django.db import migrations

FOUNDED = ("hotline_call", "hotline_callback", "hotline_actionnotice", "hotline_interpreter", "identification_signal")


class Migration(migrations.Migration):
    dependencies = [
        ("hotline", "0004_raids_by_name"),
        ("referral", "0006_not_taken_back"),
        ("identification", "0009_more_authorities"),
    ]
    operations = [
        migrations.RunSQL(
            f"""
create policy a_number_of_its_own on {table} as restrictive for insert to mooring_app with check (not mooring_key_is_made(id))""",
            f"drop policy a_number_of_its_own on {table}",
        )
        for table in FOUNDED
    ]

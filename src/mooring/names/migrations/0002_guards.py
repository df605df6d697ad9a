"""Names and safe contact open only to who holds the compartment of identity."""

from django.db import migrations

from mooring.casework.guarding import guard


class Migration(migrations.Migration):
    dependencies = [("names", "0001_initial"), ("casework", "0002_guards")]
    operations = [guard(table, compartment="identity") for table in ("names_identity", "names_reveal", "names_safecontact")]

"""The clocks and the contact person open with the core of a case; the plan only to who holds the compartment of support."""

from django.db import migrations

from mooring.casework.guarding import guard


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial"), ("casework", "0002_guards")]
    operations = [
        guard("support_periodrequest", compartment="core"),
        guard("support_reflectionperiod", compartment="core"),
        guard("support_extension", compartment="core"),
        guard("support_contactperson", compartment="core"),
        guard("support_plan", compartment="support"),
    ]

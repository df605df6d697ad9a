"""A case that was erased is answered in an emergency as one that does not exist: there is nothing left to open."""

from importlib import import_module

from django.db import migrations

AS_MADE = import_module("mooring.casework.migrations.0005_break_glass").OPENING
FINDS, FINDS_WHAT_IS_LEFT = "where c.pseudonym = asked;", "where c.pseudonym = asked and not mooring_is_erased(c.id);"
assert FINDS in AS_MADE
OPENING = AS_MADE.replace("create function", "create or replace function").replace(FINDS, FINDS_WHAT_IS_LEFT)


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_one_after_the_other")]
    operations = [migrations.RunSQL([(OPENING, None)], migrations.RunSQL.noop)]

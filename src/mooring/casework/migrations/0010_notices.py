"""What a case page has to say only sometimes, asked in one question instead of one for each."""

from django.db import migrations

from mooring.casework.notices import notices


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_nothing_left_to_open")]
    operations = [notices()]

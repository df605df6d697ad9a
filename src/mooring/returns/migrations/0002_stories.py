"""Stories told with consent."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_returns")]
    operations: list[object] = []

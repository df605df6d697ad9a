"""Children: representative, municipality, plan, missing."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("support", "0007_information")]
    operations: list[object] = []

"""Who may live where: wishes, keeping away, incidents, handover sheets."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("housing", "0001_houses")]
    operations: list[object] = []

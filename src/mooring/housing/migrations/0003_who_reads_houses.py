"""Houses and free beds are read by who looks for a place, who keeps a house, and who has somebody living there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("housing", "0002_placing")]
    operations: list[object] = []

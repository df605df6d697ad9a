"""What was told to a person, and understood."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("support", "0006_services")]
    operations: list[object] = []

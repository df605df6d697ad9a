"""What agencies are charged with."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("casework", "0011_consent"),
    ]
    operations: list[object] = []

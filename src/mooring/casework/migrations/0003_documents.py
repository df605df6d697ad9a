from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_guards")]
    operations: list[migrations.operations.base.Operation] = []

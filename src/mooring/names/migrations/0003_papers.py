from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("names", "0002_guards")]
    operations: list[migrations.operations.base.Operation] = []

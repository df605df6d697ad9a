from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0002_guards")]
    operations: list[migrations.operations.base.Operation] = []

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0005_keys")]
    operations: list[migrations.operations.base.Operation] = []

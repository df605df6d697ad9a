from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0003_people")]
    operations: list[migrations.operations.base.Operation] = []

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("names", "0003_papers")]
    operations: list[migrations.operations.base.Operation] = []

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_break_glass")]
    operations: list[migrations.operations.base.Operation] = []

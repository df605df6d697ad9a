from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0004_sign_in")]
    operations: list[migrations.operations.base.Operation] = []

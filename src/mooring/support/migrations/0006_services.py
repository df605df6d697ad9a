"""Services asked for, paid for and delivered."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("support", "0005_plan_whole")]
    operations: list[object] = []

"""Who pays reads what paying needs and no more; a word counts of who represents the child now; a house sounds an alarm for who lives there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("support", "0008_children")]
    operations: list[object] = []

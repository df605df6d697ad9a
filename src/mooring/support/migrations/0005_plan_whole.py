"""The plan whole: assessments, goals, reviews, milestones."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("support", "0004_period_whole")]
    operations: list[object] = []

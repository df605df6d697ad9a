"""Groups that meet, and the matters that come before them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("referral", "0003_outside"),
    ]
    operations: list[object] = []

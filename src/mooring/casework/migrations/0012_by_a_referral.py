"""Access can come by a referral that was accepted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_consent")]
    operations = [
        migrations.AlterField(
            model_name="grant",
            name="ground",
            field=models.CharField(
                choices=[
                    ("founding", "Opened the case"),
                    ("given_by_lead", "Given by a lead of the case"),
                    ("handed_over", "Taken up by the desk when the lead had left"),
                    ("break_glass", "Emergency access"),
                    ("referral", "By a referral that was accepted"),
                ],
                max_length=20,
            ),
        ),
    ]

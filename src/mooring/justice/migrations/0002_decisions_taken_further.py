"""A decision on a claim is of a day, and the law says until when it can be taken further."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("justice", "0001_redress")]
    operations = [
        migrations.AddField(
            model_name="claim",
            name="decided_on",
            field=models.DateField(help_text="The day of the last decision, as it stands in it.", null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="appeal_finding",
            field=models.JSONField(help_text="What the law said of taking the decision further; nothing where it does not answer.", null=True),
        ),
    ]

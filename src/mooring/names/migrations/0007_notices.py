"""A case page also says when somebody asks about the person."""

from django.db import migrations

from mooring.casework.notices import notices


class Migration(migrations.Migration):
    dependencies = [("names", "0006_forgetting"), ("casework", "0010_notices")]
    operations = [notices(question="select 1 from names_questionpassed q where q.case_key = asked")]

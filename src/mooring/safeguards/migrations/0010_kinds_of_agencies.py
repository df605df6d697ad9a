"""More kinds of agencies."""

from django.db import migrations, models

KINDS = [
    ("national_centre", "National centre"),
    ("immigration_service", "Immigration service"),
    ("competent_authority", "Competent authority"),
    ("police", "Police"),
    ("departure_authority", "Departure authority"),
    ("tax_authority", "Tax authority"),
    ("ngo", "Organisation of civil society"),
    ("shelter", "Crisis centre or other housing"),
    ("municipality", "Municipality"),
    ("international_organisation", "International organisation"),
    ("ministry", "Ministry"),
    ("knowledge_institution", "Knowledge institution"),
    ("region", "Region"),
    ("board", "National board or agency under a ministry"),
    ("prosecution", "Prosecution"),
    ("court", "Court"),
    ("labour_authority", "Authority for working conditions or the labour market"),
    ("health_authority", "Health authority"),
    ("prison_service", "Prison service"),
    ("labour_market_organisation", "Trade union or employers' organisation"),
    ("family_authority", "Authority for family law"),
    ("foreign_agency", "Agency in another country"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("safeguards", "0009_notices"),
    ]
    operations = [
        migrations.AlterField(model_name="agency", name="kind", field=models.CharField(choices=KINDS, max_length=40)),
    ]

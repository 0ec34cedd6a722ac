from django.db import migrations, models
from django.db.models.functions import Replace, Upper


class Migration(migrations.Migration):
    dependencies = [("people", "0003_team_act")]

    operations = [
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                models.F("organisation"),
                Upper(Replace("reference", models.Value(" "))),
                condition=~models.Q(reference=""),
                name="reference_key_once",
            ),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

from tandem.privacy.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0004_read_from_indexes"),
        ("people", "0008_owed"),
        ("privacy", "0001_append_only"),
    ]
    operations = [
        migrations.CreateModel(
            name="KeptTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("counted", models.JSONField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["organisation", "team", "on"],
                        name="a_tally_a_day",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        append_only("insight_kepttally"),
    ]

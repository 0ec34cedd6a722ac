from django.db import migrations, models

from tandem.privacy.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("voices", "0003_differs"), ("privacy", "0001_append_only")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("threads", models.PositiveIntegerField()),
                ("previous", models.BinaryField()),
                ("root", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seal", models.PositiveIntegerField()),
                ("thread", models.UUIDField()),
                ("head", models.PositiveIntegerField()),
                ("digest", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("thread"), models.F("head"), name="sealed_once"
                    )
                ]
            },
        ),
        append_only("voices_seal"),
        append_only("voices_sealed"),
    ]

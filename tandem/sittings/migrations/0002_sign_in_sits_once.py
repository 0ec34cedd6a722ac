from django.db import migrations, models

NOBODY = "UPDATE sittings_sitting SET locked_sign_in = NULL WHERE locked_sign_in = ''"


class Migration(migrations.Migration):
    dependencies = [("sittings", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("sitting", "a_sign_in_sits_once"),
        migrations.AlterField(
            "sitting", "locked_sign_in", models.CharField(max_length=64, null=True)
        ),
        migrations.RunSQL(NOBODY),
        migrations.AlterField(
            "sitting",
            "locked_sign_in",
            models.CharField(editable=False, max_length=64, null=True, unique=True),
        ),
    ]

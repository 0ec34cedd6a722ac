from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_sounds")]

    operations = [
        migrations.AddField(
            model_name="team",
            name="act",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sittings", "0002_sign_in_sits_once")]

    operations = [
        migrations.AddField("sitting", "is_easy", models.BooleanField(default=False)),
        migrations.AddField("sitting", "is_read_out", models.BooleanField(default=False)),
    ]

from django.db import migrations

from tandem.privacy.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("instruments", "0002_own_releases"), ("privacy", "0001_append_only")]
    operations = [append_only("instruments_release")]

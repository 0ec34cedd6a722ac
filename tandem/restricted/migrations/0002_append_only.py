from django.db import migrations

from tandem.privacy.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("restricted", "0001_initial"), ("privacy", "0001_append_only")]
    operations = [append_only("restricted_note"), append_only("restricted_opening")]

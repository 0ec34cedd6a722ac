from django.db import migrations

from tandem.privacy.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_own_instruments"), ("privacy", "0001_append_only")]
    operations = [append_only("assessments_owninstrument")]

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("glances", "0002_kept_by_the_database")]
    operations = [
        migrations.AddIndex(
            "glance",
            models.Index(fields=["worker"], condition=Q(is_practice=True), name="glance_practice"),
        ),
    ]

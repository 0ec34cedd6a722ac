from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("insight", "0002_kept_by_the_database")]
    operations = [
        migrations.AddIndex(
            "counter",
            models.Index(
                fields=["organisation", "measure", "day"],
                condition=Q(team__isnull=False),
                name="counter_of_teams",
            ),
        ),
    ]

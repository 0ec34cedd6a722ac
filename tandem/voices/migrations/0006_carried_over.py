import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instruments", "0003_append_only"),
        ("voices", "0005_entry_voiced_by_entry_way"),
    ]

    operations = [
        migrations.AddField(
            "thread",
            "stands_on",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="instruments.release",
            ),
        ),
        migrations.AlterField(
            "entry",
            "kind",
            models.CharField(
                choices=[
                    ("answer", "Answer"),
                    ("pass", "Pass"),
                    ("differ", "Differ"),
                    ("prompt", "Prompt"),
                    ("pick", "Pick"),
                    ("talk", "Talk"),
                    ("settle", "Settle"),
                    ("goal", "Goal"),
                    ("step", "Step"),
                    ("agree", "Agree"),
                    ("carry", "Carry"),
                ],
                max_length=10,
            ),
        ),
    ]

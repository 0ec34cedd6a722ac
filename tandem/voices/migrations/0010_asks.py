from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voices", "0009_own_words")]
    operations = [
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
                    ("ask", "Ask"),
                    ("carry", "Carry"),
                ],
                max_length=10,
            ),
        ),
    ]

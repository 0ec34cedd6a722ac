from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_requirements"),
        ("voices", "0010_asks"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="goalreason",
            name="goal_reason_once",
        ),
        migrations.AddField(
            model_name="goal",
            name="due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="goal",
            name="is_later",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="goal",
            name="place",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="goal",
            name="why",
            field=models.TextField(db_default="", default="", max_length=1000),
        ),
        migrations.AddField(
            model_name="goalreason",
            name="role",
            field=models.CharField(
                choices=[("from", "from"), ("gives", "gives"), ("protects", "protects")],
                db_default="from",
                default="from",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="stuck",
            field=models.TextField(db_default="", default="", max_length=1000),
        ),
        migrations.AddField(
            model_name="step",
            name="who_name",
            field=models.CharField(db_default="", default="", max_length=100),
        ),
        migrations.AlterField(
            model_name="goal",
            name="state",
            field=models.CharField(
                choices=[
                    ("active", "active"),
                    ("paused", "paused"),
                    ("done", "done"),
                    ("let_go", "let_go"),
                ],
                default="active",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="who",
            field=models.CharField(
                choices=[
                    ("person", "person"),
                    ("worker", "worker"),
                    ("colleague", "colleague"),
                    ("service", "service"),
                    ("family", "family"),
                    ("mentor", "mentor"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="goalreason",
            constraint=models.UniqueConstraint(
                models.F("goal"), models.F("about"), models.F("role"), name="goal_reason_once_each"
            ),
        ),
    ]

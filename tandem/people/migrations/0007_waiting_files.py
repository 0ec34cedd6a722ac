import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_wrongtry")]

    operations = [
        migrations.RenameModel("CaseloadFile", "WaitingFile"),
        migrations.AlterField(
            "WaitingFile",
            "by",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="waiting_files",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "WaitingFile",
            "brings",
            models.CharField(
                choices=[
                    ("caseload", "caseload"),
                    ("instrument", "instrument"),
                    ("levels", "levels"),
                ],
                default="caseload",
                max_length=10,
            ),
            preserve_default=False,
        ),
    ]

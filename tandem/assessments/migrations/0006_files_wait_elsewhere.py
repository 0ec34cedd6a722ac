from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_instrument_files"),
        ("people", "0007_waiting_files"),
    ]

    operations = [migrations.DeleteModel("InstrumentFile")]

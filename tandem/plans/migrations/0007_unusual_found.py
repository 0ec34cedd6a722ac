from django.db import migrations

# Few among millions of entries, and counted for managers on "My people" each time.
ADD = """
    CREATE INDEX entry_unusual ON voices_entry (thread_id)
    WHERE kind = 'note' AND about::text LIKE 'leaf/unusual/%'"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_example")]

    operations = [migrations.RunSQL(ADD, "DROP INDEX entry_unusual")]

from django.db import migrations

# Tables that are only ever added to carry this trigger; the web role's missing privileges are the
# first wall and this is the second. Lawful erasure is the one designed door: it runs as the owner
# and says so for the length of its transaction.
SQL = """
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('tandem.erasing', true) = 'on' AND TG_OP = 'DELETE' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.RunSQL(SQL, "DROP FUNCTION append_only()"),
    ]

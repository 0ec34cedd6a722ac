"""Most of what changes a row is an answer that makes or settles a difference: that asks for what
sheets say of the person, and for nothing else."""

from django.db import migrations

SHEETS = """
CREATE FUNCTION glances_sheets(changed uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE who uuid := (SELECT person_id FROM voices_thread WHERE id = changed);
BEGIN
    -- Held first, as by `glances_refresh`: two acts at once must not each miss the other.
    PERFORM FROM glances_glance WHERE person_id = who FOR UPDATE;
    UPDATE glances_glance g SET differences = x.differences, back_on = x.back_on FROM (
        SELECT coalesce(sum(s.open_differences), 0) AS differences, min(s.come_back_on) AS back_on
        FROM voices_thread t JOIN assessments_sheetsummary s ON s.thread_id = t.id
        WHERE t.person_id = who
    ) x
    WHERE g.person_id = who
        AND (g.differences, g.back_on) IS DISTINCT FROM (x.differences, x.back_on);
END $$;

CREATE OR REPLACE FUNCTION assessments_sheetsummary_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM glances_sheets(NEW.thread_id);
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("glances", "0005_found_by")]
    operations = [migrations.RunSQL(SHEETS)]

"""Counts are read from indexes alone, and a glance that changes in nothing that is counted asks for
no count."""

from django.db import migrations, models

APPEND = """
CREATE OR REPLACE FUNCTION insight_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE appended bigint; newest bigint;
BEGIN
    WITH rows AS (
        INSERT INTO insight_delta (organisation_id, team_id, measure, day, n)
        SELECT m.organisation_id, m.team_id, m.measure, m.day, count(*)
        FROM added a, insight_measures(ROW(a.*)::glances_glance) m
        GROUP BY 1, 2, 3, 4
        RETURNING id
    ) SELECT count(*), max(id) INTO appended, newest FROM rows;
    IF newest / 1000 > (newest - appended) / 1000 THEN PERFORM insight_fold(); END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION insight_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE appended bigint; newest bigint;
BEGIN
    WITH rows AS (
        INSERT INTO insight_delta (organisation_id, team_id, measure, day, n)
        SELECT x.organisation_id, x.team_id, x.measure, x.day, sum(x.n) FROM (
            SELECT m.*, 1 AS n FROM insight_measures(NEW) m
            UNION ALL
            SELECT m.*, -1 FROM insight_measures(OLD) m
        ) x GROUP BY 1, 2, 3, 4 HAVING sum(x.n) <> 0
        RETURNING id
    ) SELECT count(*), max(id) INTO appended, newest FROM rows;
    IF newest / 1000 > (newest - appended) / 1000 THEN PERFORM insight_fold(); END IF;
    RETURN NULL;
END $$;
DROP TRIGGER insight_changed ON glances_glance;
CREATE TRIGGER insight_changed AFTER UPDATE ON glances_glance FOR EACH ROW WHEN ((
    OLD.organisation_id, OLD.team_id, OLD.is_practice, OLD.mode, OLD.is_agreed,
    OLD.differences > 0, OLD.seen_on, OLD.ends_on
) IS DISTINCT FROM (
    NEW.organisation_id, NEW.team_id, NEW.is_practice, NEW.mode, NEW.is_agreed,
    NEW.differences > 0, NEW.seen_on, NEW.ends_on
)) EXECUTE FUNCTION insight_change();
"""


class Migration(migrations.Migration):
    dependencies = [("insight", "0003_teams"), ("glances", "0006_sheets")]
    operations = [
        migrations.RemoveConstraint("counter", "a_count_once"),
        migrations.RemoveIndex("counter", "counter_of_teams"),
        migrations.AddConstraint(
            "counter",
            models.UniqueConstraint(
                fields=["organisation", "team", "day", "measure"],
                include=["n"],
                nulls_distinct=False,
                name="a_count_once",
            ),
        ),
        migrations.AddIndex(
            "counter",
            models.Index(
                fields=["organisation", "team"],
                include=["measure", "n"],
                condition=models.Q(day=None),
                name="counter_without_day",
            ),
        ),
        migrations.RunSQL(APPEND),
    ]

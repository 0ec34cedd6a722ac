"""What keeps the counts: triggers on the glances, the fold, and counting anew.

An act appends a row for each count that it changes, and never touches a counter. Whoever appends
the thousandth row folds them all, unless somebody folds already: nobody waits for a count.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION insight_measures(g glances_glance)
RETURNS TABLE (organisation_id uuid, team_id bigint, measure text, day date)
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT g.organisation_id, g.team_id, f.measure, f.day FROM (
        SELECT g.mode::text AS measure, NULL::date AS day
        UNION ALL SELECT 'agreed', NULL WHERE g.is_agreed
        UNION ALL SELECT 'differing', NULL WHERE g.differences > 0
        UNION ALL SELECT 'seen', g.seen_on WHERE g.seen_on IS NOT NULL
        UNION ALL SELECT 'ends', unnest(g.ends_on)
    ) f WHERE NOT g.is_practice
$$;

CREATE FUNCTION insight_fold() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(7305112) THEN RETURN; END IF;
    WITH gone AS (DELETE FROM insight_delta RETURNING *)
    INSERT INTO insight_counter AS c (organisation_id, team_id, measure, day, n)
    SELECT organisation_id, team_id, measure, day, sum(n) FROM (
        SELECT organisation_id, team_id, measure, day, n FROM gone WHERE team_id IS NOT NULL
        UNION ALL SELECT organisation_id, NULL, measure, day, n FROM gone
        UNION ALL SELECT NULL, NULL, measure, day, n FROM gone
    ) x GROUP BY organisation_id, team_id, measure, day HAVING sum(n) <> 0
    ON CONFLICT (organisation_id, team_id, measure, day) DO UPDATE SET n = c.n + excluded.n;
    DELETE FROM insight_counter WHERE n = 0;
END $$;

-- Everything anew, for counts that were damaged.
CREATE FUNCTION insight_recount() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    LOCK TABLE insight_delta, insight_counter IN EXCLUSIVE MODE;
    DELETE FROM insight_delta;
    DELETE FROM insight_counter;
    INSERT INTO insight_delta (organisation_id, team_id, measure, day, n)
    SELECT m.organisation_id, m.team_id, m.measure, m.day, count(*)
    FROM glances_glance g, insight_measures(g) m GROUP BY 1, 2, 3, 4;
    PERFORM insight_fold();
END $$;
REVOKE ALL ON FUNCTION insight_recount() FROM PUBLIC;

CREATE FUNCTION insight_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE appended bigint; newest bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        WITH rows AS (
            INSERT INTO insight_delta (organisation_id, team_id, measure, day, n)
            SELECT m.organisation_id, m.team_id, m.measure, m.day, count(*)
            FROM added a, insight_measures(ROW(a.*)::glances_glance) m
            GROUP BY 1, 2, 3, 4
            RETURNING id
        ) SELECT count(*), max(id) INTO appended, newest FROM rows;
    ELSE
        WITH rows AS (
            INSERT INTO insight_delta (organisation_id, team_id, measure, day, n)
            SELECT x.organisation_id, x.team_id, x.measure, x.day, sum(x.n) FROM (
                SELECT m.*, 1 AS n FROM added a, insight_measures(ROW(a.*)::glances_glance) m
                UNION ALL
                SELECT m.*, -1 FROM gone g, insight_measures(ROW(g.*)::glances_glance) m
            ) x GROUP BY 1, 2, 3, 4 HAVING sum(x.n) <> 0
            RETURNING id
        ) SELECT count(*), max(id) INTO appended, newest FROM rows;
    END IF;
    IF newest / 1000 > (newest - appended) / 1000 THEN PERFORM insight_fold(); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER insight_added AFTER INSERT ON glances_glance
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION insight_append();
CREATE TRIGGER insight_changed AFTER UPDATE ON glances_glance
    REFERENCING NEW TABLE AS added OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION insight_append();
"""

UNDO = """
DROP FUNCTION insight_append() CASCADE;
DROP FUNCTION insight_recount();
DROP FUNCTION insight_fold();
DROP FUNCTION insight_measures(glances_glance);
"""


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial"), ("glances", "0002_kept_by_the_database")]
    operations = [
        migrations.RunSQL(FUNCTIONS, UNDO),
        # People who are here already.
        migrations.RunSQL("SELECT insight_recount()", migrations.RunSQL.noop),
    ]

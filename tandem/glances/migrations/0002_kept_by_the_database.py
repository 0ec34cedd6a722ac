"""The functions and triggers that keep the rows of a glance, in the act's own transaction.

`glances_refresh(people)` is the one place that says what a row holds: it holds those rows first, so
that two acts at once cannot each miss the other, then reads everything anew. It runs as the
owner: the running product may call it and may not write the rows by hand.
"""

from django.db import migrations

FUNCTIONS = """
-- Both look into a sorted list of days by halving, and are taken into the query that calls them: so
-- a list that is read through an index still looks cheap to the planner, as it is.
CREATE FUNCTION glances_has_end(ends date[], first date, last date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT width_bucket(last, ends) > width_bucket(first - 1, ends) $$;
CREATE FUNCTION glances_next_end(ends date[], first date, last date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN ends[width_bucket(first - 1, ends) + 1] <= last
        THEN ends[width_bucket(first - 1, ends) + 1] END
$$;

-- As `agreement` in tandem/plans/rules.py: the newest answer, to the very words that stand now.
CREATE FUNCTION glances_is_agreed(goal plans_goal) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT s.value ->> 'answer' = 'yes' AND s.value -> 'text' = jsonb_build_object(
            'goal', goal.words,
            'steps', coalesce((
                SELECT jsonb_agg(jsonb_build_array(
                    step.words, step.who, coalesce(to_char(step.due_on, 'YYYY-MM-DD'), '')
                ) ORDER BY step.number)
                FROM plans_step step WHERE step.goal_id = goal.id AND step.state <> 'dropped'
            ), '[]'))
        FROM voices_entry e JOIN voices_saying s ON s.entry_id = e.id
        WHERE e.thread_id = goal.thread_id AND e.kind = 'agree' AND e.party = 'person'
            AND e.about = 'goal/' || goal.id AND NOT s.value ? 'asked'
        ORDER BY e.seq DESC LIMIT 1
    ), false)
$$;

CREATE FUNCTION glances_refresh(who uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM glances_glance WHERE person_id = ANY (who) ORDER BY person_id FOR UPDATE;
    INSERT INTO glances_glance AS g (
        person_id, organisation_id, worker_id, team_id, is_practice, is_supported, sort, mode,
        steps_on, back_on, ends_on, seen_on, differences, is_agreed
    )
    SELECT p.id, p.organisation_id, a.worker_id, a.team_id, p.is_practice,
        coalesce(u.is_active AND 'worker' = ANY (u.roles), false), p.sort,
        coalesce((
            SELECT e.mode FROM people_episode e WHERE e.person_id = p.id
            ORDER BY e.created_at DESC LIMIT 1
        ), o.mode),
        coalesce((
            SELECT array_agg(s.due_on ORDER BY s.due_on)
            FROM voices_thread t JOIN plans_goal goal ON goal.thread_id = t.id
            JOIN plans_step s ON s.goal_id = goal.id
            WHERE t.person_id = p.id AND goal.state = 'active'
                AND s.state IN ('to_do', 'doing') AND s.due_on IS NOT NULL
        ), '{}'),
        (
            SELECT min(s.come_back_on) FROM voices_thread t
            JOIN assessments_sheetsummary s ON s.thread_id = t.id WHERE t.person_id = p.id
        ),
        coalesce((
            SELECT array_agg(DISTINCT e.ends_on ORDER BY e.ends_on) FROM people_episode e
            WHERE e.person_id = p.id AND e.ends_on IS NOT NULL
        ), '{}'),
        (SELECT max(s.held_on) FROM sittings_sitting s WHERE s.person_id = p.id),
        coalesce((
            SELECT sum(s.open_differences) FROM voices_thread t
            JOIN assessments_sheetsummary s ON s.thread_id = t.id WHERE t.person_id = p.id
        ), 0),
        coalesce((
            SELECT bool_and(glances_is_agreed(goal))
            FROM voices_thread t JOIN plans_goal goal ON goal.thread_id = t.id
            WHERE t.person_id = p.id AND t.kind = 'plan' AND goal.state = 'active'
        ), false)
    FROM people_person p
    JOIN people_organisation o ON o.id = p.organisation_id
    LEFT JOIN people_allocation a ON a.person_id = p.id AND a.ended_at IS NULL
    LEFT JOIN people_user u ON u.id = a.worker_id
    WHERE p.id = ANY (who)
    ON CONFLICT (person_id) DO UPDATE SET (
        organisation_id, worker_id, team_id, is_practice, is_supported, sort, mode,
        steps_on, back_on, ends_on, seen_on, differences, is_agreed
    ) = (
        excluded.organisation_id, excluded.worker_id, excluded.team_id, excluded.is_practice,
        excluded.is_supported, excluded.sort, excluded.mode, excluded.steps_on, excluded.back_on, excluded.ends_on,
        excluded.seen_on, excluded.differences, excluded.is_agreed
    ) WHERE (
        g.organisation_id, g.worker_id, g.team_id, g.is_practice, g.is_supported, g.sort, g.mode,
        g.steps_on, g.back_on, g.ends_on, g.seen_on, g.differences, g.is_agreed
    ) IS DISTINCT FROM (
        excluded.organisation_id, excluded.worker_id, excluded.team_id, excluded.is_practice,
        excluded.is_supported, excluded.sort, excluded.mode, excluded.steps_on, excluded.back_on, excluded.ends_on,
        excluded.seen_on, excluded.differences, excluded.is_agreed
    );
    DELETE FROM glances_ending e USING glances_glance g
    WHERE e.glance_id = g.person_id AND g.person_id = ANY (who)
        AND (g.is_practice OR e.ends_on <> ALL (g.ends_on));
    INSERT INTO glances_ending AS e (
        glance_id, organisation_id, worker_id, team_id, sort, ends_on
    )
    SELECT g.person_id, g.organisation_id, g.worker_id, g.team_id, g.sort, day
    FROM glances_glance g, unnest(g.ends_on) day
    WHERE g.person_id = ANY (who) AND NOT g.is_practice
    ON CONFLICT (glance_id, ends_on) DO UPDATE SET (organisation_id, worker_id, team_id, sort)
        = (excluded.organisation_id, excluded.worker_id, excluded.team_id, excluded.sort)
    WHERE (e.organisation_id, e.worker_id, e.team_id, e.sort) IS DISTINCT FROM
        (excluded.organisation_id, excluded.worker_id, excluded.team_id, excluded.sort);
END $$;

-- Whoever owns the tables and copies many rows in may do without, and rebuild at the end.
CREATE FUNCTION glances_wait() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('tandem.glances', true) = 'later', false)
        AND has_table_privilege('glances_glance', 'UPDATE')
$$;

-- Everybody, some thousands at a time: after rows were copied in.
CREATE FUNCTION glances_rebuild() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE part uuid[]; reached uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
    LOOP
        SELECT array_agg(id ORDER BY id) INTO part
        FROM (SELECT id FROM people_person WHERE id > reached ORDER BY id LIMIT 5000) x;
        EXIT WHEN part IS NULL;
        PERFORM glances_refresh(part);
        reached := part[array_length(part, 1)];
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION glances_rebuild() FROM PUBLIC;
"""

THREAD = "JOIN voices_thread t ON t.id = {}"
# What a row is made from: the table, whose it is, which changes of it count.
SOURCES = (
    ("people_person", "x.id", "", "organisation_id is_practice sort"),
    ("people_episode", "x.person_id", "", "mode ends_on"),
    ("people_allocation", "x.person_id", "", "ended_at"),
    (
        "people_user",
        "a.person_id",
        "JOIN people_allocation a ON a.worker_id = x.id AND a.ended_at IS NULL",
        "is_active roles",
    ),
    ("sittings_sitting", "x.person_id", "", "held_on"),
    (
        "assessments_sheetsummary",
        "t.person_id",
        THREAD.format("x.thread_id"),
        "open_differences come_back_on",
    ),
    ("plans_goal", "t.person_id", THREAD.format("x.thread_id"), "words state"),
    (
        "plans_step",
        "t.person_id",
        "JOIN plans_goal g ON g.id = x.goal_id " + THREAD.format("g.thread_id"),
        "words who due_on state",
    ),
)

# Rows come many at once (a caseload file) and are refreshed together; they change one by one, and
# a change that says nothing new (as most saves of a sheet) does not even call the function.
TRIGGERS = """
CREATE FUNCTION {table}_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF glances_wait() THEN RETURN NULL; END IF;
    PERFORM glances_refresh(array_agg(DISTINCT {person})) FROM added x {joins} HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_glance_added AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION {table}_added();
CREATE FUNCTION {table}_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM glances_refresh(array_agg({person})) FROM (SELECT NEW.*) x {joins} HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_glance_changed AFTER UPDATE OF {columns} ON {table} FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION {table}_changed();
"""

# An answer to a goal's words is known by the text that it holds; other entries pass by.
AGREEMENTS = """
CREATE FUNCTION voices_saying_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF glances_wait() THEN RETURN NULL; END IF;
    PERFORM glances_refresh(ARRAY[t.person_id]) FROM voices_entry e
    JOIN voices_thread t ON t.id = e.thread_id
    WHERE e.id = coalesce(NEW.entry_id, OLD.entry_id) AND e.kind = 'agree';
    RETURN NULL;
END $$;
CREATE TRIGGER voices_saying_glance_added AFTER INSERT ON voices_saying FOR EACH ROW
    WHEN (NEW.value ? 'digest') EXECUTE FUNCTION voices_saying_agreed();
CREATE TRIGGER voices_saying_glance_erased AFTER DELETE ON voices_saying FOR EACH ROW
    WHEN (OLD.value ? 'digest') EXECUTE FUNCTION voices_saying_agreed();
"""

UNDO = """
DROP FUNCTION voices_saying_agreed() CASCADE;
DROP FUNCTION glances_rebuild();
DROP FUNCTION glances_wait();
DROP FUNCTION glances_refresh(uuid[]);
DROP FUNCTION glances_is_agreed(plans_goal);
DROP FUNCTION glances_next_end(date[], date, date);
DROP FUNCTION glances_has_end(date[], date, date);
"""


def triggers(table: str, person: str, joins: str, columns: str) -> migrations.RunSQL:
    names = columns.split()
    return migrations.RunSQL(
        TRIGGERS.format(
            table=table,
            person=person,
            joins=joins,
            columns=", ".join(names),
            old=", ".join(f"OLD.{name}" for name in names),
            new=", ".join(f"NEW.{name}" for name in names),
        ),
        f"DROP FUNCTION {table}_added() CASCADE; DROP FUNCTION {table}_changed() CASCADE;",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("glances", "0001_initial"),
        ("plans", "0001_initial"),
        ("assessments", "0002_append_only"),
        ("sittings", "0001_initial"),
        ("voices", "0002_append_only"),
    ]
    operations = [
        migrations.RunSQL(FUNCTIONS, UNDO),
        *(triggers(*source) for source in SOURCES),
        migrations.RunSQL(AGREEMENTS, migrations.RunSQL.noop),
        # People who are here already.
        migrations.RunSQL("SELECT glances_rebuild()", migrations.RunSQL.noop),
    ]

"""By what people are searched, beside whose they are: a search of a worker's or a team's people then
reads only these rows, however many others there are."""

from importlib import import_module

import django.contrib.postgres.fields
from django.db import migrations, models

before = import_module("tandem.glances.migrations.0002_kept_by_the_database")

REFRESH = """
CREATE OR REPLACE FUNCTION glances_refresh(who uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM glances_glance WHERE person_id = ANY (who) ORDER BY person_id FOR UPDATE;
    INSERT INTO glances_glance AS g (
        person_id, organisation_id, worker_id, team_id, is_practice, is_supported, sort, search,
        sounds, reference, born_on, mode, steps_on, back_on, ends_on, seen_on, differences, is_agreed
    )
    SELECT p.id, p.organisation_id, a.worker_id, a.team_id, p.is_practice,
        coalesce(u.is_active AND 'worker' = ANY (u.roles), false),
        p.sort, p.search, p.sounds, p.reference, p.born_on,
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
    -- Who belong together lie together.
    ORDER BY a.team_id, a.worker_id
    ON CONFLICT (person_id) DO UPDATE SET (
        organisation_id, worker_id, team_id, is_practice, is_supported, sort, search, sounds,
        reference, born_on, mode, steps_on, back_on, ends_on, seen_on, differences, is_agreed
    ) = (
        excluded.organisation_id, excluded.worker_id, excluded.team_id, excluded.is_practice,
        excluded.is_supported, excluded.sort, excluded.search, excluded.sounds,
        excluded.reference, excluded.born_on, excluded.mode, excluded.steps_on,
        excluded.back_on, excluded.ends_on, excluded.seen_on, excluded.differences,
        excluded.is_agreed
    ) WHERE (
        g.organisation_id, g.worker_id, g.team_id, g.is_practice, g.is_supported, g.sort,
        g.search, g.sounds, g.reference, g.born_on, g.mode, g.steps_on, g.back_on, g.ends_on,
        g.seen_on, g.differences, g.is_agreed
    ) IS DISTINCT FROM (
        excluded.organisation_id, excluded.worker_id, excluded.team_id, excluded.is_practice,
        excluded.is_supported, excluded.sort, excluded.search, excluded.sounds,
        excluded.reference, excluded.born_on, excluded.mode, excluded.steps_on,
        excluded.back_on, excluded.ends_on, excluded.seen_on, excluded.differences,
        excluded.is_agreed
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

-- Everybody, some thousands at a time, as their own rows lie: after rows were copied in.
CREATE OR REPLACE FUNCTION glances_rebuild() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    part uuid[];
    block bigint := 0;
    size bigint := current_setting('block_size')::int;
BEGIN
    WHILE block * size < pg_relation_size('people_person') LOOP
        SELECT array_agg(id ORDER BY id) INTO part FROM people_person
        WHERE ctid >= format('(%s,0)', block)::tid AND ctid < format('(%s,0)', block + 200)::tid;
        IF part IS NOT NULL THEN PERFORM glances_refresh(part); END IF;
        block := block + 200;
    END LOOP;
END $$;
"""

FORGET = """
DROP FUNCTION people_person_added() CASCADE;
DROP FUNCTION people_person_changed() CASCADE;
"""
COUNTED = "organisation_id is_practice sort search reference born_on"


class Migration(migrations.Migration):
    dependencies = [("glances", "0004_owners_are_checked_elsewhere")]
    operations = [
        migrations.RemoveIndex("glance", "glance_practice"),
        migrations.AddField("glance", "search", models.TextField(default=""), False),
        migrations.AddField(
            "glance",
            "sounds",
            django.contrib.postgres.fields.ArrayField(models.TextField(), default=list),
            False,
        ),
        migrations.AddField(
            "glance", "reference", models.CharField(max_length=40, default=""), False
        ),
        migrations.AddField("glance", "born_on", models.DateField(null=True)),
        migrations.RunSQL(REFRESH),
        migrations.RunSQL(FORGET),
        before.triggers("people_person", "x.id", "", COUNTED),
        *(
            migrations.AddIndex(
                "glance", models.Index(fields=[owner, "is_practice"], name=f"glance_{owner}")
            )
            for owner in ("worker", "team")
        ),
        # People who are here already.
        migrations.RunSQL("SELECT glances_rebuild()"),
    ]

"""A goal's day and the name of somebody else who does a step are part of the words that are agreed
to, where they are said."""

from importlib import import_module

from django.db import migrations

before = import_module("tandem.glances.migrations.0002_kept_by_the_database")

AGREED = """
-- As `agreement` in tandem/plans/rules.py: the newest answer, to the very words that stand now.
CREATE OR REPLACE FUNCTION glances_is_agreed(goal plans_goal) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT s.value ->> 'answer' = 'yes' AND s.value -> 'text' = jsonb_build_object(
            'goal', goal.words,
            'steps', coalesce((
                SELECT jsonb_agg(jsonb_build_array(
                    step.words, step.who, coalesce(to_char(step.due_on, 'YYYY-MM-DD'), '')
                ) || CASE WHEN step.who_name = '' THEN '[]'
                    ELSE jsonb_build_array(step.who_name) END ORDER BY step.number)
                FROM plans_step step WHERE step.goal_id = goal.id AND step.state <> 'dropped'
            ), '[]')) || CASE WHEN goal.due_on IS NULL THEN '{}'
                ELSE jsonb_build_object('by', to_char(goal.due_on, 'YYYY-MM-DD')) END
        FROM voices_entry e JOIN voices_saying s ON s.entry_id = e.id
        WHERE e.thread_id = goal.thread_id AND e.kind = 'agree' AND e.party = 'person'
            AND e.about = 'goal/' || goal.id AND NOT s.value ? 'asked'
        ORDER BY e.seq DESC LIMIT 1
    ), false)
$$;
"""
WAS = before.FUNCTIONS[before.FUNCTIONS.index("CREATE FUNCTION glances_is_agreed") :]
WAS = WAS[: WAS.index("$$;") + 3].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")

CHANGED = """
DROP TRIGGER plans_goal_glance_changed ON plans_goal;
CREATE TRIGGER plans_goal_glance_changed AFTER UPDATE OF {columns} ON plans_goal FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION plans_goal_changed();
"""


def changed(columns: str) -> str:
    names = columns.split()
    return CHANGED.format(
        columns=", ".join(names),
        old=", ".join(f"OLD.{name}" for name in names),
        new=", ".join(f"NEW.{name}" for name in names),
    )


class Migration(migrations.Migration):
    dependencies = [("glances", "0006_sheets"), ("plans", "0003_goals_in_time")]
    operations = [
        migrations.RunSQL(AGREED, WAS),
        migrations.RunSQL(changed("words state due_on"), changed("words state")),
    ]

"""In voluntary work an answer is compared without what an order asked for, as the pages do it. Whoever
has a goal that is there for an order is brought up to date: their rows are from before either."""

from importlib import import_module

from django.db import migrations

asked = import_module("tandem.glances.migrations.0008_agreed_by_what_has_to_happen")

BEFORE = asked.before.AGREED.replace(asked.END, asked.REQUIRED)
READ = """CASE WHEN s.value -> 'text' ? 'required' AND (
                SELECT episode.mode FROM people_episode episode
                JOIN voices_thread thread ON thread.person_id = episode.person_id
                WHERE thread.id = goal.thread_id ORDER BY episode.created_at DESC LIMIT 1
            ) = 'voluntary' THEN (s.value -> 'text') - 'required' ELSE s.value -> 'text' END ="""
REFRESH = """
SELECT glances_refresh(array_agg(DISTINCT thread.person_id)) FROM plans_goal goal
JOIN voices_thread thread ON thread.id = goal.thread_id
WHERE goal.requirement_id IS NOT NULL HAVING count(*) > 0;
"""


class Migration(migrations.Migration):
    dependencies = [("glances", "0008_agreed_by_what_has_to_happen")]
    operations = [
        migrations.RunSQL(BEFORE.replace("s.value -> 'text' =", READ), BEFORE),
        migrations.RunSQL(REFRESH, migrations.RunSQL.noop),
    ]

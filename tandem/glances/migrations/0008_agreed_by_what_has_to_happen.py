"""What of an order a goal is there for is part of its exact text too. It is read on the orders and
licences of statutory work, so in voluntary work it is no part of the text."""

from importlib import import_module

from django.db import migrations

before = import_module("tandem.glances.migrations.0007_agreed_by_when")

END = """'by', to_char(goal.due_on, 'YYYY-MM-DD')) END
"""
REQUIRED = """'by', to_char(goal.due_on, 'YYYY-MM-DD')) END
            || coalesce((
                SELECT jsonb_build_object('required', jsonb_build_array(asked.kind, asked.words))
                FROM plans_requirement asked WHERE asked.id = goal.requirement_id AND (
                    SELECT episode.mode FROM people_episode episode
                    JOIN voices_thread thread ON thread.person_id = episode.person_id
                    WHERE thread.id = goal.thread_id ORDER BY episode.created_at DESC LIMIT 1
                ) = 'statutory'
            ), '{}')
"""


class Migration(migrations.Migration):
    dependencies = [("glances", "0007_agreed_by_when"), ("plans", "0004_required_goals")]
    operations = [
        migrations.RunSQL(before.AGREED.replace(END, REQUIRED), before.AGREED),
        migrations.RunSQL(
            before.changed("words state due_on requirement_id"),
            before.changed("words state due_on"),
        ),
    ]

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F, Func

# How each word of a name sounds, by Double Metaphone. References and other words with digits in
# them have no sound. Everything is named with its schema: a restored backup fills the column while
# no schema is searched.
SOUNDS = """
CREATE FUNCTION name_sounds(names text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(pg_catalog.array_agg(DISTINCT sound), '{}')
    FROM pg_catalog.string_to_table(names, ' ') word, public.dmetaphone(word) sound
    WHERE word !~ '[0-9]' AND sound <> ''
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE EXTENSION IF NOT EXISTS fuzzystrmatch SCHEMA public", migrations.RunSQL.noop
        ),
        migrations.RunSQL(SOUNDS, "DROP FUNCTION name_sounds(text)"),
        migrations.AddField(
            "person",
            "sounds",
            models.GeneratedField(
                expression=Func(F("search"), function="name_sounds"),
                output_field=ArrayField(models.TextField()),
                db_persist=True,
            ),
        ),
        migrations.AddIndex("person", GinIndex(fields=["sounds"], name="person_sounds")),
        migrations.AddIndex(
            "person", models.Index(fields=["organisation", "born_on"], name="person_born")
        ),
    ]

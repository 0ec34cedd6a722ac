from django.db import migrations, models

# A second door for lawful erasure, and the only one that the running product may open: a person's
# own story, said by them in "What helps people stop", before an entry that they wrote last. As at
# the first door each erasure leaves its audit row and the chain stays whole.
OWN = """
CREATE FUNCTION take_out_own_words(sheet uuid, place text, until int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone int;
BEGIN
    PERFORM set_config('tandem.erasing', 'on', true);
    WITH own AS (
        SELECT e.id, t.person_id FROM voices_entry e
        JOIN voices_thread t ON t.id = e.thread_id
        JOIN instruments_release r ON r.digest = t.release_id
        WHERE t.id = sheet AND r.name = 'what-helps' AND r.is_shipped
            AND place IN ('story.so_far', 'story.turn', 'story.becoming')
            AND e.about = place AND e.party = 'person' AND e.kind = 'answer' AND e.seq < until
    ), taken AS (
        DELETE FROM voices_saying USING own WHERE entry_id = own.id RETURNING own.*
    )
    INSERT INTO audit_event (at, verb, person, "user", device, place, what, recipient)
        SELECT now(), 'erase', person_id, NULL, 'take_out_own_words', 'erase_saying',
            'entry ' || id, ''
        FROM taken;
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('tandem.erasing', 'off', true);
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION take_out_own_words(uuid, text, int) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("voices", "0008_entry_source"), ("instruments", "0003_append_only")]
    operations = [
        # The longest key of a question, a talk and one of its steps.
        migrations.AlterField("entry", "about", models.CharField(max_length=160)),
        migrations.RunSQL(OWN, "DROP FUNCTION take_out_own_words(uuid, text, int)"),
    ]

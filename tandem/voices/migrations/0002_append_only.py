from django.db import migrations

from tandem.privacy.append_only import append_only

# The door for lawful erasure: words and salt go, the commitment and the chain stay. Only the
# owner may open it; the web role is never granted this function. It leaves its audit row itself:
# words that are gone without one were taken, and the chain's verification says so.
ERASE = """
CREATE FUNCTION erase_saying(which uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE gone int;
BEGIN
    PERFORM set_config('tandem.erasing', 'on', true);
    DELETE FROM voices_saying WHERE entry_id = which;
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('tandem.erasing', 'off', true);
    INSERT INTO audit_event (at, verb, person, "user", device, place, what, recipient)
        SELECT now(), 'erase', t.person_id, NULL, 'the owner of the database', 'erase_saying',
            'entry ' || which, ''
        FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
        WHERE e.id = which AND gone = 1;
    RETURN gone = 1;
END $$;
REVOKE ALL ON FUNCTION erase_saying(uuid) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("voices", "0001_initial"),
        ("privacy", "0001_append_only"),
        ("audit", "0001_initial"),
    ]
    operations = [
        append_only("voices_entry"),
        append_only("voices_saying"),
        migrations.RunSQL(ERASE, "DROP FUNCTION erase_saying(uuid)"),
    ]

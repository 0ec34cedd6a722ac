"""The floor's two tables: what stands now, and everything that ever did."""

TABLES = """
CREATE TABLE standing (
    sheet bigint, question int, party smallint, value text NOT NULL,
    said_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sheet, question, party)
) WITH (fillfactor = 80);
CREATE TABLE revision (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sheet bigint NOT NULL, question int NOT NULL, party smallint NOT NULL, value text NOT NULL,
    said_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO standing (sheet, question, party, value)
    SELECT sheet, question, party, 'some words about this'
    FROM generate_series(0, 99) sheet, generate_series(0, 59) question, generate_series(0, 1) party;
"""
CHANNEL = "floor"
# One statement: the answer, its revision, and the news for whoever listens.
SAVE = f"""
WITH said AS (
    INSERT INTO standing (sheet, question, party, value)
    VALUES (%(sheet)s, %(question)s, %(party)s, %(value)s)
    ON CONFLICT (sheet, question, party)
    DO UPDATE SET value = excluded.value, said_at = now()
    RETURNING sheet, question, party, value
), kept AS (
    INSERT INTO revision (sheet, question, party, value) SELECT * FROM said RETURNING id
)
SELECT pg_notify('{CHANNEL}', %(sheet)s || ' ' || id) FROM kept
"""

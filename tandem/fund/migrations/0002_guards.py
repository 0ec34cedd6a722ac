"""What was written stays, and no account is ever below nought, whoever writes.

Numbers of a fund's transfers have no gaps and none comes twice, so of two writers that see the same
balance only one can go on.
"""

from django.db import migrations

from tandem.privacy.append_only import append_only

GUARD = """
CREATE FUNCTION fund_transfer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last integer;
  has bigint;
  own bigint;
BEGIN
  SELECT coalesce(max(number), 0),
         coalesce(sum(amount) FILTER (WHERE target = NEW.source), 0)
           - coalesce(sum(amount) FILTER (WHERE source = NEW.source), 0),
         coalesce(sum(amount) FILTER (WHERE target = NEW.source AND request_id = NEW.request_id), 0)
           - coalesce(sum(amount) FILTER (WHERE source = NEW.source AND request_id = NEW.request_id), 0)
    INTO last, has, own FROM fund_transfer WHERE fund_id = NEW.fund_id;
  IF NEW.number <> last + 1 THEN
    RAISE EXCEPTION 'transfers of a fund have no gaps' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.source <> 'given' AND has < NEW.amount THEN
    RAISE EXCEPTION 'no account of a fund is below nought' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.source IN ('held', 'spent') AND own < NEW.amount THEN
    RAISE EXCEPTION 'that is more than the request has' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.request_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM fund_request JOIN fund_terms ON fund_terms.id = fund_request.terms_id
    WHERE fund_request.id = NEW.request_id AND fund_terms.fund_id = NEW.fund_id
  ) THEN
    RAISE EXCEPTION 'the request is of another fund' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fund_transfer_guard BEFORE INSERT ON fund_transfer
  FOR EACH ROW EXECUTE FUNCTION fund_transfer_guard();
"""
BACK = "DROP TRIGGER fund_transfer_guard ON fund_transfer; DROP FUNCTION fund_transfer_guard()"


class Migration(migrations.Migration):
    dependencies = [("fund", "0001_initial"), ("privacy", "0001_append_only")]
    operations = [
        *map(append_only, ["fund_terms", "fund_request", "fund_happening", "fund_transfer"]),
        migrations.RunSQL(GUARD, BACK),
    ]

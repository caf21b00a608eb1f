-- A self-check that could not measure anything is kept with its reason.
ALTER TABLE "self_check"
  DROP CONSTRAINT "self_check_counts",
  ADD CONSTRAINT "self_check_counts" CHECK (
    "trials" >= 0 AND "alarms" BETWEEN 0 AND "trials" AND "low" BETWEEN 0 AND "high" AND "high" <= 1
  );

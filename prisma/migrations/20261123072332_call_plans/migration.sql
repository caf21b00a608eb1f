-- AlterTable
ALTER TABLE "run"
  ADD COLUMN "short_repetitions" INTEGER,
  ADD COLUMN "behaviour_repetitions" INTEGER,
  ADD COLUMN "budget_spent_usd" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- Runs so far asked every prompt equally often.
UPDATE "run" SET
  "short_repetitions" = "repetitions",
  "behaviour_repetitions" = "repetitions",
  "budget_spent_usd" = coalesce("cost_usd", 0),
  "plan" = CASE WHEN "purpose" = 'check' AND "repetitions" = 1 THEN 'single'::"call_plan" END;

ALTER TABLE "run"
  DROP CONSTRAINT "run_counts",
  DROP COLUMN "repetitions",
  ALTER COLUMN "short_repetitions" SET NOT NULL,
  ALTER COLUMN "behaviour_repetitions" SET NOT NULL,
  ADD CONSTRAINT "run_counts" CHECK (
    "short_repetitions" > 0 AND "behaviour_repetitions" > 0 AND "lanes" > 0 AND "planned_samples" > 0
    AND "stored_samples" BETWEEN 0 AND "planned_samples"
    AND "measured_samples" BETWEEN 0 AND "stored_samples"
    AND "prompt_tokens" >= 0 AND "completion_tokens" >= 0
  ),
  ADD CONSTRAINT "run_plan" CHECK ("plan" IS NULL OR "purpose" = 'check'),
  ADD CONSTRAINT "run_budget_spent" CHECK ("budget_spent_usd" >= 0);

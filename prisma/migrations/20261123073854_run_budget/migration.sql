-- A sample over the budget may never have been asked for.
ALTER TABLE "sample"
  DROP CONSTRAINT "sample_attempts",
  ADD CONSTRAINT "sample_attempts" CHECK ("attempts" >= CASE WHEN "reason" = 'over_budget' THEN 0 ELSE 1 END);

-- Without prices nobody could tell when a budget is used up.
ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_run_budget_prices" CHECK (
  "run_budget_usd" IS NULL OR ("input_usd_per_million" IS NOT NULL AND "output_usd_per_million" IS NOT NULL)
);

-- CreateEnum
CREATE TYPE "call_plan" AS ENUM ('standard', 'single', 'deep');

-- CreateEnum
CREATE TYPE "proposal_state" AS ENUM ('open', 'accepted', 'rejected');

-- CreateEnum
CREATE TYPE "judgement_kind" AS ENUM ('current', 'baseline');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "run_purpose" ADD VALUE 'confirmation';
ALTER TYPE "run_purpose" ADD VALUE 'screening';

-- AlterTable
ALTER TABLE "baseline" ADD COLUMN     "judge_id" TEXT;

-- AlterTable
ALTER TABLE "baseline_run" ADD COLUMN     "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "endpoint" ADD COLUMN     "judge_gateway_id" INTEGER,
ADD COLUMN     "judge_input_usd_per_million" DOUBLE PRECISION,
ADD COLUMN     "judge_model" TEXT,
ADD COLUMN     "judge_output_usd_per_million" DOUBLE PRECISION,
ADD COLUMN     "plan" "call_plan" NOT NULL DEFAULT 'standard',
ADD COLUMN     "run_budget_usd" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "prompt_comparison" ADD COLUMN     "signals" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "budget_usd" DOUBLE PRECISION,
ADD COLUMN     "judge_cost_usd" DOUBLE PRECISION,
ADD COLUMN     "parent_run_id" INTEGER,
ADD COLUMN     "plan" "call_plan";

-- AlterTable
ALTER TABLE "signal" ADD COLUMN     "p_adjusted" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "answer_embedding" (
    "encoder_id" TEXT NOT NULL,
    "canonical_hash" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answer_embedding_pkey" PRIMARY KEY ("encoder_id","canonical_hash")
);

-- CreateTable
CREATE TABLE "judgement" (
    "run_id" INTEGER NOT NULL,
    "prompt_id" INTEGER NOT NULL,
    "kind" "judgement_kind" NOT NULL,
    "swapped" BOOLEAN NOT NULL,
    "judge_id" TEXT NOT NULL,
    "outcome" "sample_outcome" NOT NULL,
    "reason" TEXT,
    "verdict" TEXT,
    "confidence" SMALLINT,
    "reasons" TEXT,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "cost_usd" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judgement_pkey" PRIMARY KEY ("run_id","prompt_id","kind","swapped")
);

-- CreateTable
CREATE TABLE "sequential_step" (
    "run_id" INTEGER NOT NULL,
    "baseline_id" INTEGER NOT NULL,
    "p_night" DOUBLE PRECISION NOT NULL,
    "confirmation_run_id" INTEGER,
    "p_confirmation" DOUBLE PRECISION,
    "p_value" DOUBLE PRECISION NOT NULL,
    "e_value" DOUBLE PRECISION NOT NULL,
    "cusum" DOUBLE PRECISION NOT NULL,
    "alarm" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sequential_step_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "self_check" (
    "id" SERIAL NOT NULL,
    "endpoint_id" INTEGER NOT NULL,
    "baseline_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "trials" INTEGER NOT NULL,
    "alarms" INTEGER NOT NULL,
    "low" DOUBLE PRECISION NOT NULL,
    "high" DOUBLE PRECISION NOT NULL,
    "detail" JSONB,

    CONSTRAINT "self_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suite_proposal" (
    "id" SERIAL NOT NULL,
    "endpoint_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "state" "proposal_state" NOT NULL DEFAULT 'open',
    "content" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "decided_by" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "suite_version_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suite_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sequential_step_baseline_id_run_id_idx" ON "sequential_step"("baseline_id", "run_id");

-- CreateIndex
CREATE INDEX "self_check_endpoint_id_at_idx" ON "self_check"("endpoint_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "suite_proposal_run_id_key" ON "suite_proposal"("run_id");

-- CreateIndex
CREATE INDEX "endpoint_judge_gateway_id_idx" ON "endpoint"("judge_gateway_id");

-- CreateIndex
CREATE UNIQUE INDEX "run_parent_run_id_key" ON "run"("parent_run_id");

-- AddForeignKey
ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_judge_gateway_id_fkey" FOREIGN KEY ("judge_gateway_id") REFERENCES "gateway"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_parent_run_id_fkey" FOREIGN KEY ("parent_run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgement" ADD CONSTRAINT "judgement_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgement" ADD CONSTRAINT "judgement_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "suite_prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequential_step" ADD CONSTRAINT "sequential_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequential_step" ADD CONSTRAINT "sequential_step_confirmation_run_id_fkey" FOREIGN KEY ("confirmation_run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequential_step" ADD CONSTRAINT "sequential_step_baseline_id_fkey" FOREIGN KEY ("baseline_id") REFERENCES "baseline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "self_check" ADD CONSTRAINT "self_check_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "self_check" ADD CONSTRAINT "self_check_baseline_id_fkey" FOREIGN KEY ("baseline_id") REFERENCES "baseline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suite_proposal" ADD CONSTRAINT "suite_proposal_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suite_proposal" ADD CONSTRAINT "suite_proposal_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suite_proposal" ADD CONSTRAINT "suite_proposal_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suite_proposal" ADD CONSTRAINT "suite_proposal_suite_version_id_fkey" FOREIGN KEY ("suite_version_id") REFERENCES "suite_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks (enum values made above are compared as text: they cannot be used before this transaction ends)
ALTER TABLE "endpoint"
  ADD CONSTRAINT "endpoint_run_budget" CHECK ("run_budget_usd" > 0),
  ADD CONSTRAINT "endpoint_judge" CHECK (("judge_gateway_id" IS NULL) = ("judge_model" IS NULL)),
  ADD CONSTRAINT "endpoint_judge_prices" CHECK ("judge_input_usd_per_million" >= 0 AND "judge_output_usd_per_million" >= 0);
ALTER TABLE "run"
  ADD CONSTRAINT "run_budget" CHECK ("budget_usd" > 0),
  ADD CONSTRAINT "run_judge_cost" CHECK ("judge_cost_usd" >= 0),
  ADD CONSTRAINT "run_confirmation" CHECK (("purpose"::text = 'confirmation') = ("parent_run_id" IS NOT NULL));
ALTER TABLE "signal" ADD CONSTRAINT "signal_p_adjusted" CHECK ("p_adjusted" BETWEEN 0 AND 1);
ALTER TABLE "judgement"
  ADD CONSTRAINT "judgement_confidence" CHECK ("confidence" BETWEEN 0 AND 100),
  ADD CONSTRAINT "judgement_outcome" CHECK (
    ("outcome" = 'measured' AND "reason" IS NULL AND "verdict" IS NOT NULL)
    OR ("outcome" = 'unmeasured' AND "reason" IS NOT NULL AND "verdict" IS NULL)
  );
ALTER TABLE "sequential_step"
  ADD CONSTRAINT "sequential_step_p_values" CHECK (
    "p_night" > 0 AND "p_night" <= 1 AND "p_value" > 0 AND "p_value" <= 1
    AND "p_confirmation" > 0 AND "p_confirmation" <= 1
  ),
  ADD CONSTRAINT "sequential_step_evidence" CHECK ("e_value" >= 0 AND "cusum" >= 0),
  ADD CONSTRAINT "sequential_step_confirmation" CHECK (("confirmation_run_id" IS NULL) = ("p_confirmation" IS NULL));
ALTER TABLE "self_check" ADD CONSTRAINT "self_check_counts" CHECK (
  "trials" > 0 AND "alarms" BETWEEN 0 AND "trials" AND "low" BETWEEN 0 AND "high" AND "high" <= 1
);
ALTER TABLE "suite_proposal" ADD CONSTRAINT "suite_proposal_decision" CHECK (
  ("state" = 'open') = ("decided_at" IS NULL) AND ("state" = 'accepted') = ("suite_version_id" IS NOT NULL)
);

-- The confirmation of a night stands for the same night as its check.
DROP INDEX "run_one_per_endpoint_night";
CREATE UNIQUE INDEX "run_one_per_endpoint_night" ON "run" ("endpoint_id", "night") WHERE "trigger" = 'schedule' AND "parent_run_id" IS NULL;
CREATE UNIQUE INDEX "suite_proposal_one_open" ON "suite_proposal" ("endpoint_id") WHERE "state" = 'open';

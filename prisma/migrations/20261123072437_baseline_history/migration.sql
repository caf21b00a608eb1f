-- CreateEnum
CREATE TYPE "persistence" AS ENUM ('transient', 'persistent');

-- AlterTable
ALTER TABLE "baseline" ADD COLUMN     "ended_reason" TEXT;

-- AlterTable
ALTER TABLE "baseline_run" ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "repetitions" SMALLINT;

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "persistence" "persistence";

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "comparison" JSONB;

-- AlterTable
ALTER TABLE "sequential_step" ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "baseline" ADD CONSTRAINT "baseline_ended_reason" CHECK ("ended_reason" IS NULL OR "ended_at" IS NOT NULL);
ALTER TABLE "baseline_run"
  ADD CONSTRAINT "baseline_run_repetitions" CHECK ("repetitions" > 0),
  ADD CONSTRAINT "baseline_run_left" CHECK ("left_at" >= "added_at");

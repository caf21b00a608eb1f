-- CreateEnum
CREATE TYPE "forge_kind" AS ENUM ('none', 'github', 'gitlab', 'gitea');

-- CreateEnum
CREATE TYPE "golden_run_status" AS ENUM ('queued', 'running', 'finished', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "gate_verdict" AS ENUM ('pass', 'fail', 'unmeasured');

-- CreateEnum
CREATE TYPE "task_outcome" AS ENUM ('pass', 'regressed', 'flaky', 'base-also-fails', 'unmeasured');

-- CreateEnum
CREATE TYPE "attempt_outcome" AS ENUM ('pass', 'fail', 'unmeasured');

-- CreateEnum
CREATE TYPE "golden_side" AS ENUM ('head', 'base');

-- CreateEnum
CREATE TYPE "scan_status" AS ENUM ('queued', 'running', 'finished', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "candidate_state" AS ENUM ('pending', 'approved', 'rejected', 'merged');

-- CreateEnum
CREATE TYPE "publication_state" AS ENUM ('pending', 'pushed', 'open', 'merged', 'closed');

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "repository_id" INTEGER;

-- CreateTable
CREATE TABLE "git_repository" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "branch" TEXT NOT NULL DEFAULT 'main',
    "project_path" TEXT NOT NULL DEFAULT 'evals/tidemark.yaml',
    "forge" "forge_kind" NOT NULL DEFAULT 'none',
    "forge_url" TEXT,
    "forge_project" TEXT,
    "encrypted_token" TEXT,
    "gateway_id" INTEGER NOT NULL,
    "nightly" BOOLEAN NOT NULL DEFAULT true,
    "run_budget_usd" DOUBLE PRECISION,
    "commit_sha" TEXT,
    "synced_at" TIMESTAMPTZ(3),
    "sync_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "git_repository_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "golden_run" (
    "id" SERIAL NOT NULL,
    "trigger" "run_trigger" NOT NULL,
    "status" "golden_run_status" NOT NULL DEFAULT 'queued',
    "repository_id" INTEGER,
    "repository_name" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "verdict" "gate_verdict",
    "reason" TEXT,
    "head_commit" TEXT,
    "base_commit" TEXT,
    "branch" TEXT,
    "pull_request_url" TEXT,
    "prompt_hash" TEXT,
    "base_prompt_hash" TEXT,
    "repeat" SMALLINT,
    "night" DATE,
    "planned_attempts" INTEGER NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "prompt_tokens" INTEGER NOT NULL DEFAULT 0,
    "completion_tokens" INTEGER NOT NULL DEFAULT 0,
    "estimated_cost_usd" DOUBLE PRECISION,
    "cost_usd" DOUBLE PRECISION,
    "budget_usd" DOUBLE PRECISION,
    "report" JSONB,
    "requested_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "golden_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "golden_attempt" (
    "run_id" INTEGER NOT NULL,
    "task_id" TEXT NOT NULL,
    "side" "golden_side" NOT NULL,
    "number" SMALLINT NOT NULL,
    "outcome" "attempt_outcome" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "checks" JSONB NOT NULL DEFAULT '[]',
    "rubric" JSONB,
    "output" TEXT NOT NULL DEFAULT '',
    "tool_calls" JSONB NOT NULL DEFAULT '[]',
    "turns" SMALLINT NOT NULL DEFAULT 1,
    "latency_ms" INTEGER,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "cost_usd" DOUBLE PRECISION,
    "calls" SMALLINT NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "golden_attempt_pkey" PRIMARY KEY ("run_id","task_id","side","number")
);

-- CreateTable
CREATE TABLE "golden_task_result" (
    "run_id" INTEGER NOT NULL,
    "task_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "task_hash" TEXT NOT NULL,
    "outcome" "task_outcome" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "head_passes" SMALLINT NOT NULL,
    "head_runs" SMALLINT NOT NULL,
    "base_passes" SMALLINT,
    "base_runs" SMALLINT,
    "baseline" JSONB,
    "confidence" DOUBLE PRECISION,
    "latency_ms" DOUBLE PRECISION,
    "tokens" DOUBLE PRECISION,

    CONSTRAINT "golden_task_result_pkey" PRIMARY KEY ("run_id","task_id")
);

-- CreateTable
CREATE TABLE "incident_golden_run" (
    "incident_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,

    CONSTRAINT "incident_golden_run_pkey" PRIMARY KEY ("incident_id","run_id")
);

-- CreateTable
CREATE TABLE "langfuse_source" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "encrypted_secret" TEXT NOT NULL,
    "evaluator" TEXT NOT NULL DEFAULT 'Review-E',
    "score_at_most" DOUBLE PRECISION NOT NULL DEFAULT 0.6,
    "agent" TEXT NOT NULL,
    "repository_id" INTEGER NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "langfuse_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "candidate_scan" (
    "id" SERIAL NOT NULL,
    "source_id" INTEGER NOT NULL,
    "trigger" "run_trigger" NOT NULL,
    "status" "scan_status" NOT NULL DEFAULT 'queued',
    "window_from" TIMESTAMPTZ(3) NOT NULL,
    "window_to" TIMESTAMPTZ(3) NOT NULL,
    "cursor" JSONB,
    "scores_seen" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "requested_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "candidate_scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "candidate" (
    "id" SERIAL NOT NULL,
    "source_id" INTEGER NOT NULL,
    "scan_id" INTEGER NOT NULL,
    "state" "candidate_state" NOT NULL DEFAULT 'pending',
    "trace_id" TEXT NOT NULL,
    "trace_url" TEXT NOT NULL,
    "trace_at" TIMESTAMPTZ(3) NOT NULL,
    "content_hash" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "evaluator" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "model" TEXT,
    "cost_usd" DOUBLE PRECISION,
    "latency_ms" INTEGER,
    "input" TEXT NOT NULL,
    "output" TEXT NOT NULL,
    "redactions" JSONB NOT NULL DEFAULT '[]',
    "draft" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "decided_by" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "decision_reason" TEXT NOT NULL DEFAULT '',
    "merged_into" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication" (
    "candidate_id" INTEGER NOT NULL,
    "state" "publication_state" NOT NULL DEFAULT 'pending',
    "branch" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "author_email" TEXT NOT NULL,
    "commit_sha" TEXT,
    "pull_request_url" TEXT,
    "pull_request_number" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("candidate_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "git_repository_name_key" ON "git_repository"("name");

-- CreateIndex
CREATE INDEX "git_repository_gateway_id_idx" ON "git_repository"("gateway_id");

-- CreateIndex
CREATE INDEX "golden_run_created_at_id_idx" ON "golden_run"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "golden_run_repository_id_agent_model_created_at_idx" ON "golden_run"("repository_id", "agent", "model", "created_at" DESC);

-- CreateIndex
CREATE INDEX "golden_task_result_task_id_run_id_idx" ON "golden_task_result"("task_id", "run_id" DESC);

-- CreateIndex
CREATE INDEX "incident_golden_run_run_id_idx" ON "incident_golden_run"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "langfuse_source_name_key" ON "langfuse_source"("name");

-- CreateIndex
CREATE INDEX "langfuse_source_repository_id_idx" ON "langfuse_source"("repository_id");

-- CreateIndex
CREATE INDEX "candidate_scan_source_id_created_at_idx" ON "candidate_scan"("source_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "candidate_state_score_idx" ON "candidate"("state", "score");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_source_id_trace_id_key" ON "candidate"("source_id", "trace_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_source_id_content_hash_key" ON "candidate"("source_id", "content_hash");

-- CreateIndex
CREATE INDEX "publication_state_idx" ON "publication"("state");

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "git_repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "git_repository" ADD CONSTRAINT "git_repository_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateway"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "golden_run" ADD CONSTRAINT "golden_run_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "git_repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "golden_run" ADD CONSTRAINT "golden_run_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "golden_attempt" ADD CONSTRAINT "golden_attempt_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "golden_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "golden_task_result" ADD CONSTRAINT "golden_task_result_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "golden_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_golden_run" ADD CONSTRAINT "incident_golden_run_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_golden_run" ADD CONSTRAINT "incident_golden_run_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "golden_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "langfuse_source" ADD CONSTRAINT "langfuse_source_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "git_repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_scan" ADD CONSTRAINT "candidate_scan_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "langfuse_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_scan" ADD CONSTRAINT "candidate_scan_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "langfuse_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_scan_id_fkey" FOREIGN KEY ("scan_id") REFERENCES "candidate_scan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks (enum values made above are compared as text: they cannot be used before this transaction ends)
ALTER TABLE "git_repository"
  ADD CONSTRAINT "git_repository_forge" CHECK ("forge"::text = 'none' OR "forge_project" IS NOT NULL),
  ADD CONSTRAINT "git_repository_budget" CHECK ("run_budget_usd" > 0);
ALTER TABLE "golden_run"
  ADD CONSTRAINT "golden_run_verdict" CHECK (("status"::text = 'finished') = ("verdict" IS NOT NULL)),
  ADD CONSTRAINT "golden_run_night" CHECK ("night" IS NULL OR "trigger"::text = 'schedule'),
  ADD CONSTRAINT "golden_run_repeat" CHECK ("repeat" > 0),
  ADD CONSTRAINT "golden_run_counts" CHECK (
    "planned_attempts" >= 0 AND "calls" >= 0 AND "prompt_tokens" >= 0 AND "completion_tokens" >= 0
  ),
  ADD CONSTRAINT "golden_run_cost" CHECK ("cost_usd" >= 0 AND "estimated_cost_usd" >= 0 AND "budget_usd" > 0);
ALTER TABLE "golden_attempt"
  ADD CONSTRAINT "golden_attempt_number" CHECK ("number" >= 0 AND "turns" >= 0 AND "calls" >= 0),
  ADD CONSTRAINT "golden_attempt_reason" CHECK ("outcome"::text = 'pass' OR "reason" <> '');
ALTER TABLE "golden_task_result"
  ADD CONSTRAINT "golden_task_result_head" CHECK ("head_passes" BETWEEN 0 AND "head_runs"),
  ADD CONSTRAINT "golden_task_result_base" CHECK (
    "base_passes" BETWEEN 0 AND "base_runs" AND ("base_passes" IS NULL) = ("base_runs" IS NULL)
  ),
  ADD CONSTRAINT "golden_task_result_confidence" CHECK ("confidence" BETWEEN 0 AND 100);
ALTER TABLE "candidate_scan"
  ADD CONSTRAINT "candidate_scan_window" CHECK ("window_from" < "window_to"),
  ADD CONSTRAINT "candidate_scan_counts" CHECK (
    "scores_seen" >= 0 AND "added" >= 0 AND "duplicates" >= 0 AND "skipped" >= 0
  );
ALTER TABLE "candidate"
  ADD CONSTRAINT "candidate_decision" CHECK (("state"::text = 'pending') = ("decided_at" IS NULL)),
  ADD CONSTRAINT "candidate_merged" CHECK (("state"::text = 'merged') = ("merged_into" IS NOT NULL));
ALTER TABLE "publication"
  ADD CONSTRAINT "publication_pushed" CHECK ("state"::text = 'pending' OR "commit_sha" IS NOT NULL),
  ADD CONSTRAINT "publication_pull_request" CHECK (("pull_request_url" IS NULL) = ("pull_request_number" IS NULL));
ALTER TABLE "incident" ADD CONSTRAINT "incident_one_subject" CHECK (num_nonnulls("endpoint_id", "repository_id") <= 1);

CREATE UNIQUE INDEX "golden_run_one_per_night"
  ON "golden_run" ("repository_id", "agent", "model", "night") WHERE "trigger" = 'schedule';
CREATE UNIQUE INDEX "golden_run_one_active"
  ON "golden_run" ("repository_id", "agent", "model") WHERE "status" IN ('queued', 'running') AND "trigger" <> 'ci';
CREATE UNIQUE INDEX "candidate_scan_one_active" ON "candidate_scan" ("source_id") WHERE "status" IN ('queued', 'running');

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'curator', 'operator', 'admin');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('model', 'prompt', 'code', 'config');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('P0', 'P1', 'P2', 'P3');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('stable', 'drifted', 'calibrating', 'unmeasured');

-- CreateEnum
CREATE TYPE "gateway_kind" AS ENUM ('litellm', 'openai');

-- CreateEnum
CREATE TYPE "endpoint_status" AS ENUM ('active', 'paused');

-- CreateEnum
CREATE TYPE "baseline_state" AS ENUM ('capturing', 'ready', 'superseded', 'retired', 'failed');

-- CreateEnum
CREATE TYPE "run_purpose" AS ENUM ('check', 'baseline');

-- CreateEnum
CREATE TYPE "run_trigger" AS ENUM ('schedule', 'manual', 'ci', 'upgrade');

-- CreateEnum
CREATE TYPE "run_status" AS ENUM ('queued', 'sampling', 'evaluating', 'finished', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "sample_outcome" AS ENUM ('measured', 'unmeasured');

-- CreateEnum
CREATE TYPE "movement" AS ENUM ('same', 'changed', 'format_only', 'unmeasured');

-- CreateEnum
CREATE TYPE "incident_status" AS ENUM ('open', 'acknowledged', 'resolved');

-- CreateEnum
CREATE TYPE "resolution" AS ENUM ('provider_change', 'intended_change', 'false_alarm', 'fixed', 'duplicate');

-- CreateEnum
CREATE TYPE "timeline_kind" AS ENUM ('opened', 'seen_again', 'not_seen', 'acknowledged', 'assigned', 'commented', 'resolved', 'reopened');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('user', 'token', 'system');

-- CreateTable
CREATE TABLE "user_account" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL DEFAULT 'viewer',
    "password_hash" TEXT,
    "oidc_subject" TEXT,
    "session_epoch" INTEGER NOT NULL DEFAULT 0,
    "disabled_at" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_by" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" "actor_kind" NOT NULL,
    "user_id" INTEGER,
    "token_id" INTEGER,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "changes" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateway" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "gateway_kind" NOT NULL,
    "base_url" TEXT NOT NULL,
    "encrypted_key" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "endpoint" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "gateway_id" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "suite_id" INTEGER NOT NULL,
    "temperature" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "seed" INTEGER DEFAULT 7,
    "request_timeout_ms" INTEGER NOT NULL DEFAULT 60000,
    "concurrency" INTEGER NOT NULL DEFAULT 4,
    "input_usd_per_million" DOUBLE PRECISION,
    "output_usd_per_million" DOUBLE PRECISION,
    "status" "endpoint_status" NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suite" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suite_version" (
    "id" SERIAL NOT NULL,
    "suite_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "published_by" INTEGER,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "suite_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suite_prompt" (
    "id" SERIAL NOT NULL,
    "suite_version_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "stratum" TEXT NOT NULL,
    "spec" JSONB NOT NULL,

    CONSTRAINT "suite_prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "baseline" (
    "id" SERIAL NOT NULL,
    "endpoint_id" INTEGER NOT NULL,
    "suite_version_id" INTEGER NOT NULL,
    "normaliser_version" TEXT NOT NULL,
    "encoder_id" TEXT,
    "state" "baseline_state" NOT NULL DEFAULT 'capturing',
    "reason" TEXT NOT NULL DEFAULT '',
    "created_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ready_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "baseline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "baseline_run" (
    "baseline_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,

    CONSTRAINT "baseline_run_pkey" PRIMARY KEY ("baseline_id","run_id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" SERIAL NOT NULL,
    "month" DATE NOT NULL,
    "purpose" "run_purpose" NOT NULL,
    "trigger" "run_trigger" NOT NULL,
    "endpoint_id" INTEGER NOT NULL,
    "suite_version_id" INTEGER NOT NULL,
    "baseline_id" INTEGER,
    "status" "run_status" NOT NULL DEFAULT 'queued',
    "verdict" "verdict",
    "verdict_reason" TEXT,
    "p_value" DOUBLE PRECISION,
    "night" DATE,
    "repetitions" INTEGER NOT NULL,
    "lanes" SMALLINT NOT NULL,
    "planned_samples" INTEGER NOT NULL,
    "stored_samples" INTEGER NOT NULL DEFAULT 0,
    "measured_samples" INTEGER NOT NULL DEFAULT 0,
    "estimated_cost_usd" DOUBLE PRECISION,
    "cost_usd" DOUBLE PRECISION,
    "prompt_tokens" INTEGER NOT NULL DEFAULT 0,
    "completion_tokens" INTEGER NOT NULL DEFAULT 0,
    "requested_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sample" (
    "month" DATE NOT NULL,
    "run_id" INTEGER NOT NULL,
    "prompt_id" INTEGER NOT NULL,
    "repetition" SMALLINT NOT NULL,
    "outcome" "sample_outcome" NOT NULL,
    "reason" TEXT,
    "detail" TEXT,
    "output" TEXT,
    "tool_calls" JSONB,
    "finish_reason" TEXT,
    "canonical_hash" TEXT,
    "raw_hash" TEXT,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "cost_usd" DOUBLE PRECISION,
    "latency_ms" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "evidence" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sample_pkey" PRIMARY KEY ("month","run_id","prompt_id","repetition")
) PARTITION BY RANGE ("month");

-- CreateTable
CREATE TABLE "signal" (
    "run_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "threshold" DOUBLE PRECISION NOT NULL,
    "noise" DOUBLE PRECISION,
    "p_value" DOUBLE PRECISION,
    "fired" BOOLEAN NOT NULL,
    "detail" JSONB,

    CONSTRAINT "signal_pkey" PRIMARY KEY ("run_id","name")
);

-- CreateTable
CREATE TABLE "prompt_comparison" (
    "run_id" INTEGER NOT NULL,
    "prompt_id" INTEGER NOT NULL,
    "movement" "movement" NOT NULL,
    "delta_share" DOUBLE PRECISION,
    "noise_share" DOUBLE PRECISION,
    "reason" TEXT,

    CONSTRAINT "prompt_comparison_pkey" PRIMARY KEY ("run_id","prompt_id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" SERIAL NOT NULL,
    "channel" "channel" NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "rule" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" "incident_status" NOT NULL DEFAULT 'open',
    "endpoint_id" INTEGER,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "assignee_id" INTEGER,
    "acknowledged_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "resolution" "resolution",
    "resolution_note" TEXT,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_run" (
    "incident_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,

    CONSTRAINT "incident_run_pkey" PRIMARY KEY ("incident_id","run_id")
);

-- CreateTable
CREATE TABLE "incident_event" (
    "id" SERIAL NOT NULL,
    "incident_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" "timeline_kind" NOT NULL,
    "actor_id" INTEGER,
    "body" TEXT NOT NULL DEFAULT '',
    "data" JSONB,

    CONSTRAINT "incident_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" SERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "run_id" INTEGER,
    "incident_id" INTEGER,
    "payload" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "worker_process" (
    "pool_id" TEXT NOT NULL,
    "hostname" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_process_pkey" PRIMARY KEY ("pool_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_oidc_subject_key" ON "user_account"("oidc_subject");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_secret_hash_key" ON "api_token"("secret_hash");

-- CreateIndex
CREATE INDEX "audit_log_at_id_idx" ON "audit_log"("at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_subject_type_subject_id_idx" ON "audit_log"("subject_type", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_name_key" ON "gateway"("name");

-- CreateIndex
CREATE UNIQUE INDEX "endpoint_name_key" ON "endpoint"("name");

-- CreateIndex
CREATE INDEX "endpoint_gateway_id_idx" ON "endpoint"("gateway_id");

-- CreateIndex
CREATE INDEX "endpoint_suite_id_idx" ON "endpoint"("suite_id");

-- CreateIndex
CREATE UNIQUE INDEX "suite_key_key" ON "suite"("key");

-- CreateIndex
CREATE UNIQUE INDEX "suite_version_suite_id_number_key" ON "suite_version"("suite_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "suite_version_suite_id_content_hash_key" ON "suite_version"("suite_id", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "suite_prompt_suite_version_id_key_key" ON "suite_prompt"("suite_version_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "suite_prompt_suite_version_id_position_key" ON "suite_prompt"("suite_version_id", "position");

-- CreateIndex
CREATE INDEX "baseline_endpoint_id_created_at_idx" ON "baseline"("endpoint_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "run_endpoint_id_created_at_idx" ON "run"("endpoint_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "run_created_at_idx" ON "run"("created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "run_id_month_key" ON "run"("id", "month");

-- CreateIndex
CREATE INDEX "incident_status_severity_last_seen_at_idx" ON "incident"("status", "severity", "last_seen_at" DESC);

-- CreateIndex
CREATE INDEX "incident_run_run_id_idx" ON "incident_run"("run_id");

-- CreateIndex
CREATE INDEX "incident_event_incident_id_at_idx" ON "incident_event"("incident_id", "at");

-- CreateIndex
CREATE INDEX "event_occurred_at_idx" ON "event"("occurred_at" DESC);

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "api_token"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateway"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "suite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suite_version" ADD CONSTRAINT "suite_version_suite_id_fkey" FOREIGN KEY ("suite_id") REFERENCES "suite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suite_version" ADD CONSTRAINT "suite_version_published_by_fkey" FOREIGN KEY ("published_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suite_prompt" ADD CONSTRAINT "suite_prompt_suite_version_id_fkey" FOREIGN KEY ("suite_version_id") REFERENCES "suite_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "baseline" ADD CONSTRAINT "baseline_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "baseline" ADD CONSTRAINT "baseline_suite_version_id_fkey" FOREIGN KEY ("suite_version_id") REFERENCES "suite_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "baseline" ADD CONSTRAINT "baseline_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "baseline_run" ADD CONSTRAINT "baseline_run_baseline_id_fkey" FOREIGN KEY ("baseline_id") REFERENCES "baseline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "baseline_run" ADD CONSTRAINT "baseline_run_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_suite_version_id_fkey" FOREIGN KEY ("suite_version_id") REFERENCES "suite_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_baseline_id_fkey" FOREIGN KEY ("baseline_id") REFERENCES "baseline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sample" ADD CONSTRAINT "sample_run_id_month_fkey" FOREIGN KEY ("run_id", "month") REFERENCES "run"("id", "month") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sample" ADD CONSTRAINT "sample_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "suite_prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal" ADD CONSTRAINT "signal_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt_comparison" ADD CONSTRAINT "prompt_comparison_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt_comparison" ADD CONSTRAINT "prompt_comparison_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "suite_prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_run" ADD CONSTRAINT "incident_run_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_run" ADD CONSTRAINT "incident_run_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Everything below is outside what the Prisma schema can say.

-- Checks
ALTER TABLE "user_account" ADD CONSTRAINT "user_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "api_token"
  ADD CONSTRAINT "api_token_hash" CHECK ("secret_hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "api_token_expiry" CHECK ("expires_at" > "created_at");
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor" CHECK (
  ("actor_kind" = 'system' AND "user_id" IS NULL AND "token_id" IS NULL)
  OR ("actor_kind" = 'user' AND "user_id" IS NOT NULL AND "token_id" IS NULL)
  OR ("actor_kind" = 'token' AND "token_id" IS NOT NULL)
);
ALTER TABLE "gateway" ADD CONSTRAINT "gateway_url" CHECK ("base_url" ~ '^https?://');
ALTER TABLE "endpoint"
  ADD CONSTRAINT "endpoint_temperature" CHECK ("temperature" BETWEEN 0 AND 2),
  ADD CONSTRAINT "endpoint_timeout" CHECK ("request_timeout_ms" BETWEEN 1000 AND 290000),
  ADD CONSTRAINT "endpoint_concurrency" CHECK ("concurrency" BETWEEN 1 AND 50),
  ADD CONSTRAINT "endpoint_prices" CHECK ("input_usd_per_million" >= 0 AND "output_usd_per_million" >= 0);
ALTER TABLE "suite_version" ADD CONSTRAINT "suite_version_hash" CHECK ("content_hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "suite_prompt"
  ADD CONSTRAINT "suite_prompt_position" CHECK ("position" >= 0),
  ADD CONSTRAINT "suite_prompt_stratum" CHECK ("stratum" IN ('short', 'behaviour')),
  ADD CONSTRAINT "suite_prompt_category" CHECK ("category" IN ('structure', 'refusal', 'reasoning', 'tool-use', 'edge-case'));
ALTER TABLE "baseline"
  ADD CONSTRAINT "baseline_ready" CHECK ("state" IN ('capturing', 'failed') OR "ready_at" IS NOT NULL),
  ADD CONSTRAINT "baseline_ended" CHECK (("state" IN ('capturing', 'ready')) = ("ended_at" IS NULL));
ALTER TABLE "run"
  ADD CONSTRAINT "run_month" CHECK (extract(day from "month") = 1),
  ADD CONSTRAINT "run_counts" CHECK (
    "repetitions" > 0 AND "lanes" > 0 AND "planned_samples" > 0
    AND "stored_samples" BETWEEN 0 AND "planned_samples"
    AND "measured_samples" BETWEEN 0 AND "stored_samples"
    AND "prompt_tokens" >= 0 AND "completion_tokens" >= 0
  ),
  ADD CONSTRAINT "run_p_value" CHECK ("p_value" BETWEEN 0 AND 1),
  ADD CONSTRAINT "run_night" CHECK (("trigger" = 'schedule') = ("night" IS NOT NULL)),
  ADD CONSTRAINT "run_verdict" CHECK (("status" = 'finished') = ("verdict" IS NOT NULL)),
  ADD CONSTRAINT "run_complete" CHECK ("status" NOT IN ('evaluating', 'finished') OR "stored_samples" = "planned_samples"),
  ADD CONSTRAINT "run_finished" CHECK (("status" IN ('finished', 'cancelled', 'failed')) = ("finished_at" IS NOT NULL));
ALTER TABLE "sample"
  ADD CONSTRAINT "sample_repetition" CHECK ("repetition" >= 0),
  ADD CONSTRAINT "sample_attempts" CHECK ("attempts" >= 1),
  ADD CONSTRAINT "sample_outcome" CHECK (
    ("outcome" = 'measured' AND "reason" IS NULL AND "output" IS NOT NULL AND "canonical_hash" IS NOT NULL AND "raw_hash" IS NOT NULL)
    OR ("outcome" = 'unmeasured' AND "reason" IS NOT NULL AND "canonical_hash" IS NULL AND "raw_hash" IS NULL)
  );
ALTER TABLE "signal"
  ADD CONSTRAINT "signal_p_value" CHECK ("p_value" BETWEEN 0 AND 1),
  ADD CONSTRAINT "signal_fired" CHECK (NOT "fired" OR ("value" IS NOT NULL AND "value" > "threshold" AND "noise" IS NOT NULL));
ALTER TABLE "prompt_comparison" ADD CONSTRAINT "prompt_comparison_shares" CHECK (
  "delta_share" BETWEEN 0 AND 1 AND "noise_share" BETWEEN 0 AND 1
  AND (("movement" = 'unmeasured') = ("delta_share" IS NULL))
);
ALTER TABLE "incident"
  ADD CONSTRAINT "incident_occurrences" CHECK ("occurrences" >= 1),
  ADD CONSTRAINT "incident_seen" CHECK ("last_seen_at" >= "opened_at"),
  ADD CONSTRAINT "incident_resolution" CHECK (
    ("status" = 'resolved') = ("resolution" IS NOT NULL AND "resolved_at" IS NOT NULL)
  );

-- At most one of each
CREATE UNIQUE INDEX "run_one_active_per_endpoint" ON "run" ("endpoint_id") WHERE "status" IN ('queued', 'sampling', 'evaluating');
CREATE UNIQUE INDEX "run_one_per_endpoint_night" ON "run" ("endpoint_id", "night") WHERE "trigger" = 'schedule';
CREATE UNIQUE INDEX "baseline_one_ready" ON "baseline" ("endpoint_id") WHERE "state" = 'ready';
CREATE UNIQUE INDEX "baseline_one_capturing" ON "baseline" ("endpoint_id") WHERE "state" = 'capturing';
CREATE UNIQUE INDEX "incident_one_unresolved" ON "incident" ("fingerprint") WHERE "status" <> 'resolved';

-- Frozen rows
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "incident_event_append_only" BEFORE UPDATE OR DELETE ON "incident_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "suite_prompt_frozen" BEFORE UPDATE OR DELETE ON "suite_prompt" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "sample_frozen" BEFORE UPDATE ON "sample" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- One partition of `sample` per UTC month, made when the month's first run starts.
CREATE FUNCTION "ensure_sample_partition"(first_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition text := 'sample_' || to_char(first_day, 'YYYY_MM');
BEGIN
  IF to_regclass(quote_ident(partition)) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('tidemark:sample_partition'));
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS %I PARTITION OF "sample" FOR VALUES FROM (%L) TO (%L)',
      partition, first_day, (first_day + interval '1 month')::date
    );
  END IF;
END
$$;

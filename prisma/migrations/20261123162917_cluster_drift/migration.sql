-- CreateEnum
CREATE TYPE "cluster_access" AS ENUM ('in_cluster', 'kubeconfig', 'token');

-- CreateEnum
CREATE TYPE "git_access_kind" AS ENUM ('none', 'token', 'ssh');

-- CreateEnum
CREATE TYPE "flagd_mode" AS ENUM ('definitions', 'evaluations');

-- CreateEnum
CREATE TYPE "drift_state" AS ENUM ('drifted', 'ignored', 'clean');

-- CreateEnum
CREATE TYPE "drift_origin" AS ENUM ('scan', 'watch', 'flux');

-- CreateEnum
CREATE TYPE "tier_subject" AS ENUM ('namespace', 'policy');

-- CreateEnum
CREATE TYPE "flag_decision_kind" AS ENUM ('sync', 'reject');

-- AlterEnum
ALTER TYPE "timeline_kind" ADD VALUE 'cleared';

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "cleared_at" TIMESTAMPTZ(3),
ADD COLUMN     "cluster_id" INTEGER,
ADD COLUMN     "flag_source_id" INTEGER;

-- CreateTable
CREATE TABLE "git_source" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "branch" TEXT NOT NULL DEFAULT 'main',
    "access" "git_access_kind" NOT NULL DEFAULT 'none',
    "encrypted_secret" TEXT,
    "known_hosts" TEXT,
    "signers" TEXT[],
    "forge" "forge_kind" NOT NULL DEFAULT 'none',
    "forge_url" TEXT,
    "forge_project" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "commit_sha" TEXT,
    "fetched_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "git_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cluster" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "access" "cluster_access" NOT NULL,
    "server" TEXT,
    "encrypted_connection" TEXT,
    "namespaces" TEXT[],
    "is_strict" BOOLEAN NOT NULL DEFAULT false,
    "is_watched" BOOLEAN NOT NULL DEFAULT true,
    "interval_seconds" INTEGER NOT NULL DEFAULT 60,
    "allowed_addresses" TEXT[],
    "encrypted_webhook_secret" TEXT,
    "prometheus_url" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "verdict" "verdict",
    "reason" TEXT NOT NULL DEFAULT '',
    "compared_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "watched_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cluster_source" (
    "id" SERIAL NOT NULL,
    "cluster_id" INTEGER NOT NULL,
    "source_id" INTEGER NOT NULL,
    "path" TEXT,
    "manager" TEXT,

    CONSTRAINT "cluster_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cluster_scan" (
    "id" SERIAL NOT NULL,
    "cluster_id" INTEGER NOT NULL,
    "trigger" "run_trigger" NOT NULL,
    "cause" TEXT NOT NULL,
    "status" "scan_status" NOT NULL DEFAULT 'queued',
    "progress" JSONB,
    "verdict" "verdict",
    "reason" TEXT NOT NULL DEFAULT '',
    "server_version" TEXT,
    "objects" INTEGER NOT NULL DEFAULT 0,
    "findings" JSONB NOT NULL DEFAULT '{}',
    "expected_hash" TEXT,
    "live_hash" TEXT,
    "sources" JSONB NOT NULL DEFAULT '[]',
    "namespaces" JSONB NOT NULL DEFAULT '[]',
    "not_compared" JSONB NOT NULL DEFAULT '[]',
    "opted_out" JSONB NOT NULL DEFAULT '[]',
    "requested_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "cluster_scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flag_source" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "mode" "flagd_mode" NOT NULL DEFAULT 'definitions',
    "url" TEXT NOT NULL,
    "ca" TEXT,
    "source_id" INTEGER NOT NULL,
    "path" TEXT NOT NULL DEFAULT 'feature-flags',
    "allowed_addresses" TEXT[],
    "interval_seconds" INTEGER NOT NULL DEFAULT 60,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "verdict" "verdict",
    "reason" TEXT NOT NULL DEFAULT '',
    "flags" INTEGER NOT NULL DEFAULT 0,
    "is_partial" BOOLEAN NOT NULL DEFAULT false,
    "not_compared" JSONB NOT NULL DEFAULT '[]',
    "commit_sha" TEXT,
    "compared_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flag_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drift_object" (
    "id" SERIAL NOT NULL,
    "cluster_id" INTEGER,
    "flag_source_id" INTEGER,
    "channel" "channel" NOT NULL,
    "api_group" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "drift_state" NOT NULL,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "expected" TEXT,
    "live" TEXT,
    "expected_hash" TEXT,
    "live_hash" TEXT,
    "source" TEXT,
    "commit_sha" TEXT,
    "file" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drift_object_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drift_occurrence" (
    "id" SERIAL NOT NULL,
    "object_id" INTEGER NOT NULL,
    "origin" "drift_origin" NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "corrected_at" TIMESTAMPTZ(3),
    "findings" JSONB NOT NULL DEFAULT '[]',
    "managers" TEXT[],
    "note" TEXT,
    "severity" "severity",
    "rule" TEXT NOT NULL,
    "incident_id" INTEGER,

    CONSTRAINT "drift_occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ignore_rule" (
    "id" SERIAL NOT NULL,
    "cluster_id" INTEGER,
    "api_group" TEXT,
    "kind" TEXT,
    "namespace" TEXT,
    "name" TEXT,
    "field_path" TEXT,
    "manager" TEXT,
    "reason" TEXT NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "ignore_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tier" (
    "id" SERIAL NOT NULL,
    "subject" "tier_subject" NOT NULL,
    "name" TEXT NOT NULL,
    "tier" INTEGER NOT NULL,

    CONSTRAINT "tier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flux_notification" (
    "digest" TEXT NOT NULL,
    "cluster_id" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flux_notification_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "flux_revision" (
    "cluster_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "seen_since" TIMESTAMPTZ(3),

    CONSTRAINT "flux_revision_pkey" PRIMARY KEY ("cluster_id","kind","namespace","name")
);

-- CreateTable
CREATE TABLE "flag_decision" (
    "id" SERIAL NOT NULL,
    "object_id" INTEGER NOT NULL,
    "kind" "flag_decision_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" INTEGER NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "live_hash" TEXT,
    "state" "publication_state",
    "branch" TEXT,
    "base_commit" TEXT,
    "path" TEXT,
    "content" TEXT,
    "commit_sha" TEXT,
    "pull_request_url" TEXT,
    "pull_request_number" INTEGER,
    "last_error" TEXT,

    CONSTRAINT "flag_decision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "git_source_name_key" ON "git_source"("name");

-- CreateIndex
CREATE UNIQUE INDEX "cluster_name_key" ON "cluster"("name");

-- CreateIndex
CREATE INDEX "cluster_source_cluster_id_idx" ON "cluster_source"("cluster_id");

-- CreateIndex
CREATE INDEX "cluster_source_source_id_idx" ON "cluster_source"("source_id");

-- CreateIndex
CREATE INDEX "cluster_scan_cluster_id_created_at_idx" ON "cluster_scan"("cluster_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "flag_source_name_key" ON "flag_source"("name");

-- CreateIndex
CREATE INDEX "flag_source_source_id_idx" ON "flag_source"("source_id");

-- CreateIndex
CREATE INDEX "drift_object_state_channel_idx" ON "drift_object"("state", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "drift_object_cluster_id_api_group_kind_namespace_name_key" ON "drift_object"("cluster_id", "api_group", "kind", "namespace", "name");

-- CreateIndex
CREATE UNIQUE INDEX "drift_object_flag_source_id_namespace_name_key" ON "drift_object"("flag_source_id", "namespace", "name");

-- CreateIndex
CREATE INDEX "drift_occurrence_object_id_first_seen_at_idx" ON "drift_occurrence"("object_id", "first_seen_at" DESC);

-- CreateIndex
CREATE INDEX "drift_occurrence_first_seen_at_idx" ON "drift_occurrence"("first_seen_at");

-- CreateIndex
CREATE INDEX "drift_occurrence_incident_id_idx" ON "drift_occurrence"("incident_id");

-- CreateIndex
CREATE INDEX "ignore_rule_expires_at_idx" ON "ignore_rule"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "tier_subject_name_key" ON "tier"("subject", "name");

-- CreateIndex
CREATE INDEX "flux_notification_received_at_idx" ON "flux_notification"("received_at");

-- CreateIndex
CREATE INDEX "flag_decision_object_id_decided_at_idx" ON "flag_decision"("object_id", "decided_at" DESC);

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_flag_source_id_fkey" FOREIGN KEY ("flag_source_id") REFERENCES "flag_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_source" ADD CONSTRAINT "cluster_source_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_source" ADD CONSTRAINT "cluster_source_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "git_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_scan" ADD CONSTRAINT "cluster_scan_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_scan" ADD CONSTRAINT "cluster_scan_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flag_source" ADD CONSTRAINT "flag_source_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "git_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drift_object" ADD CONSTRAINT "drift_object_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drift_object" ADD CONSTRAINT "drift_object_flag_source_id_fkey" FOREIGN KEY ("flag_source_id") REFERENCES "flag_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drift_occurrence" ADD CONSTRAINT "drift_occurrence_object_id_fkey" FOREIGN KEY ("object_id") REFERENCES "drift_object"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drift_occurrence" ADD CONSTRAINT "drift_occurrence_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ignore_rule" ADD CONSTRAINT "ignore_rule_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ignore_rule" ADD CONSTRAINT "ignore_rule_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flux_notification" ADD CONSTRAINT "flux_notification_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flux_revision" ADD CONSTRAINT "flux_revision_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flag_decision" ADD CONSTRAINT "flag_decision_object_id_fkey" FOREIGN KEY ("object_id") REFERENCES "drift_object"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flag_decision" ADD CONSTRAINT "flag_decision_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot express.
ALTER TABLE "incident" DROP CONSTRAINT "incident_one_subject";
ALTER TABLE "incident"
  ADD CONSTRAINT "incident_one_subject" CHECK (
    num_nonnulls("endpoint_id", "repository_id", "cluster_id", "flag_source_id") <= 1
  ),
  ADD CONSTRAINT "incident_cleared" CHECK ("cleared_at" IS NULL OR num_nonnulls("cluster_id", "flag_source_id") = 1);
ALTER TABLE "git_source"
  ADD CONSTRAINT "git_source_secret" CHECK (("access"::text = 'none') = ("encrypted_secret" IS NULL)),
  ADD CONSTRAINT "git_source_forge" CHECK ("forge"::text = 'none' OR "forge_project" IS NOT NULL);
ALTER TABLE "cluster"
  ADD CONSTRAINT "cluster_connection" CHECK (
    ("access"::text = 'in_cluster') = ("encrypted_connection" IS NULL)
    AND ("server" IS NULL) = ("encrypted_connection" IS NULL)
  ),
  ADD CONSTRAINT "cluster_interval" CHECK ("interval_seconds" BETWEEN 10 AND 86400);
ALTER TABLE "cluster_source"
  ADD CONSTRAINT "cluster_source_manager" CHECK ("manager" IS NULL OR "path" IS NOT NULL);
ALTER TABLE "cluster_scan"
  ADD CONSTRAINT "cluster_scan_verdict" CHECK (("status"::text = 'finished') = ("verdict" IS NOT NULL)),
  ADD CONSTRAINT "cluster_scan_end" CHECK (
    ("status"::text IN ('finished', 'cancelled', 'failed')) = ("finished_at" IS NOT NULL)
  ),
  ADD CONSTRAINT "cluster_scan_objects" CHECK ("objects" >= 0);
ALTER TABLE "flag_source"
  ADD CONSTRAINT "flag_source_interval" CHECK ("interval_seconds" BETWEEN 10 AND 86400),
  ADD CONSTRAINT "flag_source_flags" CHECK ("flags" >= 0);
ALTER TABLE "drift_object"
  ADD CONSTRAINT "drift_object_one_owner" CHECK (num_nonnulls("cluster_id", "flag_source_id") = 1),
  ADD CONSTRAINT "drift_object_channel" CHECK ("channel"::text IN ('code', 'config')),
  ADD CONSTRAINT "drift_object_seen" CHECK ("last_seen_at" >= "first_seen_at");
ALTER TABLE "drift_occurrence"
  ADD CONSTRAINT "drift_occurrence_seen" CHECK (
    "last_seen_at" >= "first_seen_at" AND "corrected_at" >= "first_seen_at"
  ),
  ADD CONSTRAINT "drift_occurrence_incident" CHECK (("severity" IS NULL) = ("incident_id" IS NULL));
ALTER TABLE "ignore_rule"
  ADD CONSTRAINT "ignore_rule_not_all" CHECK (
    num_nonnulls("kind", "namespace", "name", "field_path", "manager") > 0
  ),
  ADD CONSTRAINT "ignore_rule_reason" CHECK ("reason" <> ''),
  ADD CONSTRAINT "ignore_rule_expiry" CHECK ("expires_at" > "created_at");
ALTER TABLE "tier" ADD CONSTRAINT "tier_number" CHECK ("tier" BETWEEN 1 AND 3);
ALTER TABLE "flag_decision"
  ADD CONSTRAINT "flag_decision_sync" CHECK (
    ("kind"::text = 'sync') = ("state" IS NOT NULL)
    AND ("state" IS NULL OR num_nonnulls("branch", "base_commit", "path") = 3)
  ),
  ADD CONSTRAINT "flag_decision_pull_request" CHECK (("pull_request_url" IS NULL) = ("pull_request_number" IS NULL)),
  ADD CONSTRAINT "flag_decision_reason" CHECK ("reason" <> '');

CREATE UNIQUE INDEX "cluster_scan_one_active" ON "cluster_scan" ("cluster_id") WHERE "status" IN ('queued', 'running');
-- An object drifts once at a time.
CREATE UNIQUE INDEX "drift_occurrence_one_open" ON "drift_occurrence" ("object_id") WHERE "corrected_at" IS NULL;

-- Where drift is most dangerous unless a team says otherwise.
INSERT INTO "tier" ("subject", "name", "tier") VALUES ('namespace', 'auth', 3), ('namespace', 'payments', 3);

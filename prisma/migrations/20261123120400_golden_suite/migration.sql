-- AlterTable
ALTER TABLE "golden_run" ADD COLUMN     "base_ref" TEXT,
ADD COLUMN     "report_id" UUID;

-- CreateTable
CREATE TABLE "golden_suite" (
    "repository_id" INTEGER NOT NULL,
    "commit_sha" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "golden_suite_pkey" PRIMARY KEY ("repository_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "golden_run_report_id_key" ON "golden_run"("report_id");

-- AddForeignKey
ALTER TABLE "golden_suite" ADD CONSTRAINT "golden_suite_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "git_repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

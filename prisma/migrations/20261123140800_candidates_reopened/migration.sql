-- AlterTable
ALTER TABLE "candidate" ADD COLUMN     "reopened" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "publication" ADD COLUMN     "looked_at" TIMESTAMPTZ(3);

-- Checks
ALTER TABLE "candidate"
  ADD CONSTRAINT "candidate_reopened" CHECK ("reopened" >= 0);

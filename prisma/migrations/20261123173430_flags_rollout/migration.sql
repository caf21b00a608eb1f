-- AlterTable
ALTER TABLE "flag_source" ADD COLUMN     "commit_before" TEXT,
ADD COLUMN     "flags_hash" TEXT,
ADD COLUMN     "flags_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "cluster" ADD COLUMN     "uses_dry_run" BOOLEAN NOT NULL DEFAULT false;

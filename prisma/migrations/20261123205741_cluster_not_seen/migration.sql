-- AlterTable
ALTER TABLE "cluster" ADD COLUMN     "not_seen" JSONB NOT NULL DEFAULT '[]';

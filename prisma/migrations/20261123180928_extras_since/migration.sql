-- AlterTable
ALTER TABLE "cluster" ADD COLUMN     "extras_since" TIMESTAMPTZ(3);

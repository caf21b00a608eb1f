-- AlterTable
ALTER TABLE "cluster" ADD COLUMN     "prometheus_read_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "flux_notification" ADD COLUMN     "word" JSONB;

-- CreateTable
CREATE TABLE "drift_counter" (
    "cluster_id" INTEGER NOT NULL,
    "series" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drift_counter_pkey" PRIMARY KEY ("cluster_id","series")
);

-- AddForeignKey
ALTER TABLE "drift_counter" ADD CONSTRAINT "drift_counter_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "drift_counter" ADD CONSTRAINT "drift_counter_value" CHECK ("value" >= 0);

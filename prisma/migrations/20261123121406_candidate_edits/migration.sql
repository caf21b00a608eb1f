-- AlterTable
ALTER TABLE "candidate" ADD COLUMN     "edited_at" TIMESTAMPTZ(3),
ADD COLUMN     "edited_by" INTEGER;

-- AlterTable
ALTER TABLE "publication" ADD COLUMN     "base_commit" TEXT NOT NULL,
ADD COLUMN     "blocked" BOOLEAN NOT NULL DEFAULT false;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_edited_by_fkey" FOREIGN KEY ("edited_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks
ALTER TABLE "git_repository"
  ADD CONSTRAINT "git_repository_url" CHECK ("url" ~ '^(https?|ssh|file)://');
ALTER TABLE "candidate"
  ADD CONSTRAINT "candidate_edited" CHECK (("edited_by" IS NULL) = ("edited_at" IS NULL));
ALTER TABLE "publication"
  ADD CONSTRAINT "publication_path" CHECK ("path" !~ '(^|/)(\.{0,2})(/|$)'),
  ADD CONSTRAINT "publication_attempts" CHECK ("attempts" >= 0),
  ADD CONSTRAINT "publication_blocked" CHECK (NOT "blocked" OR "last_error" IS NOT NULL);

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "estimated_completion_tokens" INTEGER,
ADD COLUMN     "estimated_prompt_tokens" INTEGER;

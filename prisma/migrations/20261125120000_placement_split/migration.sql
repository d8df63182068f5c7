-- AlterTable
ALTER TABLE "placement" ADD COLUMN     "proposal" JSONB,
ADD COLUMN     "startedAt" TIMESTAMPTZ(3);

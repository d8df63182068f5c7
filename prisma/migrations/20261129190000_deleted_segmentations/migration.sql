-- A segmentation that was removed can be brought back for a day.
ALTER TABLE "segmentation" ADD COLUMN "deletedAt" TIMESTAMPTZ(3);

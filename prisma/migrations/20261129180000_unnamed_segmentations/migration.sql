-- A segmentation that nobody named is called after its model's version, in the reader's language.
ALTER TABLE "segmentation" ALTER COLUMN "name" DROP NOT NULL;
UPDATE "segmentation" s SET "name" = NULL FROM "model_version" m
  WHERE m."storeId" = s."storeId" AND m."id" = s."modelVersionId" AND s."name" = 'Segmentation ' || m."version";

-- AlterTable
ALTER TABLE "product" ADD COLUMN "hiddenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "recommendation" ADD COLUMN "policyId" UUID,
ADD COLUMN "modelVersionId" UUID,
ADD COLUMN "moment" JSONB;

-- CreateIndex
CREATE INDEX "recommendation_storeId_id_idx" ON "recommendation"("storeId", "id");

-- CreateTable
CREATE TABLE "ranking_policy" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "placement" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,

    CONSTRAINT "ranking_policy_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ranking_policy_storeId_placement_version_key" ON "ranking_policy"("storeId", "placement", "version");

-- CreateTable
CREATE TABLE "placement" (
    "storeId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "allocation" TEXT NOT NULL,
    "arms" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "placement_pkey" PRIMARY KEY ("storeId","key")
);

-- AddCheck
ALTER TABLE "placement" ADD CONSTRAINT "placement_allocation_check" CHECK ("allocation" IN ('fixed', 'bandit'));

-- CreateTable
CREATE TABLE "api_key" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_storeId_hash_key" ON "api_key"("storeId", "hash");

-- CreateTable
CREATE TABLE "model_part" (
    "storeId" UUID NOT NULL,
    "modelVersionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "model_part_pkey" PRIMARY KEY ("storeId","modelVersionId","name")
);

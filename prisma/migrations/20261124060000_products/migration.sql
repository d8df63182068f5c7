-- AlterTable
ALTER TABLE "product_image" ADD COLUMN "hash" TEXT;

-- Pictures that are there get an address of their own; the next ones bring theirs.
UPDATE "product_image" SET "hash" = md5("content");

ALTER TABLE "product_image" ALTER COLUMN "hash" SET NOT NULL;

-- CreateTable
CREATE TABLE "product_figures" (
    "storeId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "asOf" TIMESTAMPTZ(3) NOT NULL,
    "priceMinor" BIGINT,
    "compareAtMinor" BIGINT,
    "marginShare" DOUBLE PRECISION,
    "onHand" INTEGER,
    "onOrder" INTEGER,
    "coverDays" DOUBLE PRECISION,
    "recentUnits" INTEGER NOT NULL DEFAULT 0,
    "beforeUnits" INTEGER NOT NULL DEFAULT 0,
    "recentRevenueMinor" BIGINT NOT NULL DEFAULT 0,
    "beforeRevenueMinor" BIGINT NOT NULL DEFAULT 0,
    "weeklyUnits" INTEGER[],
    "ratingCount" INTEGER NOT NULL DEFAULT 0,
    "ratingMean" DOUBLE PRECISION,

    CONSTRAINT "product_figures_pkey" PRIMARY KEY ("storeId","productId")
);

-- CreateIndex
CREATE INDEX "refund_storeId_productId_refundedAt_idx" ON "refund"("storeId", "productId", "refundedAt");

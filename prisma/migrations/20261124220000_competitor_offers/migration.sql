-- AlterTable
ALTER TABLE "competitor_price" ADD COLUMN     "shippingMinor" BIGINT,
ADD COLUMN     "url" TEXT;

-- AlterTable
ALTER TABLE "product" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'goods';

-- AddCheck
ALTER TABLE "product" ADD CONSTRAINT "product_kind_check" CHECK ("kind" IN ('goods', 'charge'));

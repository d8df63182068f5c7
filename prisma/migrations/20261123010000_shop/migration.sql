-- AlterTable
ALTER TABLE "customer" ADD COLUMN "country" TEXT;

ALTER TABLE "customer" ADD COLUMN "region" TEXT;

ALTER TABLE "customer" ADD COLUMN "city" TEXT;

ALTER TABLE "customer" ADD COLUMN "language" TEXT;

ALTER TABLE "customer" ADD COLUMN "acquisitionChannel" TEXT;

ALTER TABLE "customer" ADD COLUMN "firstSeenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "product" ADD COLUMN "groupId" UUID;

-- A product that was alone is its own group.
UPDATE "product" SET "groupId" = "id";

ALTER TABLE "product" ALTER COLUMN "groupId" SET NOT NULL;

ALTER TABLE "product" ADD COLUMN "sku" TEXT;

ALTER TABLE "product" ADD COLUMN "description" TEXT;

ALTER TABLE "product" ADD COLUMN "translations" JSONB;

ALTER TABLE "product" ADD COLUMN "brand" TEXT;

ALTER TABLE "product" ADD COLUMN "tags" TEXT[];

ALTER TABLE "product" ADD COLUMN "unitCostMinor" BIGINT;

ALTER TABLE "product" ADD COLUMN "taxRate" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "rating" ADD COLUMN "review" TEXT;

-- AlterTable
ALTER TABLE "customer_features" ADD COLUMN "orderCount" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "customer_features" ADD COLUMN "firstOrderAt" TIMESTAMPTZ(3);

ALTER TABLE "customer_features" ADD COLUMN "lastOrderAt" TIMESTAMPTZ(3);

ALTER TABLE "customer_features" ADD COLUMN "revenueMinor" BIGINT NOT NULL DEFAULT 0;

ALTER TABLE "customer_features" ADD COLUMN "basketSize" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "daysBetweenOrders" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "discountShare" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "returnRate" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "eveningShare" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "mobileShare" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "categoryShares" JSONB;

ALTER TABLE "customer_features" ADD COLUMN "favouriteCategory" TEXT;

ALTER TABLE "customer_features" ADD COLUMN "sessionCount" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "customer_features" ADD COLUMN "viewsPerOrder" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "cartAbandonment" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "emailsSent" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "customer_features" ADD COLUMN "emailOpenRate" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "emailClickRate" DOUBLE PRECISION;

ALTER TABLE "customer_features" ADD COLUMN "socialCount" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "customer_features" ADD COLUMN "supportCount" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "customer_features" ADD COLUMN "recencyScore" INTEGER;

ALTER TABLE "customer_features" ADD COLUMN "frequencyScore" INTEGER;

ALTER TABLE "customer_features" ADD COLUMN "monetaryScore" INTEGER;

ALTER TABLE "customer_features" ADD COLUMN "rfmGroup" TEXT;

-- CreateTable
CREATE TABLE "consent" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("storeId","customerId","channel")
);

-- CreateTable
CREATE TABLE "product_image" (
    "storeId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "product_image_pkey" PRIMARY KEY ("storeId","productId","position")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "storeId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL,
    "onHand" INTEGER NOT NULL,
    "onOrder" INTEGER NOT NULL,

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("storeId","productId","observedAt")
);

-- CreateTable
CREATE TABLE "price_point" (
    "storeId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "effectiveAt" TIMESTAMPTZ(3) NOT NULL,
    "priceMinor" BIGINT NOT NULL,
    "compareAtMinor" BIGINT,
    "reason" TEXT NOT NULL,

    CONSTRAINT "price_point_pkey" PRIMARY KEY ("storeId","productId","effectiveAt")
);

-- CreateTable
CREATE TABLE "competitor_price" (
    "storeId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "competitor" TEXT NOT NULL,
    "observedAt" TIMESTAMPTZ(3) NOT NULL,
    "priceMinor" BIGINT NOT NULL,
    "inStock" BOOLEAN NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "competitor_price_pkey" PRIMARY KEY ("storeId","productId","competitor","observedAt")
);

-- CreateTable
CREATE TABLE "order" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "channel" TEXT,
    "device" TEXT,
    "sessionId" TEXT,
    "currency" TEXT NOT NULL,
    "rate" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "subtotalMinor" BIGINT NOT NULL,
    "discountMinor" BIGINT NOT NULL,
    "shippingMinor" BIGINT NOT NULL,
    "taxMinor" BIGINT NOT NULL,
    "totalMinor" BIGINT NOT NULL,
    "discountCode" TEXT,
    "campaignId" UUID,
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "order_pkey" PRIMARY KEY ("storeId","customerId","id")
);

-- CreateTable
CREATE TABLE "order_identity" (
    "storeId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "customerId" UUID NOT NULL,
    "orderId" UUID NOT NULL,

    CONSTRAINT "order_identity_pkey" PRIMARY KEY ("storeId","source","value")
);

-- CreateTable
CREATE TABLE "order_line" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "lineNo" INTEGER NOT NULL,
    "productId" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unitPriceMinor" BIGINT NOT NULL,
    "compareAtMinor" BIGINT,
    "discountMinor" BIGINT NOT NULL,
    "totalMinor" BIGINT NOT NULL,
    "taxMinor" BIGINT NOT NULL,
    "costMinor" BIGINT,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("storeId","customerId","orderId","lineNo")
);

-- CreateTable
CREATE TABLE "refund" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "lineNo" INTEGER NOT NULL,
    "productId" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "taxMinor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "restocked" BOOLEAN NOT NULL,
    "refundedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("storeId","customerId","id")
);

-- CreateTable
CREATE TABLE "event" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "sessionId" TEXT,
    "device" TEXT,
    "productId" UUID,
    "quantity" INTEGER,
    "valueMinor" BIGINT,
    "orderId" UUID,
    "campaignId" UUID,
    "recommendationId" UUID,
    "position" INTEGER,
    "text" TEXT,

    CONSTRAINT "event_pkey" PRIMARY KEY ("storeId","customerId","messageId")
);

-- CreateTable
CREATE TABLE "recommendation" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" TEXT,
    "placement" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "explored" BOOLEAN NOT NULL,
    "contextProductId" UUID,
    "items" JSONB NOT NULL,
    "servedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("storeId","customerId","id")
);

-- CreateTable
CREATE TABLE "campaign" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "translations" JSONB,
    "goal" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "costPerSendMinor" BIGINT NOT NULL,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "campaign_arm" (
    "storeId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "arm" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,
    "isHoldout" BOOLEAN NOT NULL,
    "offer" JSONB,

    CONSTRAINT "campaign_arm_pkey" PRIMARY KEY ("storeId","campaignId","arm")
);

-- CreateTable
CREATE TABLE "campaign_assignment" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "arm" TEXT NOT NULL,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "messageId" TEXT,

    CONSTRAINT "campaign_assignment_pkey" PRIMARY KEY ("storeId","customerId","campaignId")
);

-- CreateTable
CREATE TABLE "campaign_spend" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campaignId" UUID,
    "channel" TEXT NOT NULL,
    "day" TIMESTAMPTZ(3) NOT NULL,
    "amountMinor" BIGINT NOT NULL,

    CONSTRAINT "campaign_spend_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "orderId" UUID,
    "productId" UUID,
    "tag" TEXT,
    "resolved" BOOLEAN NOT NULL,
    "satisfaction" INTEGER,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("storeId","customerId","id")
);

-- CreateTable
CREATE TABLE "message" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "author" TEXT NOT NULL,
    "action" TEXT,
    "text" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("storeId","customerId","conversationId","id")
);

-- CreateIndex
CREATE INDEX "product_storeId_groupId_idx" ON "product"("storeId", "groupId");

-- CreateIndex
CREATE INDEX "order_storeId_placedAt_id_idx" ON "order"("storeId", "placedAt", "id");

-- CreateIndex
CREATE INDEX "order_line_storeId_productId_placedAt_idx" ON "order_line"("storeId", "productId", "placedAt");

-- CreateIndex
CREATE INDEX "refund_storeId_refundedAt_idx" ON "refund"("storeId", "refundedAt");

-- CreateIndex
CREATE INDEX "event_storeId_customerId_occurredAt_idx" ON "event"("storeId", "customerId", "occurredAt" DESC);

-- CreateIndex
CREATE INDEX "event_storeId_occurredAt_idx" ON "event"("storeId", "occurredAt");

-- CreateIndex
CREATE INDEX "recommendation_storeId_servedAt_idx" ON "recommendation"("storeId", "servedAt");

-- CreateIndex
CREATE INDEX "campaign_storeId_startsAt_idx" ON "campaign"("storeId", "startsAt");

-- CreateIndex
CREATE INDEX "campaign_assignment_storeId_campaignId_arm_idx" ON "campaign_assignment"("storeId", "campaignId", "arm");

-- CreateIndex
CREATE INDEX "campaign_spend_storeId_day_idx" ON "campaign_spend"("storeId", "day");

-- CreateIndex
CREATE INDEX "conversation_storeId_openedAt_idx" ON "conversation"("storeId", "openedAt");

-- CreateIndex
CREATE INDEX "customer_features_storeId_rfmGroup_idx" ON "customer_features"("storeId", "rfmGroup");

-- AddCheck
ALTER TABLE "order" ADD CONSTRAINT "order_status_check" CHECK ("status" IN ('paid', 'shipped', 'delivered', 'cancelled', 'adjustment'));

-- AddCheck
ALTER TABLE "message" ADD CONSTRAINT "message_author_check" CHECK ("author" IN ('customer', 'person', 'bot'));

-- AddCheck
ALTER TABLE "message" ADD CONSTRAINT "message_action_check" CHECK ("action" IN ('answer', 'clarify', 'handoff'));

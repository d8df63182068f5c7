-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "endpointId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "answerStatus" INTEGER,
    "answer" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "triedAt" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateIndex
CREATE INDEX "webhook_delivery_status_dueAt_idx" ON "webhook_delivery"("status", "dueAt");

-- CreateIndex
CREATE INDEX "webhook_delivery_storeId_createdAt_id_idx" ON "webhook_delivery"("storeId", "createdAt" DESC, "id");

-- The words are those of lib/domain/webhooks.
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_status_check" CHECK ("status" IN ('waiting', 'delivered', 'failed'));

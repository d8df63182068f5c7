-- CreateTable
CREATE TABLE "pricing_policy" (
    "storeId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "approvedAt" TIMESTAMPTZ(3),
    "approvedById" TEXT,
    "approvedByName" TEXT,

    CONSTRAINT "pricing_policy_pkey" PRIMARY KEY ("storeId","version")
);

-- CreateTable
CREATE TABLE "demand_observation" (
    "storeId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "week" TIMESTAMPTZ(3) NOT NULL,
    "units" INTEGER NOT NULL,
    "paidMinor" BIGINT NOT NULL,
    "priceMinor" DOUBLE PRECISION,
    "promotionShare" DOUBLE PRECISION NOT NULL,
    "stockShare" DOUBLE PRECISION NOT NULL,
    "competitorIndex" DOUBLE PRECISION,

    CONSTRAINT "demand_observation_pkey" PRIMARY KEY ("storeId","productId","week")
);

-- CreateIndex
CREATE INDEX "demand_observation_storeId_week_idx" ON "demand_observation"("storeId", "week");

-- CreateTable
CREATE TABLE "demand_estimate" (
    "storeId" UUID NOT NULL,
    "modelVersionId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "referenceMinor" BIGINT NOT NULL,
    "elasticity" DOUBLE PRECISION NOT NULL,
    "deviation" DOUBLE PRECISION NOT NULL,
    "ownElasticity" DOUBLE PRECISION,
    "ownError" DOUBLE PRECISION,
    "expected" DOUBLE PRECISION NOT NULL,
    "ownWeight" DOUBLE PRECISION NOT NULL,
    "weeklyUnits" DOUBLE PRECISION NOT NULL,
    "horizonUnits" DOUBLE PRECISION NOT NULL,
    "levelDeviation" DOUBLE PRECISION NOT NULL,
    "dispersion" DOUBLE PRECISION NOT NULL,
    "diversion" DOUBLE PRECISION NOT NULL,
    "siblingMargin" DOUBLE PRECISION NOT NULL,
    "distinctPrices" INTEGER NOT NULL,
    "weeksObserved" INTEGER NOT NULL,
    "unitsObserved" INTEGER NOT NULL,
    "enough" BOOLEAN NOT NULL,
    "models" JSONB NOT NULL,

    CONSTRAINT "demand_estimate_pkey" PRIMARY KEY ("storeId","modelVersionId","productId")
);

-- CreateIndex
CREATE INDEX "demand_estimate_storeId_productId_idx" ON "demand_estimate"("storeId", "productId");

-- CreateTable
CREATE TABLE "price_proposal" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "fromMinor" BIGINT NOT NULL,
    "toMinor" BIGINT NOT NULL,
    "compareAtMinor" BIGINT,
    "effectiveAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "contentHash" TEXT NOT NULL,
    "inputsHash" TEXT NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "proposerId" TEXT NOT NULL,
    "proposerName" TEXT NOT NULL,
    "approvalKind" TEXT,
    "approvalBy" TEXT,
    "approvalByName" TEXT,
    "approvalContent" TEXT,
    "approvalInputs" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "modelVersionId" UUID,
    "stakeMinor" BIGINT NOT NULL DEFAULT 0,
    "evidence" JSONB NOT NULL,
    "reason" TEXT,
    "answersId" UUID,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "activatedAt" TIMESTAMPTZ(3),

    CONSTRAINT "price_proposal_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateIndex
CREATE INDEX "price_proposal_storeId_status_stakeMinor_id_idx" ON "price_proposal"("storeId", "status", "stakeMinor" DESC, "id");

-- CreateIndex
CREATE INDEX "price_proposal_storeId_productId_createdAt_idx" ON "price_proposal"("storeId", "productId", "createdAt" DESC);

-- The words are those of lib/domain/pricing.
ALTER TABLE "price_proposal" ADD CONSTRAINT "price_proposal_status_check" CHECK ("status" IN ('draft', 'proposed', 'approved', 'scheduled', 'active', 'rejected', 'countered', 'expired', 'withdrawn', 'superseded', 'reverted'));

ALTER TABLE "price_proposal" ADD CONSTRAINT "price_proposal_origin_check" CHECK ("origin" IN ('model', 'person', 'counter', 'revert', 'import'));

ALTER TABLE "price_proposal" ADD CONSTRAINT "price_proposal_approvalKind_check" CHECK ("approvalKind" IN ('person', 'policy'));

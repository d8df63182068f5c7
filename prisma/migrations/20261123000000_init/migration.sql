-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3),

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "windowStartAt" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "store" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "clockKind" TEXT NOT NULL DEFAULT 'wall',
    "clockAt" TIMESTAMPTZ(3),
    "pricesIncludeTax" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "storeId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("storeId","userId")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'customer',
    "name" TEXT NOT NULL,
    "email" TEXT,
    "age" INTEGER,
    "gender" TEXT,
    "occupation" TEXT,
    "postalCode" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "customer_identity" (
    "storeId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "customerId" UUID NOT NULL,

    CONSTRAINT "customer_identity_pkey" PRIMARY KEY ("storeId","kind","value")
);

-- CreateTable
CREATE TABLE "product" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "categories" TEXT[],
    "releasedAt" TIMESTAMPTZ(3),
    "url" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "product_identity" (
    "storeId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "productId" UUID NOT NULL,

    CONSTRAINT "product_identity_pkey" PRIMARY KEY ("storeId","source","value")
);

-- CreateTable
CREATE TABLE "rating" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "ratedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rating_pkey" PRIMARY KEY ("storeId","customerId","productId")
);

-- CreateTable
CREATE TABLE "import_run" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "checkpoint" JSONB NOT NULL,
    "counts" JSONB NOT NULL,
    "message" TEXT,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "leaseOwner" UUID,
    "leaseUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "import_issue" (
    "storeId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "import_issue_pkey" PRIMARY KEY ("storeId","runId","file","line","column")
);

-- CreateTable
CREATE TABLE "training_run" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "seed" INTEGER NOT NULL,
    "codeVersion" TEXT NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leaseOwner" UUID,
    "leaseUntil" TIMESTAMPTZ(3),
    "heartbeatAt" TIMESTAMPTZ(3),
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "progress" JSONB,
    "failure" JSONB,
    "errorReference" TEXT,
    "modelVersionId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "training_run_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "model_version" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "trainingRunId" UUID NOT NULL,
    "snapshot" JSONB NOT NULL,
    "metrics" JSONB NOT NULL,
    "baseline" JSONB NOT NULL,
    "dataWindow" JSONB NOT NULL,
    "seed" INTEGER NOT NULL,
    "champion" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_version_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "customer_features" (
    "storeId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "ratingCount" INTEGER NOT NULL,
    "ratingMean" DOUBLE PRECISION,
    "ratingDeviation" DOUBLE PRECISION,
    "lastActiveAt" TIMESTAMPTZ(3),
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_features_pkey" PRIMARY KEY ("storeId","customerId")
);

-- CreateTable
CREATE TABLE "segmentation" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "modelVersionId" UUID NOT NULL,
    "trainingRunId" UUID NOT NULL,
    "features" TEXT[],
    "clusters" INTEGER NOT NULL,
    "customerCount" INTEGER NOT NULL,
    "quality" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByName" TEXT NOT NULL,

    CONSTRAINT "segmentation_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "segment" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "segmentationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "givenName" TEXT,
    "size" INTEGER NOT NULL,
    "profile" JSONB NOT NULL,

    CONSTRAINT "segment_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateTable
CREATE TABLE "segment_member" (
    "storeId" UUID NOT NULL,
    "segmentId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "segmentationId" UUID NOT NULL,
    "distance" DOUBLE PRECISION NOT NULL,
    "mapX" DOUBLE PRECISION NOT NULL,
    "mapY" DOUBLE PRECISION NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_member_pkey" PRIMARY KEY ("storeId","segmentId","customerId")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "store_slug_key" ON "store"("slug");

-- CreateIndex
CREATE INDEX "member_userId_idx" ON "member"("userId");

-- CreateIndex
CREATE INDEX "audit_event_storeId_at_id_idx" ON "audit_event"("storeId", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "audit_event_storeId_subjectKind_subjectId_idx" ON "audit_event"("storeId", "subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "customer_storeId_kind_name_id_idx" ON "customer"("storeId", "kind", "name", "id");

-- CreateIndex
CREATE INDEX "customer_identity_storeId_customerId_idx" ON "customer_identity"("storeId", "customerId");

-- CreateIndex
CREATE INDEX "product_storeId_name_id_idx" ON "product"("storeId", "name", "id");

-- CreateIndex
CREATE INDEX "product_identity_storeId_productId_idx" ON "product_identity"("storeId", "productId");

-- CreateIndex
CREATE INDEX "rating_storeId_productId_idx" ON "rating"("storeId", "productId");

-- CreateIndex
CREATE INDEX "import_run_storeId_createdAt_id_idx" ON "import_run"("storeId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "training_run_storeId_createdAt_id_idx" ON "training_run"("storeId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "training_run_status_leaseUntil_idx" ON "training_run"("status", "leaseUntil");

-- CreateIndex
CREATE UNIQUE INDEX "training_run_storeId_idempotencyKey_key" ON "training_run"("storeId", "idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "model_version_storeId_kind_version_key" ON "model_version"("storeId", "kind", "version");

-- CreateIndex
CREATE INDEX "segmentation_storeId_createdAt_id_idx" ON "segmentation"("storeId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "segment_storeId_segmentationId_position_idx" ON "segment"("storeId", "segmentationId", "position");

-- CreateIndex
CREATE INDEX "segment_member_storeId_customerId_segmentationId_idx" ON "segment_member"("storeId", "customerId", "segmentationId");

-- CreateIndex
CREATE INDEX "segment_member_storeId_segmentationId_idx" ON "segment_member"("storeId", "segmentationId");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "segment" ADD CONSTRAINT "segment_storeId_segmentationId_fkey" FOREIGN KEY ("storeId", "segmentationId") REFERENCES "segmentation"("storeId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddCheck
ALTER TABLE "store" ADD CONSTRAINT "store_clockKind_check" CHECK ("clockKind" IN ('wall', 'simulated'));

-- AddCheck
ALTER TABLE "member" ADD CONSTRAINT "member_role_check" CHECK ("role" IN ('viewer', 'marketer', 'support', 'manager', 'admin'));

-- AddCheck
ALTER TABLE "customer" ADD CONSTRAINT "customer_kind_check" CHECK ("kind" IN ('customer', 'visitor'));

-- AddCheck
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_status_check" CHECK ("status" IN ('queued', 'running', 'succeeded', 'failed', 'cancelled'));

-- AddCheck
ALTER TABLE "training_run" ADD CONSTRAINT "training_run_status_check" CHECK ("status" IN ('queued', 'running', 'succeeded', 'failed', 'cancelled'));

-- AddCheck
ALTER TABLE "store" ADD CONSTRAINT "store_clockAt_check" CHECK ("clockKind" <> 'simulated' OR "clockAt" IS NOT NULL);

-- CreateTable
CREATE TABLE "pricing_champion" (
    "storeId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "family" TEXT,
    "chosenAt" TIMESTAMPTZ(3) NOT NULL,
    "chosenById" TEXT NOT NULL,
    "chosenByName" TEXT NOT NULL,

    CONSTRAINT "pricing_champion_pkey" PRIMARY KEY ("storeId","id")
);

-- CreateIndex
CREATE INDEX "pricing_champion_storeId_chosenAt_idx" ON "pricing_champion"("storeId", "chosenAt" DESC);

-- The words are those of lib/domain/pricing.
ALTER TABLE "pricing_champion" ADD CONSTRAINT "pricing_champion_family_check" CHECK ("family" IN ('log-log', 'linear', 'trees', 'gru'));

ALTER TABLE "price_proposal" DROP CONSTRAINT "price_proposal_origin_check";
ALTER TABLE "price_proposal" ADD CONSTRAINT "price_proposal_origin_check" CHECK ("origin" IN ('model', 'person', 'counter', 'revert', 'import', 'sampling'));

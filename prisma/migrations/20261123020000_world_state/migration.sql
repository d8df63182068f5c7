-- Where the demo's simulated shop stands, apart from the shop's own tables: nothing of the app may join it.
CREATE SCHEMA IF NOT EXISTS "souk_world";

CREATE TABLE "souk_world"."state" (
    "storeId" UUID NOT NULL,
    -- The next day to be stepped, counted from the world's first.
    "day" INTEGER NOT NULL,
    -- State of the world and of its shopkeeper, as the demo encodes them.
    "content" BYTEA NOT NULL,
    -- Wall time of the last step; null before the first beyond the history.
    "steppedAt" TIMESTAMPTZ(3),

    CONSTRAINT "state_pkey" PRIMARY KEY ("storeId")
);

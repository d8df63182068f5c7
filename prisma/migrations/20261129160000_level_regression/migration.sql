-- A fifth family of demand models; the words are those of lib/domain/pricing.
ALTER TABLE "pricing_champion" DROP CONSTRAINT "pricing_champion_family_check";
ALTER TABLE "pricing_champion" ADD CONSTRAINT "pricing_champion_family_check" CHECK ("family" IN ('log-log', 'level', 'linear', 'trees', 'gru'));

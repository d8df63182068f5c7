-- What lists show of prices is now kept at the moment a price comes into force; this brings what is stored up to it.
UPDATE "product_figures" f
SET "priceMinor" = held."priceMinor", "compareAtMinor" = held."compareAtMinor", "marginShare" = held."marginShare"
FROM (
  SELECT p."storeId", p."id", q."priceMinor", q."compareAtMinor",
    1 - p."unitCostMinor"::float8 / nullif(q."priceMinor"::float8
      / CASE WHEN s."pricesIncludeTax" THEN 1 + p."taxRate" ELSE 1 END, 0) AS "marginShare"
  FROM "product" p JOIN "store" s ON s."id" = p."storeId"
  LEFT JOIN LATERAL (
    SELECT h."priceMinor", h."compareAtMinor" FROM "price_point" h
    WHERE h."storeId" = p."storeId" AND h."productId" = p."id"
      AND h."effectiveAt" < interval '1 second'
        + CASE WHEN s."clockKind" = 'simulated' THEN coalesce(s."clockAt", now()) ELSE now() END
    ORDER BY h."effectiveAt" DESC LIMIT 1
  ) q ON TRUE
) held
WHERE f."storeId" = held."storeId" AND f."productId" = held."id";

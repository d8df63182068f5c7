/** Types of events that say how a customer likes a product, and what each says, as parts of a statement over "event". */
export const SIGNAL_TYPES = `('product_viewed', 'cart_added', 'wishlist_added', 'recommendation_clicked',
  'recommendation_hidden', 'recommendation_purchased')`;
export const SIGNAL_OF_TYPE = `CASE "type" WHEN 'product_viewed' THEN 'view' WHEN 'recommendation_clicked' THEN 'click'
  WHEN 'recommendation_hidden' THEN 'hide' WHEN 'recommendation_purchased' THEN 'purchase' ELSE 'cart' END`;

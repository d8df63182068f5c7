import { parseArgs } from "node:util";
import { disconnect } from "@/lib/data/disconnect";
import { migrate } from "@/lib/data/migrate";
import {
  countLogged,
  measureLists,
  measureModelLoad,
  prepareLoadShop,
} from "@/lib/services/load/measure-recommendations";

// Latency of recommendation lists on the database at DATABASE_URL: one JSON object as the last line.
const { values } = parseArgs({
  options: {
    customers: { type: "string", default: "100000" },
    products: { type: "string", default: "20000" },
    rate: { type: "string", default: "300" },
    seconds: { type: "string", default: "20" },
  },
});
const url = process.env.DATABASE_URL;
const [customers, products, rate, seconds] = [
  values.customers,
  values.products,
  values.rate,
  values.seconds,
].map(Number) as [number, number, number, number];
if (!url || ![customers, products, rate, seconds].every((value) => value > 0)) {
  console.error("Usage: DATABASE_URL=… load [--customers N] [--products N] [--rate N] [--seconds N]");
  process.exit(1);
}
await migrate(url);
const prepared = await prepareLoadShop({ customers, products });
const modelLoadMs = await measureModelLoad(prepared.storeId);
const steady = { customers, perSecond: rate, seconds };
const slow = { customers, perSecond: 20, seconds: Math.min(seconds, 10) };
const quiet = await measureLists(prepared.storeId, { ...slow, rival: false });
const engine = await measureLists(prepared.storeId, { ...steady, rival: false });
const coOccurrence = await measureLists(prepared.storeId, { ...slow, rival: true });
const logged = await countLogged(prepared.storeId);
const memoryMb = Math.round(process.memoryUsage().rss / 1e6);
console.log(
  JSON.stringify({
    customers,
    products,
    ...prepared,
    modelLoadMs,
    quiet,
    engine,
    coOccurrence,
    logged,
    memoryMb,
  }),
);
await disconnect();

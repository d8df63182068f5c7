// A process of its own for the tests: it lets a shop live day after day until it is killed.
import { LivingWorld } from "../living-world";

const [slug, lastDay] = [process.argv[2]!, Number(process.argv[3])];
const world = await LivingWorld.open(slug);
process.send?.({ kind: "ready" });
for (;;) {
  const lived = await world.step(new Date());
  if (lived?.day === lastDay) break;
}
process.send?.({ kind: "done" });
process.disconnect();
process.exit(0);

// A process of its own for the tests: starts or joins a folder's database, says so, and stays until it is killed.
import { connect } from "../embedded/connect";

await connect(process.argv[2]!, { purpose: "demo" });
process.send?.({ kind: "joined" });
setInterval(() => undefined, 60_000);

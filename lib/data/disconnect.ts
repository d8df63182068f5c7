// The command line may close what its services opened, and touch nothing else of the client.
export { disconnect } from "./prisma";

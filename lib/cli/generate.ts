import { generateClient } from "@/lib/data/generate-client";

const made = await generateClient();
process.stdout.write(made ? "The database client is made.\n" : "The database client is up to date.\n");

// Answers every request with the same list: what this machine and the load tool take for a request, without any work.
import { createServer } from "node:http";

const item = {
  productId: "01a22493-c914-74ef-84bf-ef300c1f6a21",
  name: "A product",
  place: 1,
  priceMinor: 1999,
};
const body = Buffer.from(JSON.stringify({ fallback: null, items: Array.from({ length: 8 }, () => item) }));
const headers = { "content-type": "application/json", "content-length": body.byteLength };
createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(body);
}).listen(Number(process.argv[2]), "127.0.0.1");

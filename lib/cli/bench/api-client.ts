import { Agent, request } from "node:http";

/** Asks a server on loopback over connections that stay open, with a key. */
export class ApiClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 128 });

  constructor(
    private readonly address: string,
    private readonly key: string,
  ) {}

  /** The answer's text. @throws Error for any other answer than 200 */
  get(path: string): Promise<string> {
    return new Promise((done, fail) => {
      const asked = request(
        `${this.address}${path}`,
        { agent: this.agent, headers: { authorization: `Bearer ${this.key}` } },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8");
          answer.on("data", (part: string) => {
            text += part;
          });
          answer.on("end", () =>
            answer.statusCode === 200
              ? done(text)
              : fail(new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`)),
          );
          answer.on("error", fail);
        },
      );
      asked.on("error", fail);
      asked.end();
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

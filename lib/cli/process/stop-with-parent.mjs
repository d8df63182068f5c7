// Loaded before a child of the command line: it stops when it is told to over the channel to its parent, and when
// that channel breaks because the parent was killed. Works where signals do not (Windows).
const FORCE_AFTER_MS = 20_000;
// For this process alone. What it starts in turn would take the loader over, and a helper that waits for work on a
// channel of its own would not be kept alive by it.
const own = process.execArgv.indexOf(import.meta.url);
if (own > 0) process.execArgv.splice(own - 1, 2);
let stopping = false;

function stop() {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), FORCE_AFTER_MS).unref();
  // What listens to a polite signal is asked politely; what does not simply ends.
  if (!process.emit("SIGTERM", "SIGTERM")) process.exit(0);
}

process.on("message", (message) => {
  if (message?.kind === "stop") stop();
});
process.on("disconnect", stop);
// The channel alone must not keep a finished process alive.
process.channel?.unref();

/** Do the work that a task asks for (ALTCHA, version 2): find the number whose hash, taken so many times, begins as asked. */

interface Task {
  parameters: { nonce: string; salt: string; cost: number; keyPrefix: string };
}

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function hex(given: Uint8Array): string {
  return Array.from(given, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Answers `number:hash`, or nothing where the browser has no hashing (a page without encryption on the way). */
async function solve(task: string): Promise<string> {
  if (!self.crypto?.subtle) return "";
  const { nonce, salt, cost, keyPrefix } = (JSON.parse(atob(task)) as Task).parameters;
  const head = [...bytes(salt), ...bytes(nonce)];
  const given = new Uint8Array(head.length + 4);
  given.set(head);
  const number = new DataView(given.buffer, head.length);
  const prefix = bytes(keyPrefix);
  for (let counter = 0; counter < 2 ** 32; counter += 1) {
    number.setUint32(0, counter);
    let hash = await crypto.subtle.digest("SHA-256", given);
    for (let round = 1; round < cost; round += 1) hash = await crypto.subtle.digest("SHA-256", hash);
    const found = new Uint8Array(hash);
    if (prefix.every((byte, at) => found[at] === byte)) return `${counter}:${hex(found)}`;
  }
  return "";
}

self.addEventListener("message", (event: MessageEvent<string>) => {
  void solve(event.data)
    .catch(() => "")
    .then((solution) => self.postMessage(solution));
});

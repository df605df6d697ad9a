/** Sentences shown by scripts. The server writes them, translated, into one element; nothing is worded here. */

let cache: DOMStringMap | null = null;

/** The sentence with this name; its `{time}` is filled in. Empty when the page does not carry it. */
export function words(name: string, time = ""): string {
  cache ??= document.getElementById("words")?.dataset ?? {};
  return (cache[name] ?? "").replace("{time}", time);
}

/** The hour and minute now, as this page's language writes them. */
export function clock(now = new Date()): string {
  return now.toLocaleTimeString(document.documentElement.lang || undefined, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}

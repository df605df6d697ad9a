/** Panels whose content is fetched when they are opened. htmx does the fetching; here is only what it must not do. */
import htmx from "htmx.org/dist/htmx.esm.js";
import { words } from "./words";

interface Swap {
  ctx?: { text?: string; target?: unknown; response?: { status: number } };
}

/** No code out of attributes: the Content-Security-Policy forbids it, and this says so before the browser must. */
function withoutEval(): void {
  const refuse = function (): never {
    throw new Error("Code inside attributes is switched off.");
  };
  htmx.registerExtension("no-eval", {
    init: (api: { initSecurity: (policy: unknown, sync: unknown, async: unknown) => void }) => {
      api.initSecurity(null, refuse, refuse);
    },
  });
}

function say(target: unknown, name: string): void {
  if (!(target instanceof Element)) return;
  const note = document.createElement("p");
  note.className = "loading";
  note.setAttribute("role", "alert");
  note.textContent = words(name);
  target.replaceChildren(note);
}

export function panels(): void {
  withoutEval();
  document.addEventListener("htmx:before:swap", (event) => {
    const ctx = (event as CustomEvent<Swap>).detail.ctx;
    // A whole page where a piece was asked for is the sign-in page or an error page.
    const whole = /^\s*<!doctype|^\s*<html/i.test(ctx?.text ?? "");
    if (!whole && (ctx?.response?.status ?? 200) < 500) return;
    event.preventDefault();
    say(ctx?.target, whole && (ctx?.response?.status ?? 200) < 400 ? "panelSignedOut" : "panelFailed");
  });
  document.addEventListener("htmx:error", (event) => {
    say((event as CustomEvent<Swap>).detail.ctx?.target, "panelFailed");
  });
}

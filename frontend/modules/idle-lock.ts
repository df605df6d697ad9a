/**
 * The lock that closes by itself. When nobody has touched the page for the time the server says, what it shows is covered
 * and the server locks the session; whoever comes back shows that it is still her. What is typed lies in the drafts by then.
 * The server locks by its own clock as well: this is for the eyes of whoever passes by the screen.
 */
import { words } from "./words";

const LOOK_EVERY = 5000;
const TELL_EVERY = 60000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "scroll"];

function token(): string {
  const cookie = document.cookie.split("; ").find((part) => part.split("=")[0]?.endsWith("csrftoken"));
  const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  return cookie?.slice(cookie.indexOf("=") + 1) ?? field?.value ?? "";
}

function tell(address: string): Promise<Response | null> {
  const headers = { "X-CSRFToken": token(), "X-Requested-With": "mooring-idle" };
  return fetch(address, { method: "POST", headers, credentials: "same-origin", redirect: "manual", keepalive: true }).catch(
    () => null,
  );
}

class IdleLock {
  private last = Date.now();
  private told = Date.now();
  private covered = false;
  private readonly tabs = "BroadcastChannel" in window ? new BroadcastChannel("mooring-idle") : null;

  constructor(private readonly idle: number) {
    for (const sign of SIGNS) document.addEventListener(sign, () => this.there(), { passive: true, capture: true });
    this.tabs?.addEventListener("message", (event) => {
      if (event.data === "there") this.last = Date.now();
      if (event.data === "locked") this.cover();
    });
    window.setInterval(() => this.look(), LOOK_EVERY);
    // A laptop that was closed wakes up here.
    document.addEventListener("visibilitychange", () => this.look());
  }

  private there(): void {
    if (this.covered) return;
    const now = Date.now();
    if (now - this.last > this.idle) return this.look();
    if (now - this.last > 1000) this.tabs?.postMessage("there");
    this.last = now;
    if (now - this.told < TELL_EVERY) return;
    this.told = now;
    void tell(words("hereAddress")).then((answer) => {
      if (answer?.type === "opaqueredirect") this.cover();
    });
  }

  private look(): void {
    if (!this.covered && Date.now() - this.last > this.idle) {
      this.tabs?.postMessage("locked");
      this.cover();
    }
  }

  /** Hide everything, let the forms keep what is typed, and lock the session on the server. */
  private cover(): void {
    if (this.covered) return;
    this.covered = true;
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-kept-form]")) {
      form.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    }
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    document.documentElement.classList.add("locked");
    const lock = document.createElement("div");
    lock.className = "lock-screen";
    lock.setAttribute("role", "alertdialog");
    lock.setAttribute("aria-modal", "true");
    lock.setAttribute("aria-labelledby", "lock-heading");
    const heading = document.createElement("h1");
    heading.id = "lock-heading";
    heading.textContent = words("lockedHeading");
    const said = document.createElement("p");
    said.textContent = words("lockedText");
    const way = document.createElement("a");
    way.className = "button button-primary";
    way.href = `${words("lockedAddress")}?next=${encodeURIComponent(location.pathname + location.search)}`;
    way.textContent = words("unlock");
    const card = document.createElement("div");
    card.className = "doorstep card stack";
    card.append(heading, said, way);
    lock.append(card);
    document.body.append(lock);
    way.focus();
    void tell(words("lockAddress"));
  }
}

export function idleLock(): void {
  const seconds = Number(words("idleSeconds"));
  if (seconds > 0) new IdleLock(seconds * 1000);
}

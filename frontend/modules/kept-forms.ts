/**
 * Forms that keep what was typed.
 *
 * At every pause the form is saved as a draft on the server. Without a network everything stays in this page and
 * nowhere else: never in the browser's storage, which the next user of the device could read.
 */
import { type Answer, renewToken, send, typed } from "./drafts";
import { clock, words } from "./words";

const PAUSE = 1200;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 60000;

class KeptForm {
  private readonly url: string;
  private readonly line: HTMLElement;
  private saved: string;
  private pause = 0;
  private retry = 0;
  private wait = FIRST_RETRY;
  private busy: Promise<Answer> | null = null;
  private waitingToSend: { by: HTMLElement | null } | null = null;
  private leaving = false;

  constructor(private readonly form: HTMLFormElement) {
    this.url = form.dataset.draftUrl ?? "";
    this.line = this.stateLine();
    this.saved = this.now();
    form.addEventListener("input", () => this.paused(PAUSE));
    form.addEventListener("change", () => this.paused(PAUSE));
    form.addEventListener("focusout", () => this.paused(0));
    form.addEventListener("submit", (event) => void this.submitted(event));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.save(true);
    });
    window.addEventListener("online", () => void this.again());
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.unsaved()) event.preventDefault();
    });
    // A page taken back from the browser's memory must guard itself again.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.leaving = false;
    });
  }

  private stateLine(): HTMLElement {
    const found = this.form.querySelector<HTMLElement>("[data-kept-state]");
    if (found) return found;
    const line = document.createElement("div");
    line.className = "kept";
    line.setAttribute("role", "status");
    line.setAttribute("aria-live", "polite");
    this.form.append(line);
    return line;
  }

  private now(): string {
    return typed(this.form).toString();
  }

  private unsaved(): boolean {
    return this.waitingToSend !== null || this.now() !== this.saved;
  }

  private paused(after: number): void {
    window.clearTimeout(this.pause);
    this.pause = window.setTimeout(() => void this.save(false), after);
  }

  /** Save what is typed, one save at a time. */
  private async save(leaving: boolean): Promise<Answer> {
    window.clearTimeout(this.pause);
    if (!this.url) return "not-kept";
    if (this.busy) await this.busy;
    const text = this.now();
    if (text === this.saved && this.waitingToSend === null) return "saved";
    this.busy = send(this.form, this.url, leaving);
    const answer = await this.busy;
    this.busy = null;
    if (answer === "saved") this.saved = text;
    this.tell(answer);
    return answer;
  }

  private tell(answer: Answer): void {
    window.clearTimeout(this.retry);
    if (answer === "saved") {
      this.wait = FIRST_RETRY;
      this.say("saved", words("saved", clock()));
    } else if (answer === "no-network") {
      this.say("waiting", words(this.waitingToSend ? "waitingToSend" : "waiting"), "tryAgain");
      this.retry = window.setTimeout(() => void this.again(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_RETRY);
    } else if (answer === "signed-out") {
      this.say("signed-out", words("signedOut"), "save");
    } else {
      this.say("failed", words("notKept"), "tryAgain");
    }
  }

  private say(state: string, text: string, button = ""): void {
    this.line.dataset.state = state;
    // Replacing equal text would make a screen reader say it again at every retry.
    const spoken = this.line.querySelector("span");
    if (spoken?.textContent === text) return;
    const span = document.createElement("span");
    span.textContent = text;
    this.line.replaceChildren(span);
    if (!button) return;
    const press = document.createElement("button");
    press.type = "button";
    press.className = "button button-secondary button-small";
    press.textContent = words(button);
    press.addEventListener("click", () => void this.again());
    this.line.append(press);
  }

  /** Try again: to save, and to send when sending was asked for. */
  private async again(): Promise<void> {
    if (this.line.dataset.state === "saved" && !this.unsaved()) return;
    if ((await this.save(false)) === "saved" && this.waitingToSend) this.go(this.waitingToSend.by);
  }

  /** A submit goes out only when the server can be reached and knows us; until then the page stays as it is. */
  private async submitted(event: SubmitEvent): Promise<void> {
    if (this.leaving || event.defaultPrevented || !this.url) return;
    event.preventDefault();
    this.waitingToSend = { by: event.submitter };
    const answer = await this.save(false);
    // A form that says whose it is, the server keeps through the sign-in and brings back.
    const owned = this.form.elements.namedItem("form_owner") !== null;
    if (answer === "saved" || answer === "not-kept" || (answer === "signed-out" && owned)) this.go(event.submitter);
  }

  private go(by: HTMLElement | null): void {
    this.leaving = true;
    this.waitingToSend = null;
    renewToken(this.form);
    this.form.requestSubmit(by);
    // A field the browser itself refuses stops the sending: the guard must stand again.
    window.setTimeout(() => {
      if (!this.form.checkValidity()) this.leaving = false;
    });
  }
}

/** Keep every form marked `data-kept-form` inside this part of the page. */
export function keepForms(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-kept-form]")) {
    if (form.dataset.kept) continue;
    form.dataset.kept = "yes";
    new KeptForm(form);
  }
}

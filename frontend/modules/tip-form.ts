/** A message without a name: its work is done while one writes, and it is sent until an answer comes. Nothing is kept on the device. */
import Work from "./proof-of-work?worker";

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 30_000;

export function tipForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-tip], form[data-tip-plain]")) {
    const solved = work(form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.dataset.underway) return;
      form.dataset.underway = "yes";
      void send(form, solved);
    });
  }
}

/** Begin the work of a form at once, beside the page, so that it is done before somebody has finished writing. */
function work(form: HTMLFormElement): Promise<void> {
  const task = form.dataset.task;
  const field = form.elements.namedItem("solution");
  if (!task || !(field instanceof HTMLInputElement)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (solution: string): void => {
      field.value = solution;
      worker.terminate();
      resolve();
    };
    const worker = new Work();
    worker.addEventListener("message", (event: MessageEvent<string>) => done(event.data));
    // Without the work the form goes all the same, by the slower lane.
    worker.addEventListener("error", () => done(""));
    worker.postMessage(task);
  });
}

async function send(form: HTMLFormElement, solved: Promise<void>): Promise<void> {
  say(form, "working");
  await solved;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    say(form, "sending");
    // The same form goes out each time: its key tells the server that it is the same message.
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "follow" }).catch(() => null);
    if (answer && (answer.status < 500 || answer.headers.get("Retry-After"))) {
      show(await answer.text());
      return;
    }
    say(form, "waiting");
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Put the answer in the place of the page, without a step in the history; files that were chosen stay chosen if it is the same form. */
function show(answer: string): void {
  const page = new DOMParser().parseFromString(answer, "text/html");
  const chosen = files(document);
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  if (document.querySelector("[data-error-summary]")) {
    const field = files(document);
    if (chosen?.files && field) field.files = chosen.files;
  }
  (document.querySelector<HTMLElement>("[data-error-summary]") ?? document.querySelector<HTMLElement>("main"))?.focus();
  window.scrollTo(0, 0);
  document.dispatchEvent(new Event("mooring:page"));
}

function files(page: Document): HTMLInputElement | null {
  return page.querySelector<HTMLInputElement>("form[data-tip] input[type=file]");
}

function say(form: HTMLFormElement, state: string): void {
  const line = form.querySelector<HTMLElement>("[data-tip-state]");
  if (line) line.textContent = line.dataset[state] ?? "";
}

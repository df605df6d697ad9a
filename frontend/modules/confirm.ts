/** Ask once more before a deed that is hard to undo: `<button data-confirm="Close the case?">`. */
import { words } from "./words";

function ask(question: string, deed: string): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = "confirm";
    const text = document.createElement("p");
    text.id = "confirm-question";
    text.textContent = question;
    dialog.setAttribute("aria-labelledby", text.id);
    const buttons = document.createElement("div");
    buttons.className = "buttons";
    const add = (label: string, kind: string, value: string): void => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `button button-${kind}`;
      button.textContent = label;
      button.addEventListener("click", () => dialog.close(value));
      buttons.append(button);
    };
    add(words("cancel"), "secondary", "");
    add(deed, "warning", "yes");
    dialog.append(text, buttons);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function confirmDeeds(): void {
  let agreed: HTMLElement | null = null;
  // Capturing, and stopping there: a kept form must not send before the answer.
  document.addEventListener(
    "submit",
    (event) => {
      const by = event.submitter;
      const question = by?.dataset.confirm;
      if (!by || !question || by === agreed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const form = event.target as HTMLFormElement;
      void ask(question, by.textContent?.trim() ?? "").then((yes) => {
        if (!yes) return;
        agreed = by;
        form.requestSubmit(by);
      });
    },
    true,
  );
  // A kept form may send the agreed deed later, when the network is back: the yes holds until it has gone out.
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) agreed = null;
  });
}

/** Have this browser told when Mooring is closed: `<button data-push-key="…" data-push-address="…" hidden>`. */
import { words } from "./words";

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

async function subscribe(button: HTMLElement): Promise<void> {
  const registration = await navigator.serviceWorker.register("/push-worker.js");
  await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytes(button.dataset.pushKey ?? ""),
  });
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const answer = await fetch(button.dataset.pushAddress ?? "", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ subscription: subscription.toJSON() }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
}

export function pushNotices(): void {
  const button = document.querySelector<HTMLElement>("[data-push-key]");
  if (!button || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const state = document.querySelector<HTMLElement>("[data-push-state]");
    subscribe(button).then(
      () => window.location.reload(),
      () => {
        if (state) state.textContent = words("push-failed");
      },
    );
  });
}

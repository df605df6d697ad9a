/** How a half-filled form reaches the server's sealed drafts. */

export type Answer = "saved" | "no-network" | "signed-out" | "not-kept";

/** The token Django wants with a post. The cookie is newer than the field once someone has signed in elsewhere. */
export function csrfToken(form: HTMLFormElement): string {
  const cookie = document.cookie.split("; ").find((part) => part.split("=")[0]?.endsWith("csrftoken"));
  const field = form.elements.namedItem("csrfmiddlewaretoken");
  return cookie?.slice(cookie.indexOf("=") + 1) ?? (field instanceof HTMLInputElement ? field.value : "");
}

/** Put the newest token into the form, so that a form older than the session can still be sent. */
export function renewToken(form: HTMLFormElement): void {
  const field = form.elements.namedItem("csrfmiddlewaretoken");
  if (field instanceof HTMLInputElement) field.value = csrfToken(form);
}

/** Fields that are the form's own and nobody typed. */
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "form_owner"]);

/** What is typed, without files and passwords. */
export function typed(form: HTMLFormElement): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const field = form.elements.namedItem(name);
    const secret = field instanceof HTMLInputElement && field.type === "password";
    if (typeof value === "string" && !NOT_TYPED.has(name) && !secret) body.append(name, value);
  }
  return body;
}

/** Send a draft. A redirect means the way to the sign-in page: drafts are never answered by one. */
export async function send(form: HTMLFormElement, url: string, leaving: boolean): Promise<Answer> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: typed(form),
      headers: { "X-CSRFToken": csrfToken(form), "X-Requested-With": "mooring-draft" },
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
      keepalive: leaving,
      signal: leaving ? null : AbortSignal.timeout(15000),
    });
    if (answer.ok) return "saved";
    if (answer.type === "opaqueredirect" || answer.status === 401) return "signed-out";
    return answer.status >= 502 && answer.status <= 504 ? "no-network" : "not-kept";
  } catch {
    return "no-network";
  }
}

/**
 * Passkeys: a form marked `data-passkey` is filled in by the browser's own dialogue and then sent.
 *
 * `data-passkey="create"` makes one, `"get"` shows one. What the server asks for stands in `data-passkey-options`, or is
 * fetched from `data-passkey-address`. Without this script, or where the browser knows no passkeys, the form stays hidden.
 */
import { words } from "./words";

type Json = Record<string, unknown>;
interface Described { id: string; type: PublicKeyCredentialType; transports?: AuthenticatorTransport[] }

function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

function described(keys: unknown): PublicKeyCredentialDescriptor[] {
  return ((keys ?? []) as Described[]).map((key) => ({ ...key, id: bytes(key.id) }));
}

/** Make a passkey. It always lives where it can sign in by itself, and always asks for finger, face or PIN. */
async function create(asked: Json): Promise<Json> {
  const user = asked["user"] as { id: string; name: string; displayName: string };
  const publicKey = {
    ...asked,
    challenge: bytes(asked["challenge"] as string),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: described(asked["excludeCredentials"]),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    clientExtensionResults: made.getClientExtensionResults(),
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      attestationObject: text(answer.attestationObject),
      transports: answer.getTransports(),
    },
  };
}

/** Show a passkey. */
async function get(asked: Json): Promise<Json> {
  const publicKey = {
    ...asked,
    challenge: bytes(asked["challenge"] as string),
    allowCredentials: described(asked["allowCredentials"]),
  } as unknown as PublicKeyCredentialRequestOptions;
  const shown = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const answer = shown.response as AuthenticatorAssertionResponse;
  return {
    id: shown.id,
    rawId: text(shown.rawId),
    type: shown.type,
    clientExtensionResults: shown.getClientExtensionResults(),
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      authenticatorData: text(answer.authenticatorData),
      signature: text(answer.signature),
      userHandle: answer.userHandle ? text(answer.userHandle) : null,
    },
  };
}

async function asked(form: HTMLFormElement): Promise<Json> {
  const written = form.dataset.passkeyOptions;
  const options = written
    ? (JSON.parse(written) as Json)
    : ((
        (await (
          await fetch(form.dataset.passkeyAddress ?? "", {
            headers: { "X-Requested-With": "XMLHttpRequest" },
            credentials: "same-origin",
            cache: "no-store",
          })
        ).json()) as { request_options: Json }
      ).request_options);
  return (options["publicKey"] ?? options) as Json;
}

async function fill(form: HTMLFormElement): Promise<void> {
  const field = form.elements.namedItem("credential");
  const state = form.querySelector<HTMLElement>("[data-passkey-state]");
  if (!(field instanceof HTMLInputElement)) return;
  if (state) state.textContent = "";
  try {
    const options = await asked(form);
    field.value = JSON.stringify(form.dataset.passkey === "create" ? await create(options) : await get(options));
  } catch (error) {
    // The browser tells alike that one said no and that there was no key: nobody else learns which.
    const twice = error instanceof DOMException && error.name === "InvalidStateError";
    if (state) state.textContent = words(twice ? "passkeyTwice" : "passkeyFailed");
    return;
  }
  form.submit();
}

export function passkeys(): void {
  if (!("PublicKeyCredential" in window)) return;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    const part = form.closest<HTMLElement>("[data-passkey-part]");
    if (part) part.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void fill(form);
    });
  }
}

/** The only script of a sealed page's door: what stands after # goes into the form, and leaves the address and the history. */
const form = document.querySelector<HTMLFormElement>("[data-sealed]");
const field = form?.querySelector<HTMLInputElement>("input[name=token]");
const token = window.location.hash.slice(1);
if (form && field && token) {
  field.value = token;
  const group = field.closest<HTMLElement>(".form-group");
  if (group) group.hidden = true;
  window.history.replaceState(null, "", window.location.pathname);
  form.querySelector<HTMLInputElement>("input[name=code]")?.focus();
}

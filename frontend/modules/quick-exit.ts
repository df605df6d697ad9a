/** Leave a public page at once: the button, or Escape twice within a second. */

export function quickExit(): void {
  const button = document.querySelector<HTMLElement>("[data-quick-exit]");
  const away = button?.dataset.quickExit;
  if (!button || !away) return;
  const leave = (): void => {
    // What was on the screen goes first: a slow network must not leave it standing.
    document.title = " ";
    document.body.replaceChildren();
    window.location.replace(away);
  };
  button.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let last = -Infinity;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - last < 1000) leave();
    last = event.timeStamp;
  });
}

/** Small manners of a page: menus that close, an error summary that is read first, and where one is, in sight. */

export function pageManners(): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(".account-menu, .ways-more")) {
    document.addEventListener("click", (event) => {
      if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
  }
  document.querySelector(".ways [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  document.querySelector<HTMLElement>("[data-error-summary]")?.focus();
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const field of document.querySelectorAll<HTMLElement>("[data-submit-on-change]")) {
    field.addEventListener("change", () => field.closest("form")?.requestSubmit());
  }
}

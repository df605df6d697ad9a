/** Time left on a clock, as a help to the eye. The date the server wrote beside it is what counts. */
import { words } from "./words";

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function amount(value: number, unit: "day" | "hour" | "minute"): string {
  const language = document.documentElement.lang || undefined;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** A length of time in its two largest units. */
export function inWords(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  const hours = Math.floor((milliseconds % DAY) / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  if (days > 2 || (days > 0 && hours === 0)) return amount(days, "day");
  if (days > 0 && hours > 0) return `${amount(days, "day")} ${amount(hours, "hour")}`;
  if (hours > 5 || (hours > 0 && minutes === 0)) return amount(hours, "hour");
  if (hours > 0) return `${amount(hours, "hour")} ${amount(minutes, "minute")}`;
  return amount(minutes, "minute");
}

function show(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-time-left]")) {
    const left = Date.parse(place.dataset.timeLeft ?? "") - Date.now();
    if (Number.isNaN(left)) continue;
    const text = words(left >= 0 ? "timeLeft" : "timeOver", inWords(Math.abs(left)));
    if (place.textContent !== text) place.textContent = text;
  }
}

export function timers(): void {
  show();
  window.setInterval(show, 30000);
  document.addEventListener("htmx:after:swap", show);
}

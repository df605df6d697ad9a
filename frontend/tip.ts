/** The script of the pages for whoever tells us something: the way out, the work before sending, and sending until it has arrived. */
import { quickExit } from "./modules/quick-exit";
import { tipForms } from "./modules/tip-form";

function begin(): void {
  quickExit();
  tipForms();
}

begin();
// The answer takes the place of the page, and everything begins anew on it.
document.addEventListener("mooring:page", begin);

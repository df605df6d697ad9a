/** Everything an officer's page runs. Each page works without it. */
import { confirmDeeds } from "./modules/confirm";
import { keepForms } from "./modules/kept-forms";
import { pageManners } from "./modules/page";
import { panels } from "./modules/panels";
import { timers } from "./modules/timer";

confirmDeeds();
pageManners();
keepForms(document);
panels();
timers();
document.addEventListener("htmx:after:swap", () => keepForms(document));

/** Everything an officer's page runs. Each page works without it. */
import { confirmDeeds } from "./modules/confirm";
import { idleLock } from "./modules/idle-lock";
import { keepForms } from "./modules/kept-forms";
import { pageManners } from "./modules/page";
import { panels } from "./modules/panels";
import { passkeys } from "./modules/passkeys";
import { pushNotices } from "./modules/push";
import { timers } from "./modules/timer";

confirmDeeds();
pageManners();
keepForms(document);
panels();
passkeys();
pushNotices();
idleLock();
timers();
document.addEventListener("htmx:after:swap", () => keepForms(document));

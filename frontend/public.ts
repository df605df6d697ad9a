/** The only script of a public page: the way out. */
import { quickExit } from "./modules/quick-exit";

quickExit();

// @ts-check
import { signal } from "../html.js";

/** The application on the review screen; set from a conversation's case panel too. */
export const chosenCase = signal(/** @type {string | null} */ (null));

// @ts-check
// The one place that knows where the view library lies.
import htm from "../vendor/htm.js";
import { h } from "../vendor/preact.js";

export { Fragment, render } from "../vendor/preact.js";
export { useEffect, useLayoutEffect, useRef, useState } from "../vendor/hooks.js";
export { signal } from "../vendor/signals.js";
export const html = htm.bind(h);

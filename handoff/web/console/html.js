// @ts-check
// The one place that knows where the view library lies.
export { Fragment, render } from "../vendor/preact.js";
export { useEffect, useLayoutEffect, useRef, useState } from "../vendor/preact-hooks.js";
export { signal, computed, batch } from "../vendor/preact-signals.js";
export { html } from "../vendor/htm-preact.js";

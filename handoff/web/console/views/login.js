// @ts-check
import { html, useState } from "../html.js";
import { t } from "../language.js";
import { signIn } from "../store.js";
import { LanguageSwitch } from "./language_switch.js";

export function Login() {
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    setBusy(true);
    setError("");
    try {
      await signIn(String(form.get("username")).trim(), String(form.get("password")));
    } catch (problem) {
      const code = /** @type {any} */ (problem).code;
      setError(code === "rate_limited" ? t("login.many") : code === "offline" ? t("error.offline") : t("login.failed"));
      setBusy(false);
    }
  }

  return html`<main class="login">
    <form class="login-card" onSubmit=${submit}>
      <p class="brand"><span class="brand-mark" aria-hidden="true"></span>Gildong</p>
      <h1>${t("login.title")}</h1>
      <label>${t("login.username")}<input name="username" autocomplete="username" required autofocus dir="ltr" /></label>
      <label>${t("login.password")}<input name="password" type="password" autocomplete="current-password" required dir="ltr" /></label>
      ${error && html`<p class="problem" role="alert">${error}</p>`}
      <button class="primary" disabled=${busy}>${t("login.submit")}</button>
      <${LanguageSwitch} />
    </form>
  </main>`;
}

// @ts-check
/*
 * What a bank's page includes. Puts a button on the page and, in a frame of another origin that the page's scripts cannot
 * read, the chat. Needs in the page's policy: script-src and frame-src of the chat's origin, nothing else.
 *
 *   <script src="https://chat.bank.example/widget/loader.js" defer></script>
 *   const chat = Gildong.mount({ language: 'ko', token: () => fetch('/my/chat-token').then((answer) => answer.text()) });
 *   chat.open(); chat.close(); chat.setLanguage('fa'); chat.logout();   // logout when the customer leaves the app
 */
(() => {
  /**
   * @typedef {{ token: () => Promise<string | null> | string | null, language?: string, origin?: string, autoconnect?: boolean,
   *   onUnread?: (count: number) => void, onLanguage?: (language: string) => void }} Options
   */
  const HERE = document.currentScript instanceof HTMLScriptElement ? new URL(document.currentScript.src).origin : '';
  /** @type {Record<string, { open: string, close: string, title: string }>} */
  const WORDS = {
    ko: { open: '상담 창 열기', close: '상담 창 닫기', title: '은행 상담' },
    fa: { open: 'باز کردن گفت‌وگو', close: 'بستن گفت‌وگو', title: 'گفت‌وگو با بانک' },
    en: { open: 'Open chat', close: 'Close chat', title: 'Chat with the bank' },
  };
  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0 auto; z-index: 2147483000; color-scheme: light dark; }
    :host(.rtl) { inset: auto auto 0 0; }
    [hidden] { display: none !important; }
    button { position: fixed; bottom: max(20px, env(safe-area-inset-bottom)); inset-inline-end: 20px; width: 60px; height: 60px; border: 0;
      border-radius: 50%; background: #0c6157; color: #fff; cursor: pointer; display: grid; place-items: center;
      box-shadow: 0 2px 6px rgb(18 38 33 / 18%), 0 12px 28px rgb(18 38 33 / 22%); transition: transform 140ms ease; }
    button:hover { transform: translateY(-2px); } button:focus-visible { outline: 3px solid #7cd0c1; outline-offset: 3px; }
    svg { width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
    .badge { position: absolute; inset-block-start: -2px; inset-inline-end: -2px; min-width: 22px; height: 22px; padding: 0 6px; box-sizing: border-box;
      border-radius: 11px; background: #b3261e; color: #fff; font: 600 12px/22px system-ui, sans-serif; text-align: center; }
    iframe { position: fixed; bottom: 20px; inset-inline-end: 20px; width: 420px; height: min(720px, calc(100dvh - 40px)); border: 0; border-radius: 20px;
      background: #f3f5f3; box-shadow: 0 4px 12px rgb(18 38 33 / 12%), 0 24px 64px rgb(18 38 33 / 24%); }
    @media (prefers-color-scheme: dark) { iframe { background: #0e1413; outline: 1px solid #2c3835; } }
    @media (max-width: 640px), (max-height: 480px) { iframe { inset: 0; width: 100%; height: var(--seen, 100dvh); border-radius: 0; box-shadow: none; } }
    @media (prefers-reduced-motion: reduce) { button { transition: none; } }`;

  // Whoever has opened the chat before sees what is unread without opening it; others cost the server nothing.
  const flag = {
    get: () => { try { return localStorage.getItem('gildong.opened') === 'yes'; } catch { return false; } },
    set: (/** @type {boolean} */ on) => { try { localStorage.setItem('gildong.opened', on ? 'yes' : 'no'); } catch { /* not kept */ } },
  };

  /** @param {Options} options */
  const mount = ({ token, language = document.documentElement.lang, origin = HERE, autoconnect = flag.get(), onUnread, onLanguage }) => {
    let spoken = language.slice(0, 2) in WORDS ? language.slice(0, 2) : 'en';
    const place = document.createElement('div');
    const root = place.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const button = makeButton();
    const badge = button.lastElementChild;
    /** @type {HTMLIFrameElement | null} */
    let frame = null;
    /** @type {MessagePort | null} */
    let port = null;
    let isOpen = false;
    let leaving = false;

    const tell = (/** @type {string} */ kind, /** @type {unknown} */ value = undefined) => port?.postMessage({ kind, value });
    const label = (unread = 0) => {
      const words = WORDS[spoken];
      button.setAttribute('aria-label', unread > 0 ? `${words.open} (${unread})` : words.open);
      if (frame) frame.title = words.title;
      place.classList.toggle('rtl', spoken === 'fa');
      place.dir = spoken === 'fa' ? 'rtl' : 'ltr';
    };
    const show = (/** @type {number} */ unread) => {
      if (badge instanceof HTMLElement) badge.hidden = unread === 0;
      if (badge) badge.textContent = unread > 99 ? '99+' : String(unread);
      label(unread);
      onUnread?.(unread);
    };

    /** @type {Record<string, (data: any) => void>} what the chat may say to the page */
    const heard = {
      'token?': async ({ id }) => {
        const value = await Promise.resolve().then(token).catch(() => null);
        port?.postMessage({ kind: 'token', id, token: value });
      },
      unread: ({ value }) => show(value),
      close: () => close(),
      language: ({ value }) => { spoken = value in WORDS ? value : spoken; label(); onLanguage?.(spoken); },
      ended: () => {
        flag.set(false);
        show(0);
        if (leaving) unload();
      },
    };
    const greet = (/** @type {MessageEvent} */ event) => {
      if (!frame || event.source !== frame.contentWindow || event.origin !== origin || event.data?.gildong !== 'hello') return;
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = ({ data }) => heard[data?.kind]?.(data);
      frame.contentWindow?.postMessage({ gildong: 'port' }, origin, [channel.port2]);
      tell(isOpen ? 'opened' : 'closed');
    };
    const load = () => {
      if (frame) return;
      frame = document.createElement('iframe');
      frame.allow = `camera ${origin}`;
      // Popups: a partner's check opens in a window of its own, with a camera of its own.
      frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox');
      frame.hidden = true;
      frame.src = `${origin}/chat?language=${spoken}`;
      root.append(frame);
      label();
    };
    // Once the chat has wiped what it kept; the next customer gets a frame of their own.
    const unload = () => { frame?.remove(); frame = port = null; leaving = false; };
    const shown = (/** @type {boolean} */ on) => {
      isOpen = on;
      if (frame) frame.hidden = !on;
      button.hidden = on;
      button.setAttribute('aria-expanded', String(on));
    };
    const open = () => {
      load();
      flag.set(true);
      shown(true);
      tell('opened');
      frame?.focus();
    };
    const close = () => {
      shown(false);
      tell('closed');
      button.focus();
    };
    // The phone's keyboard covers a page without telling its layout; the frame must end above it.
    const fit = () => place.style.setProperty('--seen', `${window.visualViewport?.height ?? window.innerHeight}px`);

    button.addEventListener('click', open);
    window.addEventListener('message', greet);
    window.visualViewport?.addEventListener('resize', fit);
    fit();
    label();
    root.append(button);
    document.body.append(place);
    if (autoconnect) load();
    return {
      open, close,
      /** @param {string} next */
      setLanguage: (next) => { if (next in WORDS) { spoken = next; label(); tell('language', next); } },
      logout: () => { leaving = true; tell('logout'); flag.set(false); shown(false); show(0); },
    };
  };

  const makeButton = () => {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawing.setAttribute('viewBox', '0 0 24 24');
    drawing.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', 'M4 5.5h16v11H9.5l-5.5 4zM8.5 11v.01M12 11v.01M15.5 11v.01');
    drawing.append(path);
    const badge = document.createElement('span');
    badge.className = 'badge';
    badge.hidden = true;
    button.append(drawing, badge);
    return button;
  };

  Object.assign(window, { Gildong: { mount } });
})();

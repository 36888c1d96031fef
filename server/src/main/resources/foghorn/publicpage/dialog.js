// The form for subscribers in front of the page that somebody reads. Without this script the same form is a page of its own, and what it
// answers always is one.
(() => {
  'use strict';

  const PATIENCE = 8_000;
  const HEADINGS = { H1: 'h2', H2: 'h3' };
  let asking = false;

  function made(name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  }

  /** The page behind it has the headings above these. */
  function lowered(content) {
    for (const heading of content.querySelectorAll('h2, h1')) {
      const lower = document.createElement(HEADINGS[heading.tagName]);
      lower.id = heading.id;
      lower.append(...heading.childNodes);
      heading.replaceWith(lower);
    }
    return content;
  }

  function show(content) {
    const dialog = document.createElement('dialog');
    const title = content.querySelector('h2');
    title.id = 'subscribe-title';
    dialog.setAttribute('aria-labelledby', title.id);
    const shut = made('button', 'Close');
    shut.type = 'button';
    shut.className = 'mild';
    shut.addEventListener('click', () => dialog.close());
    dialog.append(...content.childNodes, shut);
    dialog.addEventListener('click', event => {
      if (event.target === dialog) dialog.close();
    });
    const from = document.activeElement;
    dialog.addEventListener('close', () => {
      dialog.remove();
      // The page may have become newer meanwhile, and what was there be gone.
      if (!from.isConnected) document.getElementById('main').focus({ preventScroll: true });
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('input[type="email"]')?.focus();
  }

  async function ask(href) {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(href, { signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) throw new Error('answered ' + answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      show(document.importNode(lowered(page.getElementById('main')), true));
    } catch {
      location.assign(href);
    } finally {
      asking = false;
    }
  }

  document.addEventListener('click', event => {
    const link = event.target.closest('a[href]');
    if (!link || !link.pathname.endsWith('/subscribe') || link.origin !== location.origin) return;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    ask(link.href);
  });
})();

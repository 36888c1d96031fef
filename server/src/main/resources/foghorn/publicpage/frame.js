// Tells the site around the status embed whether there is something to show, and keeps the embed up to date.
(() => {
  'use strict';

  const EVERY = 60_000;

  const { event, background, text } = document.body.dataset;
  const shown = document.querySelector('main').innerHTML;

  document.body.style.backgroundColor = background;
  document.body.style.color = text;
  document.querySelector('button')?.addEventListener('click', () => tell('dismissFrame', event));
  if (event) tell('showFrame', event);
  else tell('dismissFrame');
  setInterval(look, EVERY);

  // There is nothing secret in it, and who embeds the page is not known here. The site around remembers what was closed: many browsers keep
  // nothing for frames of other sites.
  function tell(action, which) {
    window.parent.postMessage({ action, event: which }, '*');
  }

  async function look() {
    try {
      const answer = await fetch(location.href, { cache: 'no-cache' });
      if (!answer.ok) return;
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (next.querySelector('main')?.innerHTML !== shown) location.reload();
    } catch {
      // The next look comes in a minute.
    }
  }
})();

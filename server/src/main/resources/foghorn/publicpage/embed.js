// Shows a status page's embed in a corner of other people's sites while something is going on.
(() => {
  'use strict';

  const CORNER = '{corner}';
  const MARGIN = '60px';
  const SMALL = 450;
  const KEY = 'status-embed-closed';

  const address = new URL('frame', document.currentScript.src);
  const small = window.screen.width < SMALL;
  if (small) address.search = 'mobile=true';
  const [edge, side] = small ? ['bottom', 'left'] : CORNER.split('-');
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  const frame = document.createElement('iframe');
  frame.title = 'Status';
  Object.assign(frame.style, {
    position: 'fixed',
    [edge]: small ? '0' : MARGIN,
    [side]: small ? '0' : MARGIN,
    width: small ? '100vw' : '320px',
    height: small ? '20vh' : '115px',
    minHeight: '115px',
    border: '0',
    boxShadow: '0 20px 32px -8px rgba(9, 20, 66, .25)',
    zIndex: '9999',
    transition: still ? 'none' : 'transform .6s ease-in-out, visibility .6s',
  });
  hide();

  function show() {
    frame.style.visibility = 'visible';
    frame.style.transform = 'none';
  }

  function hide() {
    frame.style.visibility = 'hidden';
    frame.style.transform = `translateY(${edge === 'top' ? '-' : ''}200%)`;
  }

  window.addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== address.origin) return;
    const { action, event: which } = event.data ?? {};
    if (action === 'showFrame' && which !== closed()) show();
    if (action === 'dismissFrame') {
      hide();
      if (which) close(which);
    }
  });

  // A site may keep nothing either; then it shows up again with the next page.
  function closed() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function close(which) {
    try {
      localStorage.setItem(KEY, which);
    } catch {
      // As above.
    }
  }

  function begin() {
    frame.src = address.href;
    document.body.append(frame);
  }

  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin);
})();

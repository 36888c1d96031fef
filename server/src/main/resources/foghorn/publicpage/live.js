// Keeps an open page as new as the published one, says what changed, and leaves alone what is being read.
(() => {
  'use strict';

  const EVERY = 60_000;
  const SPREAD = 10_000;
  const SLOWEST = 300_000;
  const PATIENCE = 20_000;
  const LEFT_ALONE = 120_000;
  const FAILURES = 3;
  const MOST_SAID = 3;
  const KEY = 'live';

  const main = document.getElementById('main');
  const footer = document.querySelector('footer.site');
  let shown = main.cloneNode(true);
  let next = null;
  let timer = null;
  let failures = 0;
  let lastLook = Date.now();
  let lastTouch = Date.now();

  const bar = made('div', 'live');
  const words = made('p');
  words.setAttribute('role', 'status');
  const show = button('Show it');
  const shut = button('Close');
  show.addEventListener('click', () => {
    main.focus({ preventScroll: true });
    take();
  });
  shut.addEventListener('click', () => say(''));
  bar.append(words, show, shut);
  footer.before(bar);

  const box = made('input');
  box.type = 'checkbox';
  box.checked = !isPaused();
  box.addEventListener('change', () => {
    keep(box.checked ? null : 'off');
    if (box.checked) look();
    else clearTimeout(timer);
  });
  const label = made('label');
  label.append(box, ' Live updates');
  document.querySelector('.tools').append(label);

  function made(name, className) {
    const element = document.createElement(name);
    if (className) element.className = className;
    return element;
  }

  function button(name) {
    const element = made('button');
    element.type = 'button';
    element.textContent = name;
    return element;
  }

  function isPaused() {
    try {
      return localStorage.getItem(KEY) === 'off';
    } catch {
      return false;
    }
  }

  function keep(value) {
    try {
      if (value) localStorage.setItem(KEY, value);
      else localStorage.removeItem(KEY);
    } catch {
      // It lasts as long as the page.
    }
  }

  /** Says something in the one region that is read out; a bar shows it where it asks for something. */
  function say(text, { visible = false, offer = false } = {}) {
    if (words.textContent !== text) words.textContent = text;
    bar.classList.toggle('open', visible);
    show.hidden = !offer;
    shut.hidden = !visible;
  }

  const line = element => element ? element.textContent.replace(/\s+/g, ' ').trim() : '';

  /** Each thing that may change, by what it is called: what is said of it, and what tells whether it has changed. */
  function facts(root) {
    const all = new Map();
    const add = (name, said, whole) => all.set(name, { said, whole: line(whole) });
    const banner = root.querySelector('#now');
    if (banner) add('', line(banner), banner);
    for (const row of root.querySelectorAll('.components .row')) {
      const mark = [...row.querySelectorAll(':scope > .mark, :scope > .states .mark')].pop();
      if (mark) add(line(row.querySelector('.component')), line(mark), mark);
    }
    for (const card of root.querySelectorAll('article.card')) {
      add(line(card.querySelector('h3')), line(card.querySelector('.chip')), card);
    }
    const newest = root.querySelector('.timeline .update');
    if (newest) add('Newest update', line(newest.querySelector('.step')), newest);
    return all;
  }

  function changes(before, after) {
    const was = facts(before);
    const said = [];
    for (const [name, fact] of facts(after)) {
      if (was.get(name)?.whole !== fact.whole) said.push(name ? name + ': ' + fact.said : fact.said);
    }
    const more = said.length - MOST_SAID;
    return said.slice(0, MOST_SAID).join('. ') + (more > 0 ? ', and ' + more + (more === 1 ? ' more change' : ' more changes') : '');
  }

  function isRead() {
    const focused = document.activeElement;
    return Date.now() - lastTouch < LEFT_ALONE
      || (focused !== main && main.contains(focused))
      || !document.getSelection().isCollapsed;
  }

  /** Puts the new content in place of the old; what was unfolded stays so. */
  function take() {
    const changed = changes(shown, next.main);
    const open = new Set([...main.querySelectorAll('details[open] > summary')].map(summaryName));
    shown = next.main;
    main.replaceChildren(...shown.cloneNode(true).childNodes);
    for (const summary of main.querySelectorAll('details > summary')) {
      if (open.has(summaryName(summary))) summary.parentElement.open = true;
    }
    document.title = next.title;
    next = null;
    document.dispatchEvent(new Event('shown'));
    say(changed);
  }

  function summaryName(summary) {
    return line(summary.querySelector('.component') || summary);
  }

  function compare(html) {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const fresh = parsed.getElementById('main');
    if (!fresh) throw new Error('not the page');
    if (fresh.innerHTML === shown.innerHTML) {
      next = null;
      say('');
      return;
    }
    next = { main: document.importNode(fresh, true), title: parsed.title };
    if (isRead()) {
      say(changes(shown, next.main) || 'This page has changed', { visible: true, offer: true });
    } else {
      take();
    }
  }

  async function look() {
    clearTimeout(timer);
    const began = Date.now();
    try {
      const answer = await fetch(location.pathname, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) throw new Error('answered ' + answer.status);
      const html = await answer.text();
      if (!box.checked) return;
      failures = 0;
      lastLook = began;
      compare(html);
    } catch {
      failures++;
      if (failures >= FAILURES && !next) {
        const since = new Date(lastLook).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
        say('No answer since ' + since + '. What you see may be out of date', { visible: true });
      }
    }
    plan();
  }

  /** The wait is spread, so that not all readers ask in the same moment, and grows while nothing answers. */
  function plan() {
    clearTimeout(timer);
    if (!box.checked || document.hidden) return;
    const wait = Math.min(SLOWEST, EVERY * 2 ** Math.max(0, failures - FAILURES));
    timer = setTimeout(look, wait + (Math.random() * 2 - 1) * SPREAD);
  }

  for (const event of ['pointermove', 'pointerdown', 'keydown', 'scroll', 'touchmove']) {
    addEventListener(event, () => { lastTouch = Date.now(); }, { passive: true });
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !box.checked) clearTimeout(timer);
    else if (Date.now() - lastLook > EVERY) look();
    else plan();
  });
  say('');
  plan();
})();

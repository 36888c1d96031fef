// Comfort for visitors. Every page is whole without it.
(() => {
  'use strict';

  const BARS = 897;
  const PITCH = 10;
  const STRIP = 90;
  const DAY = 24 * 60 * 60 * 1000;
  const LINGER = 250;
  const dates = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'
  });
  let names = {};

  const count = (number, unit) => number + ' ' + unit + (number === 1 ? '' : 's');

  function lasting(seconds) {
    const minutes = Math.floor(seconds / 60);
    const parts = [];
    if (minutes >= 60) parts.push(count(Math.floor(minutes / 60), 'hour'));
    if (minutes % 60) parts.push(count(minutes % 60, 'minute'));
    return parts.join(' ') || 'less than a minute';
  }

  function made(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  /** The days of one component: one stop for the keyboard that walks from day to day, and a panel with what a day held. */
  class Days {
    constructor(root, count) {
      this.root = root;
      this.count = count;
      this.last = Date.parse(root.dataset.last);
      this.known = Number(root.dataset.known);
      this.base = root.dataset.root || './';
      this.days = new Map(root.dataset.days.split(' ').filter(Boolean).map(text => {
        const [index, partial, major, events, corrected] = text.split(':');
        return [Number(index), {
          partial: Number(partial),
          major: Number(major),
          events: events ? events.split(',') : [],
          corrected: Boolean(corrected)
        }];
      }));
      this.panel = null;
      this.pinned = false;
      this.day = null;
      root.setAttribute('role', 'group');
      root.setAttribute('aria-label', root.dataset.name + ', day by day');
      const newest = this.button(count - 1);
      this.seat(newest);
      this.day = newest;
      root.addEventListener('keydown', event => this.key(event));
      root.addEventListener('click', event => this.click(event));
      root.addEventListener('pointermove', event => this.hover(event));
      root.addEventListener('pointerleave', event => this.leave(event));
      new ResizeObserver(() => this.resized()).observe(root);
    }

    date(index) {
      return dates.format(new Date(this.last - (this.count - 1 - index) * DAY));
    }

    facts(index) {
      if (index < this.known) return ['No data'];
      const day = this.days.get(index);
      const facts = [];
      if (day && day.major) facts.push(lasting(day.major) + ' of major outage');
      if (day && day.partial) facts.push(lasting(day.partial) + ' of partial outage');
      if (!facts.length) facts.push('No outage');
      if (day && day.corrected) facts.push('Corrected by the team');
      return facts;
    }

    events(index) {
      const day = this.days.get(index);
      return day ? day.events : [];
    }

    label(index) {
      const events = this.events(index).length;
      const facts = this.facts(index).join(', ').toLowerCase();
      return this.date(index) + ': ' + facts + (events ? ', ' + count(events, 'incident') : '');
    }

    button(index) {
      const button = made('button', 'day');
      button.type = 'button';
      button.dataset.index = index;
      button.setAttribute('aria-label', this.label(index));
      button.setAttribute('aria-expanded', 'false');
      return button;
    }

    index() {
      return Number(this.day.dataset.index);
    }

    /** A narrower window may not show the day any more. */
    resized() {
      if (this.index() < this.first()) this.go(this.first(), this.day === document.activeElement);
      this.place();
    }

    /** Puts the panel below its day, and within the width of all days. */
    place() {
      if (!this.panel) return;
      const all = this.root.getBoundingClientRect();
      const day = this.day.getBoundingClientRect();
      const most = this.root.clientWidth - this.panel.offsetWidth;
      const middle = day.left + day.width / 2 - all.left - this.panel.offsetWidth / 2;
      this.panel.style.left = Math.max(0, Math.min(most, middle)) + 'px';
      this.panel.style.top = day.bottom - all.top + 'px';
    }

    /** A new button for each day, because what merely changes its name is not always read out. */
    go(index, focus) {
      const to = Math.max(this.first(), Math.min(this.count - 1, index));
      if (to !== this.index()) {
        const next = this.button(to);
        this.seat(next);
        if (focus) next.focus();
        this.day.remove();
        this.day = next;
        if (this.panel) this.show();
        this.place();
      } else if (focus) {
        this.day.focus();
      }
    }

    show() {
      const index = this.index();
      if (!this.panel) {
        close();
        open = this;
        this.panel = made('div', 'day-panel');
        this.panel.setAttribute('role', 'dialog');
        this.root.append(this.panel);
      }
      const list = made('ul');
      for (const fact of this.facts(index)) list.append(made('li', '', fact));
      for (const id of this.events(index)) {
        const link = made('a', '', names[id]);
        link.href = this.base + 'incidents/' + id;
        const item = made('li');
        item.append(link);
        list.append(item);
      }
      const shut = made('button', 'close', 'Close');
      shut.type = 'button';
      this.panel.replaceChildren(made('p', 'date', this.date(index)), list, shut);
      this.panel.setAttribute('aria-label', this.date(index));
      this.day.setAttribute('aria-expanded', 'true');
      this.place();
    }

    hide() {
      clearTimeout(this.timer);
      const inside = this.panel && this.panel.contains(document.activeElement);
      if (this.panel) this.panel.remove();
      this.panel = null;
      this.pinned = false;
      this.day.setAttribute('aria-expanded', 'false');
      if (inside) this.day.focus();
    }

    key(event) {
      const all = this.count;
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -7, PageDown: 7, Home: -all, End: all };
      if (event.target !== this.day || !(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.go(this.index() + steps[event.key], true);
    }

    click(event) {
      if (this.panel && this.panel.contains(event.target)) {
        if (event.target.className === 'close') close();
        return;
      }
      const to = event.detail === 0 ? this.index() : this.at(event);
      if (to === null) return;
      const before = this.index();
      const wasPinned = this.panel && this.pinned;
      if (event.detail !== 0) this.go(to, true);
      if (wasPinned && before === this.index()) {
        close();
      } else {
        this.show();
        this.pinned = true;
      }
    }

    hover(event) {
      clearTimeout(this.timer);
      if (event.pointerType !== 'mouse' || this.pinned || (this.panel && this.panel.contains(event.target))) return;
      if (this.day === document.activeElement || (open && open.pinned)) return;
      const to = this.at(event);
      if (to === null) return;
      this.go(to, false);
      if (!this.panel) this.show();
    }

    leave(event) {
      if (event.pointerType === 'mouse' && !this.pinned && this.panel) {
        this.timer = setTimeout(() => { if (open === this) close(); }, LINGER);
      }
    }
  }

  /** The last days as bars, of which a narrow window shows fewer. */
  class Strip extends Days {
    constructor(root) {
      super(root, STRIP);
    }

    bars() {
      return this.root.querySelector('svg');
    }

    first() {
      const seen = this.root.clientWidth / this.bars().getBoundingClientRect().width * BARS;
      return STRIP - Math.round((seen + PITCH - 7) / PITCH);
    }

    seat(button) {
      button.style.setProperty('--day', button.dataset.index);
      if (this.day) this.day.after(button);
      else this.root.append(button);
    }

    at(event) {
      const box = this.bars().getBoundingClientRect();
      return Math.floor((event.clientX - box.left) / box.width * BARS / PITCH);
    }
  }

  /** Months as tables. Without this script a day of which there is more to say is a link to it. */
  class Calendar extends Days {
    constructor(root) {
      super(root, root.querySelectorAll('[data-day]').length);
      for (const link of root.querySelectorAll('td a')) link.replaceWith(link.textContent);
    }

    first() {
      return 0;
    }

    seat(button) {
      this.root.querySelector('[data-day="' + button.dataset.index + '"]').append(button);
    }

    at(event) {
      const cell = event.target.closest('[data-day]');
      return cell ? Number(cell.dataset.day) : null;
    }
  }

  let open = null;

  function close() {
    const was = open;
    open = null;
    if (was) was.hide();
  }

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') close();
  });
  document.addEventListener('click', event => {
    if (open && !event.composedPath().includes(open.root)) close();
  });

  /** An incident's story can be read from its beginning. */
  let oldestFirst = false;

  function tellable(list) {
    if (list.children.length < 2) return;
    const turn = button('Oldest first');
    const show = () => { turn.textContent = oldestFirst ? 'Newest first' : 'Oldest first'; };
    const reverse = () => list.append(...[...list.children].reverse());
    turn.addEventListener('click', () => {
      oldestFirst = !oldestFirst;
      reverse();
      show();
    });
    if (oldestFirst) reverse();
    show();
    turn.className = 'mild turn';
    list.parentElement.querySelector('h2').after(turn);
  }

  /** The link to an incident can be copied where the browser lets it be. */
  function shareable(head) {
    if (!navigator.clipboard) return;
    const copy = button('Copy the link');
    const said = made('span', 'meta');
    said.setAttribute('role', 'status');
    copy.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(location.href.replace(/#.*/, ''));
        said.textContent = 'Copied.';
      } catch {
        said.textContent = 'The browser did not allow it.';
      }
    });
    const place = head.querySelector('.follow') || head.appendChild(made('p', 'follow'));
    place.append(copy, said);
  }

  function button(name) {
    const element = made('button', 'mild', name);
    element.type = 'button';
    return element;
  }

  function begin() {
    const holder = document.querySelector('[data-events]');
    names = holder ? JSON.parse(holder.dataset.events) : {};
    open = null;
    for (const root of document.querySelectorAll('.strip')) new Strip(root);
    for (const root of document.querySelectorAll('.months')) new Calendar(root);
    document.querySelectorAll('.timeline').forEach(tellable);
    document.querySelectorAll('.incident-head').forEach(shareable);
  }

  document.addEventListener('shown', begin);
  begin();
})();

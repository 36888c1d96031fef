// Comfort for visitors. Every page is whole without it.
(() => {
  'use strict';

  const BARS = 897;
  const PITCH = 10;
  const DAYS = 90;
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

  /** The days of one component: one stop for the keyboard that walks along the bars, and a panel with what a day held. */
  class Strip {
    constructor(root) {
      this.root = root;
      this.bars = root.querySelector('svg');
      this.last = Date.parse(root.dataset.last);
      this.known = Number(root.dataset.known);
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
      root.setAttribute('role', 'group');
      root.setAttribute('aria-label', root.dataset.name + ', day by day');
      this.day = this.button(DAYS - 1);
      root.append(this.day);
      root.addEventListener('keydown', event => this.key(event));
      root.addEventListener('click', event => this.click(event));
      root.addEventListener('pointermove', event => this.hover(event));
      root.addEventListener('pointerleave', event => this.leave(event));
      new ResizeObserver(() => this.resized()).observe(root);
    }

    /** The first day that is seen: a narrow window shows fewer. */
    first() {
      const seen = this.root.clientWidth / this.bars.getBoundingClientRect().width * BARS;
      return DAYS - Math.round((seen + PITCH - 7) / PITCH);
    }

    date(index) {
      return dates.format(new Date(this.last - (DAYS - 1 - index) * DAY));
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
      button.style.setProperty('--day', index);
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

    /** Puts the panel under its day. */
    place() {
      if (this.panel) {
        const most = this.root.clientWidth - this.panel.offsetWidth;
        const middle = this.day.offsetLeft - this.panel.offsetWidth / 2;
        this.panel.style.left = Math.max(0, Math.min(most, middle)) + 'px';
      }
    }

    /** A new button for each day, because what merely changes its name is not always read out. */
    go(index, focus) {
      const to = Math.max(this.first(), Math.min(DAYS - 1, index));
      if (to !== this.index()) {
        const next = this.button(to);
        this.day.after(next);
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
        link.href = './incidents/' + id;
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
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -7, PageDown: 7, Home: -DAYS, End: DAYS };
      if (event.target !== this.day || !(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.go(this.index() + steps[event.key], true);
    }

    at(event) {
      const box = this.bars.getBoundingClientRect();
      return Math.floor((event.clientX - box.left) / box.width * BARS / PITCH);
    }

    click(event) {
      if (this.panel && this.panel.contains(event.target)) {
        if (event.target.className === 'close') close();
        return;
      }
      const byKey = event.detail === 0;
      const before = this.index();
      const wasPinned = this.panel && this.pinned;
      if (!byKey) this.go(this.at(event), true);
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
      this.go(this.at(event), false);
      if (!this.panel) this.show();
    }

    leave(event) {
      if (event.pointerType === 'mouse' && !this.pinned && this.panel) {
        this.timer = setTimeout(() => { if (open === this) close(); }, LINGER);
      }
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
  function begin() {
    const holder = document.querySelector('[data-events]');
    names = holder ? JSON.parse(holder.dataset.events) : {};
    open = null;
    for (const root of document.querySelectorAll('.strip')) new Strip(root);
  }

  document.addEventListener('shown', begin);
  begin();
})();

// Times in the zone of the page or in the reader's own, chosen in the footer; each tells on top how long ago it was.
(() => {
  'use strict';

  const KEY = 'times';
  const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60]];
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
  const ago = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

  /** Storage may be forbidden; then a choice lasts as long as the page. */
  function stored() {
    try {
      return localStorage.getItem(KEY) || '';
    } catch {
      return '';
    }
  }

  function keep(choice) {
    try {
      if (choice) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch {
      // It lasts as long as the page.
    }
  }

  function age(at) {
    const seconds = (at - Date.now()) / 1000;
    const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) || UNITS.at(-1);
    return ago.format(Math.trunc(seconds / length), unit);
  }

  /** What the page wrote stays beside, since it is what the page says. */
  function write(choice) {
    for (const element of document.querySelectorAll('main time[datetime]')) {
      const at = new Date(element.dateTime);
      element.dataset.page ||= element.textContent;
      const own = day.format(at) + ', ' + clock.format(at);
      const shown = choice === 'mine' ? own : element.dataset.page;
      if (element.textContent !== shown) element.textContent = shown;
      element.title = (choice === 'mine' ? element.dataset.page : own) + ', ' + age(at);
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    const select = document.createElement('select');
    select.append(new Option('Of this page', ''), new Option('Mine (' + zone.replace(/_/g, ' ') + ')', 'mine'));
    select.value = stored() === 'mine' ? 'mine' : '';
    select.addEventListener('change', () => {
      keep(select.value);
      write(select.value);
    });
    addEventListener('storage', event => {
      if (event.key !== KEY && event.key !== null) return;
      select.value = stored() === 'mine' ? 'mine' : '';
      write(select.value);
    });
    document.addEventListener('shown', () => write(select.value));
    const label = document.createElement('label');
    label.append('Times ', select);
    document.querySelector('.tools').append(label);
    write(select.value);
  });
})();

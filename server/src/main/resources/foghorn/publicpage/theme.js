// Light, dark or as the system has it: set before anything is painted, and chosen in the footer.
(() => {
  'use strict';

  const KEY = 'theme';
  const CHOICES = { '': 'As the system', light: 'Light', dark: 'Dark' };

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

  function apply(choice) {
    if (choice in CHOICES && choice) document.documentElement.dataset.theme = choice;
    else delete document.documentElement.dataset.theme;
  }

  apply(stored());

  document.addEventListener('DOMContentLoaded', () => {
    const select = document.createElement('select');
    for (const [value, word] of Object.entries(CHOICES)) select.append(new Option(word, value));
    select.value = document.documentElement.dataset.theme || '';
    select.addEventListener('change', () => {
      keep(select.value);
      apply(select.value);
    });
    addEventListener('storage', event => {
      if (event.key !== KEY && event.key !== null) return;
      apply(stored());
      select.value = document.documentElement.dataset.theme || '';
    });
    const label = document.createElement('label');
    label.append('Colours ', select);
    document.querySelector('.tools').append(label);
  });
})();

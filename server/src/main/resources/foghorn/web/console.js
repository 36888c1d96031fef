// Comfort for the console. Every screen works without it.
(() => {
  'use strict';

  // A summary of errors is what the reader wants to meet first.
  const errors = document.getElementById('errors');
  if (errors) errors.focus();

  // Menus close by Escape and by a click elsewhere.
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('details.switcher[open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  document.addEventListener('click', event => {
    for (const menu of document.querySelectorAll('details.switcher[open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // A sentence to begin with for each status, as long as nobody has written one.
  const statuses = document.querySelectorAll('input[name=status][data-text]');
  const message = document.getElementById('field-body');
  for (const status of message ? statuses : []) {
    status.addEventListener('change', () => {
      const untouched = Array.from(statuses, other => other.dataset.text).concat('').includes(message.value.trim());
      if (untouched) {
        message.value = status.dataset.text;
        message.dispatchEvent(new Event('input'));
      }
    });
  }

  // How many characters are left, said aloud only when few are.
  for (const field of document.querySelectorAll('[data-most]')) {
    const most = Number(field.dataset.most);
    const counter = document.createElement('p');
    counter.className = 'counter';
    field.after(counter);
    const count = () => {
      const used = Array.from(field.value).length;
      counter.textContent = used + ' of ' + most.toLocaleString('en') + ' characters';
      counter.classList.toggle('over', used > most);
      counter.setAttribute('aria-live', most - used < 20 ? 'polite' : 'off');
    };
    field.addEventListener('input', count);
    count();
  }
})();

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

  // What its buttons move can also be dragged among its neighbours; let go, it is sent as so many steps.
  let dragged = null;
  let begun = 0;
  const placeOf = row => Array.from(row.parentNode.children).indexOf(row);
  for (const form of document.querySelectorAll('form.move')) {
    const row = form.closest('li');
    const handle = document.createElement('span');
    handle.className = 'handle';
    handle.draggable = true;
    handle.title = 'Drag to move';
    handle.setAttribute('aria-hidden', 'true');
    form.prepend(handle);
    handle.addEventListener('dragstart', event => {
      dragged = row;
      begun = placeOf(row);
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', '');
      event.dataTransfer.setDragImage(row, 0, 0);
      row.classList.add('dragged');
    });
    handle.addEventListener('dragend', () => {
      if (!dragged) return;
      const neighbours = Array.from(row.parentNode.children).filter(other => other !== row);
      row.parentNode.insertBefore(row, neighbours[begun] || null);
      row.classList.remove('dragged');
      dragged = null;
    });
    row.addEventListener('dragover', event => {
      if (!dragged || dragged.parentNode !== row.parentNode) return;
      event.preventDefault();
      event.stopPropagation();
      if (row === dragged) return;
      const box = row.getBoundingClientRect();
      if (event.clientY > box.top + box.height / 2) row.after(dragged);
      else row.before(dragged);
    });
    row.addEventListener('drop', event => {
      if (!dragged || dragged.parentNode !== row.parentNode) return;
      event.preventDefault();
      event.stopPropagation();
      const steps = placeOf(dragged) - begun;
      const sent = dragged.querySelector('form.move');
      dragged.classList.remove('dragged');
      dragged = null;
      if (steps === 0) return;
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = 'steps';
      field.value = steps;
      sent.append(field);
      sent.submit();
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

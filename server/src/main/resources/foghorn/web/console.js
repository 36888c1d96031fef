// Comfort for the console. Every screen works without it.
(() => {
  'use strict';

  // A summary of errors is what the reader wants to meet first.
  const errors = document.getElementById('errors');
  if (errors) errors.focus();

  // Menus close by Escape; those that cover what is below them also by a click elsewhere.
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('details:is(.places, .switcher, .menu)[open]')) {
      const summary = menu.querySelector('summary');
      const isElsewhere = menu.matches('.places') && document.getElementById('main').contains(document.activeElement);
      if (isElsewhere || !summary.checkVisibility()) continue;
      menu.open = false;
      summary.focus();
    }
  });
  document.addEventListener('click', event => {
    for (const menu of document.querySelectorAll('details:is(.switcher, .menu)[open]')) {
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

  // What its buttons move can also be dragged: a component to any place of the page and its groups, a group among its neighbours.
  let dragged = null;
  let home = null;
  const placeOf = row => ({ list: row.parentNode, index: Array.from(row.parentNode.children).indexOf(row) });
  const isAbove = (event, part) => {
    const box = part.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  };
  const putWhere = (event, row) => {
    const inside = row.querySelector(':scope > .inside');
    if (!inside || inside.contains(dragged) || dragged.querySelector('.inside')) {
      if (isAbove(event, row)) row.before(dragged);
      else row.after(dragged);
    } else if (isAbove(event, row.firstElementChild)) {
      row.before(dragged);
    } else if (event.clientY > inside.getBoundingClientRect().bottom) {
      row.after(dragged);
    } else {
      inside.prepend(dragged);
    }
  };
  const send = row => {
    const { list, index } = placeOf(row);
    if (list === home.list && index === home.index) return;
    const form = row.querySelector('form.move');
    for (const [name, value] of [['group_id', list.dataset.group || ''], ['position', index + 1]]) {
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name, value });
      form.append(field);
    }
    form.submit();
  };
  for (const form of document.querySelectorAll('form.move')) {
    const row = form.closest('li');
    const mayTake = () => dragged && !(dragged.querySelector('.inside') && row.parentNode !== home.list);
    const handle = document.createElement('span');
    handle.className = 'handle';
    handle.draggable = true;
    handle.title = 'Drag to move';
    handle.setAttribute('aria-hidden', 'true');
    form.prepend(handle);
    handle.addEventListener('dragstart', event => {
      dragged = row;
      home = placeOf(row);
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', '');
      event.dataTransfer.setDragImage(row, 0, 0);
      row.classList.add('dragged');
    });
    handle.addEventListener('dragend', () => {
      if (!dragged) return;
      row.remove();
      home.list.insertBefore(row, home.list.children[home.index] || null);
      row.classList.remove('dragged');
      dragged = null;
    });
    row.addEventListener('dragover', event => {
      if (!mayTake()) return;
      event.preventDefault();
      event.stopPropagation();
      if (row !== dragged) putWhere(event, row);
    });
    row.addEventListener('drop', event => {
      if (!mayTake()) return;
      event.preventDefault();
      event.stopPropagation();
      dragged.classList.remove('dragged');
      send(dragged);
      dragged = null;
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

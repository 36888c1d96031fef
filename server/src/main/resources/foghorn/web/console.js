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

  // What its buttons move can also be dragged, by mouse, pen or finger: a component to any place of the page and its groups, a group among
  // its neighbours. Until it is dropped nothing changes its place, so what lies under the pointer does not depend on the way there.
  const EDGE = 72;
  let drag = null;
  const part = className => Object.assign(document.createElement('div'), { className });
  const line = part('drop-line');
  const label = part('drag-label');

  // In the upper half of a row it is the place before it, in the lower half the one after it; under the head of a group, one in the group.
  const placeAt = (list, y) => {
    const rows = Array.from(list.children);
    const index = rows.findIndex(row => y < row.getBoundingClientRect().bottom);
    if (index < 0) return { list, index: rows.length };
    const inside = drag.isGroup ? null : rows[index].querySelector(':scope > .inside');
    const box = (inside ? rows[index].firstElementChild : rows[index]).getBoundingClientRect();
    if (y < box.top + box.height / 2) return { list, index };
    return inside ? placeAt(inside, y) : { list, index: index + 1 };
  };
  const target = () => placeAt(drag.row.closest('.rows'), drag.y);
  const isHome = ({ list, index }) => list === drag.list && (index === drag.index || index === drag.index + 1);

  const show = () => {
    const place = target();
    const row = place.list.children[place.index];
    const box = place.list.getBoundingClientRect();
    const top = row ? row.getBoundingClientRect().top : box.bottom;
    line.hidden = isHome(place);
    Object.assign(line.style, { top: top + 'px', left: box.left + 'px', width: box.width + 'px' });
    label.style.translate = 'calc(' + drag.x + 'px - 100% - 24px) calc(' + drag.y + 'px - 50%)';
  };
  // Near an edge of the window the page goes on below the pointer.
  const scroll = () => {
    if (!drag) return;
    const over = drag.y < EDGE ? drag.y - EDGE : Math.max(0, drag.y - innerHeight + EDGE);
    if (drag.isUnderWay && over !== 0) {
      scrollBy(0, over / 5);
      show();
    }
    requestAnimationFrame(scroll);
  };
  const end = () => {
    drag?.row.classList.remove('dragged');
    line.remove();
    label.remove();
    drag = null;
  };
  const drop = y => {
    drag.y = y;
    const place = target();
    const { row, list, index, isUnderWay } = drag;
    const isMove = isUnderWay && !isHome(place);
    end();
    if (!isMove) return;
    const passed = place.list === list && place.index > index ? 1 : 0;
    const form = row.querySelector('form.move');
    for (const [name, value] of [['group_id', place.list.dataset.group || ''], ['position', place.index + 1 - passed]]) {
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name, value });
      form.append(field);
    }
    form.submit();
  };
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') end();
  });
  for (const form of document.querySelectorAll('form.move')) {
    const row = form.closest('li');
    const handle = Object.assign(document.createElement('span'), { className: 'handle', title: 'Drag to move' });
    handle.setAttribute('aria-hidden', 'true');
    form.after(handle);
    handle.addEventListener('pointerdown', event => {
      if (drag || event.button !== 0 || !event.isPrimary) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      const list = row.parentNode;
      drag = {
        row, list, index: Array.from(list.children).indexOf(row), isGroup: row.matches('.group'), pointer: event.pointerId, y: event.clientY };
      label.textContent = row.querySelector('.name').textContent;
      requestAnimationFrame(scroll);
    });
    handle.addEventListener('pointermove', event => {
      if (drag?.pointer !== event.pointerId) return;
      const isBeginning = !drag.isUnderWay;
      Object.assign(drag, { x: event.clientX, y: event.clientY, isUnderWay: true });
      if (isBeginning) {
        row.classList.add('dragged');
        document.body.append(line, label);
      }
      show();
    });
    handle.addEventListener('pointerup', event => {
      if (drag?.pointer === event.pointerId) drop(event.clientY);
    });
    handle.addEventListener('pointercancel', event => {
      if (drag?.pointer === event.pointerId) end();
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

// What somebody writes is kept in this browser until it is sent: through signing in again, a restart of the server, a closed tab.
// A form that is kept names its screen in data-draft; data-refused says that it shows what was sent already.
(() => {
  'use strict';
  const LONGEST = 7 * 24 * 60 * 60 * 1000;
  const SENT = 'foghorn-sent';
  const ANY = 'foghorn-draft ';
  const MINE = ANY + document.body.dataset.person + ' ';
  let kept, tab;
  try {
    kept = window.localStorage;
    tab = window.sessionStorage;
  } catch (refused) {
    return;
  }

  const read = key => {
    try {
      return JSON.parse(kept.getItem(key));
    } catch (damaged) {
      return null;
    }
  };
  const write = (key, fields) => {
    const before = read(key);
    if (before && JSON.stringify(before.fields) === JSON.stringify(fields)) return;
    try {
      kept.setItem(key, JSON.stringify({ at: Date.now(), fields }));
    } catch (full) {
      // Then this browser keeps nothing; the form itself works all the same.
    }
  };

  const drafts = () => Object.keys(kept).filter(key => key.startsWith(ANY));
  for (const key of drafts()) {
    const draft = read(key);
    if (!draft || Date.now() - draft.at > LONGEST) kept.removeItem(key);
  }

  // A form that this tab has sent is done with as soon as the answer says so.
  const sent = tab.getItem(SENT);
  tab.removeItem(SENT);
  if (sent && new URLSearchParams(location.search).has('done')) kept.removeItem(sent);

  // Whoever signs out leaves nothing behind.
  for (const form of document.querySelectorAll('form.sign-out')) {
    form.addEventListener('submit', () => drafts().forEach(key => kept.removeItem(key)));
  }

  const isChoice = field => field.type === 'radio' || field.type === 'checkbox';
  const fieldsOf = form => Array.from(form.elements).filter(field =>
    field.name && field.name !== 'form_token' && !['submit', 'button', 'fieldset', 'file', 'password'].includes(field.type));
  const contents = form => fieldsOf(form).map(field => [field.name, field.value, isChoice(field) && field.checked]);

  const fill = (form, saved) => {
    for (const field of fieldsOf(form)) {
      const same = saved.find(([name, value]) => name === field.name && (!isChoice(field) || value === field.value));
      if (!same) continue;
      if (isChoice(field)) field.checked = same[2];
      else field.value = same[1];
    }
  };

  const tell = (form, at, discard) => {
    const note = document.createElement('div');
    note.className = 'notice kept';
    note.setAttribute('role', 'status');
    form.before(note);
    const words = document.createElement('p');
    words.textContent = 'What you wrote here at ' + new Date(at).toLocaleTimeString('en-GB', { timeStyle: 'short' })
      + ' is back. It has not been sent.';
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Discard it';
    button.addEventListener('click', discard);
    note.append(words, button);
  };

  for (const form of document.querySelectorAll('form[data-draft]')) {
    const screen = form.dataset.draft;
    const key = MINE + screen;
    const isRefused = 'refused' in form.dataset;
    // The version that was seen is no writing.
    const written = () => JSON.stringify(contents(form).filter(([name]) => name !== 'seen'));
    let untouched = isRefused ? null : written();
    const save = () => {
      const now = contents(form);
      if (written() === untouched) kept.removeItem(key);
      else write(key, now);
    };
    const draft = isRefused ? null : read(key);
    if (isRefused) {
      save();
      // Loaded again, the screen is asked for and nothing is sent twice.
      history.replaceState(null, '', screen);
    } else if (draft) {
      fill(form, draft.fields);
      tell(form, draft.at, () => {
        kept.removeItem(key);
        location.assign(location.pathname + location.search);
      });
      // Reach and impact are asked for anew as soon as htmx listens.
      document.addEventListener('DOMContentLoaded', () => {
        form.querySelector('.recount')?.dispatchEvent(new Event('change', { bubbles: true }));
      });
    }
    form.addEventListener('input', save);
    // What the server has kept needs not be kept here; what was written since does.
    let asked = null;
    form.addEventListener('htmx:beforeRequest', () => {
      asked = written();
    });
    form.addEventListener('saved-draft', () => {
      untouched = asked;
      save();
    });
    form.addEventListener('change', save);
    // A template takes the place of what is written; whoever has written something is asked.
    const picker = document.querySelector('form[data-fills="' + form.id + '"]');
    picker?.addEventListener('submit', event => {
      if (written() === untouched) return;
      if (window.confirm('What you have written here is replaced by the template. Go on?')) kept.removeItem(key);
      else event.preventDefault();
    });
    form.addEventListener('submit', () => {
      save();
      tab.setItem(SENT, key);
    });
  }

  // A part that was refused because the session has ended: who writes is told in place, everybody else signs in.
  document.addEventListener('htmx:responseError', event => {
    if (event.detail.xhr.status !== 401) return;
    const form = event.target.closest('form[data-draft]');
    if (!form) {
      location.reload();
      return;
    }
    const link = document.createElement('a');
    link.href = form.dataset.draft;
    link.textContent = 'Sign in again';
    event.target.replaceChildren('Your session has ended. ', link, ' and go on: what you wrote here is kept.');
  });
})();

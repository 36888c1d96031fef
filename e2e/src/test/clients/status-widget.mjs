// What the vendor's own widget shows of a page, on a page of another origin: one JSON object, by appearance.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const { JSDOM, VirtualConsole } = require('jsdom');
const widget = readFileSync(require.resolve('@statuspage/status-widget/dist/index.js'), 'utf8');
const pageUrl = process.argv[2];
const PATIENCE = 20_000;

async function shown(appearance) {
  const faults = [];
  const voice = new VirtualConsole();
  voice.on('jsdomError', error => faults.push(error.message));
  const { window } = new JSDOM('<!doctype html><title>Shop</title><body></body>', {
    url: 'http://shop.example/', runScripts: 'outside-only', pretendToBeVisual: true, virtualConsole: voice
  });
  window.eval(widget);
  const element = window.document.createElement('statuspage-widget');
  element.setAttribute('src', pageUrl);
  element.setAttribute('appearance', appearance);
  window.document.body.append(element);
  const inside = () => element.shadowRoot || element;
  const end = Date.now() + PATIENCE;
  while (!inside().querySelector('.status-indicator') && Date.now() < end) {
    await new Promise(later => setTimeout(later, 20));
  }
  const indicator = inside().querySelector('.status-indicator');
  const seen = {
    indicator: indicator ? [...indicator.classList] : [], text: inside().textContent, faults
  };
  window.close();
  return seen;
}

console.log(JSON.stringify({ basic: await shown('basic'), badge: await shown('badge') }));

// What Backstage's plug-in reads by the manage API: one JSON object. It knows the vendor's address alone, so that is led here.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const express = require('express');
const { createRouter } = require('./plugin/package/dist/service/router.cjs.js');
const [base, pageid, token] = process.argv.slice(2);
const VENDOR = 'https://api.statuspage.io';
const direct = globalThis.fetch;
const asked = [];

globalThis.fetch = (address, options) => {
  asked.push(String(address));
  return direct(String(address).replace(VENDOR, base), options);
};

const kept = new Map();
const quiet = () => {};
const router = await createRouter({
  cache: { get: async key => kept.get(key), set: async (key, value) => { kept.set(key, value); } },
  rootConfig: { getOptional: () => [{ name: 'ferries', pageid, token, link: 'https://status.example' }] },
  logger: { info: quiet, warn: quiet, error: quiet }
});
const server = express().use(router).listen(0, '127.0.0.1');
await new Promise(listening => server.once('listening', listening));
const at = 'http://127.0.0.1:' + server.address().port;
const read = async path => (await direct(at + path)).json();

console.log(JSON.stringify({
  components: await read('/fetch-components/ferries'),
  groups: await read('/fetch-component-groups/ferries'),
  asked
}));
server.close();

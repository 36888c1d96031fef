// What statuspage.io, a client of the public documents, reads of a page: one JSON object.
import { createRequire } from 'node:module';

const { Statuspage } = createRequire(import.meta.url)('statuspage.io');
const [pageId, pageUrl] = process.argv.slice(2);
const client = new Statuspage(pageId);
client.setApiUrl(pageUrl);

console.log(JSON.stringify({
  summary: await client.api.getSummary(),
  status: await client.api.getStatus(),
  components: await client.api.getComponents(),
  incidents: await client.api.incidents.getAll(),
  unresolved: await client.api.incidents.getUnresolved(),
  upcoming: await client.api.scheduledMaintenances.getUpcoming()
}));

// The loopback edge: TLS and plain listeners that serve each topology's page and pass Frontend API calls on.
// One certificate and one port of each kind; the host name says which topology is meant.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';

const PROXY_PATH = '/__clerk';
const BUNDLES = path.join(import.meta.dirname, 'node_modules/@clerk/clerk-js/dist');
const LOCAL_ONLY = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

export async function openEdge(topologies, certificate) {
  const answer = (request, response) =>
    serve(topologies, request, response).catch((error) => response.destroy(error));
  const plain = http.createServer(answer);
  const secure = https.createServer(certificate, answer);
  await Promise.all([plain, secure].map((server) => new Promise((up) => server.listen(0, '127.0.0.1', up))));
  return {
    ports: { http: plain.address().port, https: secure.address().port },
    close() {
      for (const server of [plain, secure]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function serve(topologies, request, response) {
  const host = request.headers.host.split(':')[0];
  const topology = topologies.find((one) => one.page_host === host || one.api_host === host);
  if (!topology) return say(response, 421, 'text/plain', `nobody serves ${host}`);
  if (topology.api_host === host) return passOn(topology, request, response, request.url);
  const url = new URL(request.url, `https://${host}`);
  if (url.pathname.startsWith(`${PROXY_PATH}/`)) {
    return passOn(topology, request, response, request.url.slice(PROXY_PATH.length));
  }
  if (url.pathname.startsWith('/npm/')) return bundle(response, path.basename(url.pathname));
  if (url.pathname === '/favicon.ico') return say(response, 204, 'image/x-icon', '');
  if (url.pathname === '/guarded') return topology.guard(request, response);
  return say(response, 200, 'text/html', page(topology));
}

// What an application's page has, by the documentation: one script element with the key.
function page({ publishable_key: key, proxy_url: proxy }) {
  const where = proxy ? ` data-clerk-proxy-url="${proxy}"` : '';
  return `<!doctype html><title>application</title><body>
<script src="/npm/clerk.browser.js" data-clerk-publishable-key="${key}"${where}></script>`;
}

async function bundle(response, name) {
  say(response, 200, 'text/javascript', await readFile(path.join(BUNDLES, name)));
}

export function say(response, status, type, body) {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'max-age=600' });
  response.end(body);
}

// A reverse proxy in its smallest form: headers and bytes as they come, in both directions.
async function passOn(topology, request, response, target) {
  const upstream = http.request(topology.upstream + target, {
    method: request.method,
    headers: { ...request.headers, host: new URL(topology.upstream).host },
  });
  upstream.on('error', (error) => response.destroy(error));
  upstream.on('response', (answer) => {
    const headers = Object.entries(answer.headers).filter(([name]) => !LOCAL_ONLY.has(name));
    response.writeHead(answer.statusCode, Object.fromEntries(headers));
    answer.pipe(response);
  });
  request.pipe(upstream);
}

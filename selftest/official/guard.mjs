// An application's server in its smallest form: the official SDK decides about each request, and its headers are sent.
import { createClerkClient } from '@clerk/backend';

export function server({ secret_key: secretKey, publishable_key: publishableKey, backend_url: apiUrl }) {
  return createClerkClient({ secretKey, publishableKey, apiUrl, telemetry: { disabled: true } });
}

export function guardOf(topology) {
  const clerk = server(topology);
  return async (request, response) => {
    const url = topology.page_origin + request.url;
    const state = await clerk.authenticateRequest(new Request(url, { headers: new Headers(request.headers) }), {
      authorizedParties: [topology.page_origin],
      ...(topology.proxy_url ? { proxyUrl: new URL(topology.proxy_url, url).href } : {}),
    });
    const auth = state.toAuth();
    for (const [name, value] of state.headers) {
      if (name !== 'set-cookie') response.setHeader(name, value);
    }
    response.setHeader('set-cookie', state.headers.getSetCookie());
    response.setHeader('content-type', 'text/plain');
    response.statusCode = state.headers.has('location') ? 307 : 200;
    response.end(JSON.stringify({ status: state.status, reason: state.reason, user: auth?.userId ?? null }));
  };
}

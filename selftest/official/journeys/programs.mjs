// What is there for programs: keys, which the official server SDK knows by their secret, and tasks, which it makes.
import assert from 'node:assert/strict';
import { server } from '../guard.mjs';

const NAME = 'Key of a program';

// As the official client asks for keys in its newer versions: outside of /v1, by session token, in JSON.
function keys(world, method, place, body) {
  return world.clerk(
    async (clerk, asked) => {
      const { payload, status } = await clerk.getFapiClient().request({
        pathPrefix: '',
        method: asked.method,
        path: `/api_keys${asked.place}`,
        credentials: 'same-origin',
        headers: { Authorization: `Bearer ${await clerk.session.getToken()}`, 'Content-Type': 'application/json' },
        ...(asked.body ? { body: JSON.stringify(asked.body) } : { search: { subject: clerk.user.id } }),
      });
      return { status, payload };
    },
    { method, place, body },
  );
}

function shown(world, secret) {
  const request = new Request(`${world.topology.page_origin}/`, { headers: { authorization: `Bearer ${secret}` } });
  return server(world.topology).authenticateRequest(request, { acceptsToken: 'api_key' });
}

const apiKeys = {
  name: 'keys of programs',
  steps: {
    'a member makes a key': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.signIn();
      const { status, payload } = await keys(world, 'POST', '', { name: NAME, subject: world.person.id });
      assert.equal(status, 201, JSON.stringify(payload));
      world.key = payload;
    },
    'the server SDK knows by its secret whose it is': async (world) => {
      const state = await shown(world, world.key.secret);
      const { tokenType, isAuthenticated, subject, id } = state.toAuth();
      const wanted = { tokenType: 'api_key', isAuthenticated: true, subject: world.person.id, id: world.key.id };
      assert.deepEqual({ tokenType, isAuthenticated, subject, id }, wanted, state.reason);
    },
    'it is in their list': async (world) => {
      const { payload } = await keys(world, 'GET', '');
      assert.deepEqual(payload.data.map(({ id, name }) => [id, name]), [[world.key.id, NAME]]);
      assert.equal(payload.total_count, 1);
    },
    'revoked, the server SDK does not take it any more': async (world) => {
      const { payload } = await keys(world, 'POST', `/${world.key.id}/revoke`, { revocation_reason: 'it is over' });
      assert.equal(payload.revoked, true);
      const state = await shown(world, world.key.secret);
      assert.equal(state.isAuthenticated, false);
    },
  },
};

const agentTasks = {
  name: 'task of an agent',
  steps: {
    'the server SDK makes one, and a browser that opens it is signed in': async (world) => {
      world.person = await world.member();
      const { url } = await server(world.topology).agentTasks.create({
        onBehalfOf: { userId: world.person.id },
        permissions: '*',
        agentName: 'official',
        taskDescription: 'to look at a guarded page',
        redirectUrl: `${world.topology.page_origin}/guarded`,
      });
      world.task = await world.reachable(url);
      await world.page.goto(world.task);
      const { status, user } = JSON.parse(await world.page.innerText('body'));
      assert.deepEqual({ status, user }, { status: 'signed-in', user: world.person.id });
    },
    'and the client in the page finds the session': async (world) => {
      await world.load();
      assert.equal(await world.clerk((clerk) => clerk.user?.id ?? null), world.person.id);
    },
  },
};

export const programs = [apiKeys, agentTasks];

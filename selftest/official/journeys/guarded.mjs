// A page that the application's server guards: where it cannot tell who asks, it sends the browser through the handshake.
import assert from 'node:assert/strict';

// What the guard says in the end, and whether the browser was sent away in between.
async function visit(world) {
  let handshakes = 0;
  const count = (request) => {
    handshakes += request.url().includes('/v1/client/handshake') ? 1 : 0;
  };
  world.page.on('request', count);
  await world.page.goto(`${world.topology.page_origin}/guarded`);
  world.page.off('request', count);
  const { status, user } = JSON.parse(await world.page.innerText('body'));
  return { status, user, handshakes };
}

const guarded = {
  name: 'guarded page',
  steps: {
    'a stranger is told apart': async (world) => {
      const { status, user, handshakes } = await visit(world);
      assert.deepEqual({ status, user }, { status: 'signed-out', user: null });
      assert.ok(handshakes <= 1, `${handshakes} handshakes`);
    },
    'a member who signs in is let in at once': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.signIn();
      assert.deepEqual(await visit(world), { status: 'signed-in', user: world.person.id, handshakes: 0 });
    },
    'without its token the browser gets a new one, in one handshake': async (world) => {
      await world.context.clearCookies({ name: /^__session/ });
      assert.deepEqual(await visit(world), { status: 'signed-in', user: world.person.id, handshakes: 1 });
      assert.ok((await world.cookies()).__session, 'no session cookie came of it');
    },
    'then it is let in at once again': async (world) => {
      assert.deepEqual(await visit(world), { status: 'signed-in', user: world.person.id, handshakes: 0 });
    },
    'signed out, it is not': async (world) => {
      await world.load();
      await world.clerk((clerk) => clerk.signOut(() => {}));
      const { status, user } = await visit(world);
      assert.deepEqual({ status, user }, { status: 'signed-out', user: null });
    },
  },
};

export const pages = [guarded];

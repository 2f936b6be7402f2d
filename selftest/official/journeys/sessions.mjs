// Several sessions in one client, sessions on other devices, and proving oneself again in a session.
import assert from 'node:assert/strict';
import { refused } from '../world.mjs';

const active = (world) => world.clerk(({ session, user }) => ({ session: session?.id, user: user?.id }));

const severalPeople = {
  name: 'several people in one client',
  steps: {
    'two people sign in': async (world) => {
      [world.first, world.second] = [await world.member(), await world.member()];
      await world.load();
      world.firstSession = await world.signIn(world.first);
      world.secondSession = await world.signIn(world.second);
      const seen = await world.clerk(({ client }) => client.signedInSessions.map(({ user }) => user.id).sort());
      assert.deepEqual(seen, [world.first.id, world.second.id].sort());
    },
    'the active one is chosen, and calls are for it': async (world) => {
      const seen = await world.clerk(async (clerk, session) => {
        await clerk.setActive({ session });
        await clerk.user.update({ firstName: 'First' });
        return { user: clerk.user.id, token: JSON.parse(atob((await clerk.session.getToken()).split('.')[1])).sub };
      }, world.firstSession);
      assert.deepEqual(seen, { user: world.first.id, token: world.first.id });
      const names = await Promise.all([world.first, world.second].map(({ id }) => world.backend('GET', `/v1/users/${id}`)));
      assert.deepEqual(names.map(({ first_name: name }) => name), ['First', null]);
    },
    'the choice is still there after the page is loaded again': async (world) => {
      await world.load();
      assert.deepEqual(await active(world), { session: world.firstSession, user: world.first.id });
    },
    'one is signed out, the other one stays': async (world) => {
      await world.clerk((clerk, sessionId) => clerk.signOut(() => {}, { sessionId }), world.firstSession);
      await world.load();
      assert.deepEqual(await active(world), { session: world.secondSession, user: world.second.id });
      assert.deepEqual(
        await world.clerk(({ client }) => client.signedInSessions.map(({ id }) => id)),
        [world.secondSession],
      );
    },
    'all are signed out at once': async (world) => {
      await world.signIn(world.first);
      await world.clerk((clerk) => clerk.signOut(() => {}));
      assert.equal(await world.clerk(({ client }) => client.signedInSessions.length), 0);
    },
    'a session can be ended, and removed': async (world) => {
      await world.signIn(world.first);
      assert.equal(await world.clerk((clerk) => clerk.session.end().then(({ status }) => status)), 'ended');
      await world.signIn(world.second);
      assert.equal(await world.clerk((clerk) => clerk.session.remove().then(({ status }) => status)), 'removed');
      await world.load();
      assert.equal(await world.clerk(({ client }) => client.signedInSessions.length), 0);
    },
  },
};

const otherDevices = {
  name: 'sessions on other devices',
  steps: {
    'a member signs in on two devices': async (world) => {
      world.person = await world.member();
      await world.load();
      world.here = await world.signIn();
      world.other = await world.browser.newContext({ ignoreHTTPSErrors: true });
      world.otherPage = await world.newPage(world.other);
      await world.load(world.otherPage);
      world.there = await world.signIn(world.person, world.otherPage);
    },
    'both are listed': async (world) => {
      const listed = await world.clerk(async ({ user }) =>
        (await user.getSessions()).map(({ id, status }) => ({ id, status })),
      );
      const active = (id) => ({ id, status: 'active' });
      const byId = (one, other) => one.id.localeCompare(other.id);
      assert.deepEqual(listed.sort(byId), [active(world.here), active(world.there)].sort(byId));
    },
    'the other one is revoked': async (world) => {
      const status = await world.clerk(async ({ user }, id) => {
        const session = (await user.getSessions()).find((one) => one.id === id);
        return (await session.revoke()).status;
      }, world.there);
      assert.equal(status, 'revoked');
    },
    'there, nobody is signed in any more; here, somebody is': async (world) => {
      await world.load(world.otherPage);
      assert.equal(await world.clerkOf(world.otherPage, ({ user }) => user ?? null), null);
      await world.load();
      assert.deepEqual(await active(world), { session: world.here, user: world.person.id });
      await world.other.close();
    },
  },
};

const reverification = {
  name: 'proving oneself again',
  steps: {
    'a member signs in, and time passes': async (world) => {
      world.person = await world.member();
      await world.load();
      world.session = await world.signIn();
      await world.backend('POST', '/v1/age', { object_id: world.session, seconds: 1800 });
      const [first] = await world.clerk(async (clerk) => (await clerk.session.reload()).factorVerificationAge);
      assert.ok(first >= 30, `the first factor is ${first} minutes old`);
    },
    'a sensitive step is refused, with what would open it': async (world) => {
      world.added = world.stranger().email;
      const refusal = await world.clerk(
        (clerk, email) =>
          clerk.user.createEmailAddress({ email }).then(
            () => null,
            ({ status, errors: [first] }) => ({ status, code: first.code, level: first.meta?.reverification?.level }),
          ),
        world.added,
      );
      assert.equal(refusal?.status, 403);
      assert.equal(refusal.code, 'session_reverification_required');
    },
    'the session asks for a first factor': async (world) => {
      const asked = await world.clerk(async ({ session }) => {
        const made = await session.startVerification({ level: 'first_factor' });
        return { status: made.status, strategies: made.supportedFirstFactors.map(({ strategy }) => strategy) };
      });
      assert.equal(asked.status, 'needs_first_factor');
      assert.ok(asked.strategies.includes('password'), `only ${asked.strategies}`);
    },
    'a wrong password is refused': (world) =>
      refused(
        world.clerk(({ session }) => session.attemptFirstFactorVerification({ strategy: 'password', password: 'not-this-1' })),
        'form_password_incorrect',
      ),
    'the right one makes the factor fresh': async (world) => {
      const done = await world.clerk(async (clerk, { password }) => {
        const { status } = await clerk.session.attemptFirstFactorVerification({ strategy: 'password', password });
        const token = await clerk.session.getToken({ skipCache: true });
        const { fva } = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
        return { status, fva, ages: (await clerk.session.reload()).factorVerificationAge };
      }, world.person);
      assert.deepEqual(done, { status: 'complete', fva: [0, -1], ages: [0, -1] });
    },
    'the sensitive step is open now': async (world) => {
      const listed = await world.clerk(async (clerk, email) => {
        await clerk.user.createEmailAddress({ email });
        return clerk.user.emailAddresses.map(({ emailAddress }) => emailAddress);
      }, world.added);
      assert.ok(listed.includes(world.added));
    },
  },
};

export const sessions = [severalPeople, otherDevices, reverification];

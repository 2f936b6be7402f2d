// Sign-up, sign-in by password and by email code, tokens, profile, sign-out: what every instance has.
import assert from 'node:assert/strict';
import { CODE, refused } from '../world.mjs';

const signUpByEmailCode = {
  name: 'sign-up by email code',
  steps: {
    'the client loads, signed out': async (world) => {
      await world.load();
      assert.deepEqual(await world.clerk(({ loaded, status, user }) => ({ loaded, status, user: user ?? null })), {
        loaded: true,
        status: 'ready',
        user: null,
      });
    },
    'a sign-up is made and waits for the address': async (world) => {
      world.person = world.stranger();
      const started = await world.clerk(async ({ client }, { email, password }) => {
        const made = await client.signUp.create({
          emailAddress: email,
          password,
          firstName: 'Ada',
          unsafeMetadata: { k: [1, { z: 2 }] },
        });
        return { status: made.status, unverified: made.unverifiedFields, kept: client.signUp.id === made.id };
      }, world.person);
      assert.deepEqual(started, { status: 'missing_requirements', unverified: ['email_address'], kept: true });
    },
    'a wrong code is refused': async (world) => {
      await world.clerk(({ client }) => client.signUp.prepareEmailAddressVerification({ strategy: 'email_code' }).then(() => null));
      await refused(
        world.clerk(({ client }) => client.signUp.attemptEmailAddressVerification({ code: '000000' })),
        'form_code_incorrect',
      );
    },
    'the right code completes it': async (world) => {
      const done = await world.clerk(async ({ client }, code) => {
        const { status, createdSessionId, createdUserId } = await client.signUp.attemptEmailAddressVerification({ code });
        return { status, listed: client.sessions.some(({ id }) => id === createdSessionId), createdSessionId, createdUserId };
      }, CODE);
      assert.equal(done.status, 'complete');
      assert.ok(done.listed, 'the session it made is not among those of the client');
      Object.assign(world, done);
    },
    'its session becomes the active one': async (world) => {
      const shown = await world.clerk(async (clerk, session) => {
        await clerk.setActive({ session });
        const { user } = clerk;
        return {
          session: clerk.session.id,
          user: user.id,
          first: user.firstName,
          address: user.primaryEmailAddress.emailAddress,
          proven: user.primaryEmailAddress.verification.status,
          metadata: user.unsafeMetadata,
        };
      }, world.createdSessionId);
      assert.deepEqual(shown, {
        session: world.createdSessionId,
        user: world.createdUserId,
        first: 'Ada',
        address: world.person.email,
        proven: 'verified',
        metadata: { k: [1, { z: 2 }] },
      });
    },
    'the page is loaded again, still signed in': async (world) => {
      await world.load();
      assert.equal(await world.clerk(({ session }) => session?.id), world.createdSessionId);
    },
    'a second tab is signed in too': async (world) => {
      const tab = await world.newPage();
      await world.load(tab);
      assert.equal(await world.clerkOf(tab, ({ session }) => session?.id), world.createdSessionId);
      await tab.close();
    },
    'signing out ends it, and the client keeps its id': async (world) => {
      const after = await world.clerk(async (clerk) => {
        const before = clerk.client.id;
        await clerk.signOut(() => {});
        window.localStorage.setItem('client', before);
        return { kept: before === clerk.client.id, session: clerk.session ?? null, sessions: clerk.client.sessions.length };
      });
      assert.deepEqual(after, { kept: true, session: null, sessions: 0 });
    },
    'the page is loaded again, signed out': async (world) => {
      await world.load();
      const seen = await world.clerk(({ client, session }) => ({
        session: session ?? null,
        kept: client.id === window.localStorage.getItem('client'),
      }));
      assert.deepEqual(seen, { session: null, kept: true });
      const { value } = (await world.cookies()).__client_uat ?? { value: '0' };
      assert.equal(value, '0');
    },
  },
};

const signUpLittleByLittle = {
  name: 'sign-up little by little',
  steps: {
    'a name alone is a beginning': async (world) => {
      world.person = world.stranger();
      await world.load();
      const begun = await world.clerk(async ({ client }) => {
        const { status, missingFields } = await client.signUp.create({ firstName: 'Ada' });
        return { status, missing: missingFields };
      });
      assert.equal(begun.status, 'missing_requirements');
      assert.ok(begun.missing.includes('email_address'), `only ${begun.missing} is missing`);
    },
    'the rest comes one by one': async (world) => {
      const filled = await world.clerk(async ({ client }, { email, password }) => {
        const { id } = client.signUp;
        await client.signUp.update({ emailAddress: email });
        await client.signUp.update({ password });
        const { missingFields, unverifiedFields } = client.signUp;
        return { same: client.signUp.id === id, missing: missingFields, unverified: unverifiedFields };
      }, world.person);
      assert.deepEqual(filled, { same: true, missing: [], unverified: ['email_address'] });
    },
    'a page that is loaded again goes on with it': async (world) => {
      await world.load();
      const kept = await world.clerk(({ client }) => ({
        name: client.signUp.firstName,
        email: client.signUp.emailAddress,
      }));
      assert.deepEqual(kept, { name: 'Ada', email: world.person.email });
    },
    'the code completes it': async (world) => {
      const status = await world.clerk(async ({ client }, code) => {
        await client.signUp.prepareEmailAddressVerification({ strategy: 'email_code' });
        return (await client.signUp.attemptEmailAddressVerification({ code })).status;
      }, CODE);
      assert.equal(status, 'complete');
    },
    'an address that is taken is refused': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      await refused(
        world.clerk(({ client }, { email }) => client.signUp.create({ emailAddress: email }), world.person),
        'form_identifier_exists',
      );
    },
  },
};

const signInByPassword = {
  name: 'sign-in by password',
  steps: {
    'the identifier alone asks for a first factor': async (world) => {
      world.person = await world.member();
      await world.load();
      const started = await world.clerk(async ({ client }, { email }) => {
        const made = await client.signIn.create({ identifier: email });
        return {
          status: made.status,
          strategies: made.supportedFirstFactors.map(({ strategy }) => strategy),
          kept: client.signIn.id === made.id,
        };
      }, world.person);
      assert.equal(started.status, 'needs_first_factor');
      assert.ok(started.kept, 'the client lost the attempt');
      assert.ok(started.strategies.includes('password'), `no password among ${started.strategies}`);
    },
    'a wrong password is refused': (world) =>
      refused(
        world.clerk(({ client }) => client.signIn.attemptFirstFactor({ strategy: 'password', password: 'not-this-1' })),
        'form_password_incorrect',
      ),
    'the right one completes it': async (world) => {
      const done = await world.clerk(async (clerk, { password }) => {
        const made = await clerk.client.signIn.attemptFirstFactor({ strategy: 'password', password });
        await clerk.setActive({ session: made.createdSessionId });
        return { status: made.status, user: clerk.user.id };
      }, world.person);
      assert.deepEqual(done, { status: 'complete', user: world.person.id });
    },
    'identifier and password in one call': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      const status = await world.clerk(
        async ({ client }, { email: identifier, password }) => (await client.signIn.create({ identifier, password })).status,
        world.person,
      );
      assert.equal(status, 'complete');
    },
    'an unknown identifier is refused': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      await refused(
        world.clerk(({ client }, { email }) => client.signIn.create({ identifier: email }), world.stranger()),
        'form_identifier_not_found',
      );
    },
  },
};

const signInByEmailCode = {
  name: 'sign-in by email code',
  steps: {
    'the code is sent to the chosen address': async (world) => {
      world.person = await world.member();
      await world.load();
      const status = await world.clerk(async ({ client }, { email }) => {
        const made = await client.signIn.create({ identifier: email });
        const { emailAddressId } = made.supportedFirstFactors.find(({ strategy }) => strategy === 'email_code');
        const prepared = await client.signIn.prepareFirstFactor({ strategy: 'email_code', emailAddressId });
        return prepared.firstFactorVerification.status;
      }, world.person);
      assert.equal(status, 'unverified');
    },
    'a wrong code is refused': (world) =>
      refused(
        world.clerk(({ client }) => client.signIn.attemptFirstFactor({ strategy: 'email_code', code: '000000' })),
        'form_code_incorrect',
      ),
    'the right code completes it': async (world) => {
      const done = await world.clerk(async (clerk, code) => {
        const made = await clerk.client.signIn.attemptFirstFactor({ strategy: 'email_code', code });
        await clerk.setActive({ session: made.createdSessionId });
        return { status: made.status, user: clerk.user.id };
      }, CODE);
      assert.deepEqual(done, { status: 'complete', user: world.person.id });
    },
  },
};

const profile = {
  name: 'profile',
  steps: {
    'a member signs in': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.signIn();
    },
    'names and metadata are changed': async (world) => {
      const shown = await world.clerk(async ({ user }) => {
        await user.update({ firstName: 'Grace', lastName: 'Hopper', unsafeMetadata: { theme: 'dark', nested: { on: true } } });
        return { name: user.fullName, metadata: user.unsafeMetadata };
      });
      assert.deepEqual(shown, { name: 'Grace Hopper', metadata: { theme: 'dark', nested: { on: true } } });
    },
    'an emptied name is gone': async (world) => {
      const shown = await world.clerk(async (clerk) => {
        await clerk.user.update({ lastName: '' });
        return { held: clerk.user.lastName, read: (await clerk.user.reload()).lastName };
      });
      assert.ok(!shown.held && !shown.read, JSON.stringify(shown));
    },
    'the user deletes the account and is signed out': async (world) => {
      await world.clerk(({ user }) => user.delete());
      await world.load();
      assert.equal(await world.clerk(({ user }) => user ?? null), null);
      await refused(
        world.clerk(({ client }, { email }) => client.signIn.create({ identifier: email }), world.person),
        'form_identifier_not_found',
      );
    },
  },
};

export const core = [signUpByEmailCode, signUpLittleByLittle, signInByPassword, signInByEmailCode, profile];

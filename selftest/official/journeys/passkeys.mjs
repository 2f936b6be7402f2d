// A passkey, made and shown by the browser itself: the device is Chromium's virtual authenticator.
import assert from 'node:assert/strict';
import { refused } from '../world.mjs';

const DEVICE = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

// Plugs a device in, which answers by itself and has verified its user.
async function plugIn(world) {
  world.devtools = await world.context.newCDPSession(world.page);
  await world.devtools.send('WebAuthn.enable');
  const { authenticatorId } = await world.devtools.send('WebAuthn.addVirtualAuthenticator', { options: DEVICE });
  world.device = authenticatorId;
}

const held = async (world) =>
  (await world.devtools.send('WebAuthn.getCredentials', { authenticatorId: world.device })).credentials;

const signOut = (world) => world.clerk((clerk) => clerk.signOut(() => {}));

const enter = (world, how) =>
  world.clerk(
    async (clerk, { identifier, flow }) => {
      const { signIn } = clerk.client;
      if (identifier) await signIn.create({ identifier });
      const { status, createdSessionId } = await signIn.authenticateWithPasskey(flow && { flow });
      await clerk.setActive({ session: createdSessionId });
      return { status, user: clerk.user.id };
    },
    how,
  );

const passkey = {
  name: 'passkey',
  steps: {
    'a member signs in': async (world) => {
      world.person = await world.member();
      await world.load();
      await plugIn(world);
      await world.signIn();
    },
    'the device makes one': async (world) => {
      const made = await world.clerk(async (clerk) => {
        const { id, verification } = await clerk.user.createPasskey();
        return { id, status: verification.status, listed: clerk.user.passkeys.map((one) => one.id) };
      });
      assert.equal(made.status, 'verified');
      assert.deepEqual(made.listed, [made.id]);
      const [credential, ...others] = await held(world);
      assert.equal(others.length, 0);
      assert.ok(credential.isResidentCredential, 'the device could not find it by itself');
    },
    'the same device makes no second one': async (world) => {
      await assert.rejects(
        world.clerk((clerk) => clerk.user.createPasskey().then(() => null)),
        /passkey_already_exists|already registered/i,
      );
    },
    'it is given a name': async (world) => {
      const name = await world.clerk(async (clerk) => {
        await clerk.user.passkeys[0].update({ name: 'Blue key' });
        await clerk.user.reload();
        return clerk.user.passkeys[0].name;
      });
      assert.equal(name, 'Blue key');
    },
    'it signs in without an identifier': async (world) => {
      await signOut(world);
      assert.deepEqual(await enter(world, { flow: 'discoverable' }), { status: 'complete', user: world.person.id });
    },
    'it was used': async (world) => {
      const used = await world.clerk((clerk) => clerk.user.passkeys[0].lastUsedAt?.getTime());
      assert.ok(Math.abs(Date.now() - used) < 60_000, `used at ${used}`);
    },
    'it signs in with an identifier': async (world) => {
      await signOut(world);
      const done = await enter(world, { identifier: world.person.email });
      assert.deepEqual(done, { status: 'complete', user: world.person.id });
    },
    'it verifies the session anew': async (world) => {
      const status = await world.clerk(async (clerk) => {
        await clerk.session.startVerification({ level: 'first_factor' });
        return (await clerk.session.verifyWithPasskey()).status;
      });
      assert.equal(status, 'complete');
    },
    'a device that does not verify its user signs nobody in': async (world) => {
      const { device: authenticatorId } = world;
      await world.devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
      await signOut(world);
      await assert.rejects(enter(world, { flow: 'discoverable' }));
      await world.devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    },
    'deleted, it signs in no more': async (world) => {
      await enter(world, { flow: 'discoverable' });
      const left = await world.clerk(async (clerk) => {
        await clerk.user.passkeys[0].delete();
        await clerk.user.reload();
        return clerk.user.passkeys.length;
      });
      assert.equal(left, 0);
      assert.equal((await held(world)).length, 1, 'the device knows nothing of it');
      await signOut(world);
      await refused(enter(world, { flow: 'discoverable' }), 'passkey_not_registered');
    },
  },
};

export const passkeys = [passkey];

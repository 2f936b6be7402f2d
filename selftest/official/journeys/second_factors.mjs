// An authenticator app, backup codes and a phone as second factors.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { CODE, refused } from '../world.mjs';

const PERIOD = 30_000;

// RFC 6238 with what authenticator apps take for granted: SHA-1, six digits, thirty seconds.
export function totp(secret, when = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(when / PERIOD)));
  const digest = createHmac('sha1', base32(secret)).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function base32(text) {
  const bits = [...text.replace(/=+$/, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'));
  return Buffer.from(bits.join('').match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}

// Proves the first factor; what is left is the second.
const startSignIn = (world) =>
  world.clerk(async (clerk, { email: identifier, password }) => {
    const made = await clerk.client.signIn.create({ identifier, password });
    return { status: made.status, strategies: made.supportedSecondFactors?.map(({ strategy }) => strategy) ?? [] };
  }, world.person);

const proveSecond = (world, strategy, code) =>
  world.clerk(
    async (clerk, proof) => {
      const { status, createdSessionId } = await clerk.client.signIn.attemptSecondFactor(proof);
      await clerk.setActive({ session: createdSessionId });
      return { status, user: clerk.user.id, ages: clerk.session.factorVerificationAge };
    },
    { strategy, code },
  );

const signOut = (world) => world.clerk((clerk) => clerk.signOut(() => {}));

const authenticator = {
  name: 'authenticator app and backup codes',
  steps: {
    'a member signs in': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.signIn();
    },
    'an app is enrolled with its secret': async (world) => {
      const made = await world.clerk(async (clerk) => {
        const { secret, uri, verified } = await clerk.user.createTOTP();
        return { secret, uri, verified };
      });
      assert.equal(made.verified, false);
      assert.equal(new URL(made.uri).searchParams.get('secret'), made.secret);
      world.secret = made.secret;
    },
    'a wrong code does not prove it': (world) =>
      refused(
        world.clerk((clerk, code) => clerk.user.verifyTOTP({ code }), totp(world.secret, Date.now() + 3_600_000)),
        'form_code_incorrect',
      ),
    'its code proves it': async (world) => {
      const shown = await world.clerk(async (clerk, code) => {
        const { verified } = await clerk.user.verifyTOTP({ code });
        await clerk.user.reload();
        return { verified, totp: clerk.user.totpEnabled, two: clerk.user.twoFactorEnabled };
      }, totp(world.secret));
      assert.deepEqual(shown, { verified: true, totp: true, two: true });
    },
    'backup codes are made': async (world) => {
      const shown = await world.clerk(async (clerk) => {
        const { codes } = await clerk.user.createBackupCode();
        await clerk.user.reload();
        return { codes, enabled: clerk.user.backupCodeEnabled };
      });
      assert.ok(shown.enabled && shown.codes.length > 1, JSON.stringify(shown.enabled));
      world.codes = shown.codes;
    },
    'the password alone does not sign in': async (world) => {
      await signOut(world);
      const { status, strategies } = await startSignIn(world);
      assert.equal(status, 'needs_second_factor');
      assert.ok(strategies.includes('totp') && strategies.includes('backup_code'), `only ${strategies}`);
    },
    'a wrong code is refused': (world) =>
      refused(proveSecond(world, 'totp', totp(world.secret, Date.now() + 3_600_000)), 'form_code_incorrect'),
    // The code that enrolled the app may count as used: the next one is in time as well.
    "the app's code completes it": async (world) => {
      const done = await proveSecond(world, 'totp', totp(world.secret, Date.now() + PERIOD));
      assert.deepEqual(done, { status: 'complete', user: world.person.id, ages: [0, 0] });
    },
    'a backup code completes it': async (world) => {
      await signOut(world);
      await startSignIn(world);
      const done = await proveSecond(world, 'backup_code', world.codes[0]);
      assert.equal(done.status, 'complete');
    },
    'a used backup code is refused': async (world) => {
      await signOut(world);
      await startSignIn(world);
      await assert.rejects(proveSecond(world, 'backup_code', world.codes[0]), { status: 422 });
      await proveSecond(world, 'backup_code', world.codes[1]);
    },
    'without the app the password is enough': async (world) => {
      await world.clerk((clerk) => clerk.user.disableTOTP().then(() => null));
      await signOut(world);
      assert.equal((await startSignIn(world)).status, 'complete');
    },
  },
};

const phone = {
  name: 'phone as second factor',
  steps: {
    'a member reserves the number': async (world) => {
      world.person = await world.member({ phone: true });
      await world.load();
      await world.signIn();
      const reserved = await world.clerk(async (clerk) => {
        await clerk.user.phoneNumbers[0].setReservedForSecondFactor({ reserved: true });
        return clerk.user.twoFactorEnabled;
      });
      assert.equal(reserved, true);
    },
    'the password alone does not sign in': async (world) => {
      await signOut(world);
      const { status, strategies } = await startSignIn(world);
      assert.equal(status, 'needs_second_factor');
      assert.ok(strategies.includes('phone_code'), `only ${strategies}`);
    },
    'a code to the phone completes it': async (world) => {
      await world.clerk(async (clerk) => {
        const { signIn } = clerk.client;
        const { phoneNumberId } = signIn.supportedSecondFactors.find(({ strategy }) => strategy === 'phone_code');
        await signIn.prepareSecondFactor({ strategy: 'phone_code', phoneNumberId });
      });
      const done = await proveSecond(world, 'phone_code', CODE);
      assert.deepEqual(done, { status: 'complete', user: world.person.id, ages: [0, 0] });
    },
  },
};

export const secondFactors = [authenticator, phone];

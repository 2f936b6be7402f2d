// What a person changes about themself: the password, and the picture.
import assert from 'node:assert/strict';
import { CODE, refused } from '../world.mjs';

const signedIn = {
  'a member signs in': async (world) => {
    world.person = await world.member();
    await world.load();
    await world.signIn();
  },
};

const password = {
  name: 'password of the account',
  steps: {
    ...signedIn,
    'another browser is signed in as well': async (world) => {
      world.otherContext = await world.browser.newContext({ ignoreHTTPSErrors: true });
      world.other = await world.newPage(world.otherContext);
      await world.load(world.other);
      await world.signIn(world.person, world.other);
    },
    'a wrong present password changes nothing': (world) =>
      refused(
        world.clerk(
          (clerk, newPassword) => clerk.user.updatePassword({ currentPassword: 'Not-it-123', newPassword }),
          `New-${world.person.password}`,
        ),
        'form_password_incorrect',
      ),
    'a short new one is refused': (world) =>
      refused(
        world.clerk(
          (clerk, currentPassword) => clerk.user.updatePassword({ currentPassword, newPassword: 'Pw-1' }),
          world.person.password,
        ),
        'form_password_length_too_short',
      ),
    'the new one is taken, and signs the other browser out': async (world) => {
      world.old = world.person.password;
      world.person = { ...world.person, password: `New-${world.old}` };
      const kept = await world.clerk(
        async (clerk, { currentPassword, newPassword }) => {
          const before = clerk.session.id;
          await clerk.user.updatePassword({ currentPassword, newPassword, signOutOfOtherSessions: true });
          return { same: clerk.session.id === before, enabled: clerk.user.passwordEnabled };
        },
        { currentPassword: world.old, newPassword: world.person.password },
      );
      assert.deepEqual(kept, { same: true, enabled: true });
      const others = await world.clerkOf(world.other, async (clerk) => {
        await clerk.client.reload();
        return clerk.client.signedInSessions.length;
      });
      assert.equal(others, 0);
      await world.otherContext.close();
    },
    'only the new one signs in': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      await refused(world.signIn({ ...world.person, password: world.old }), 'form_password_incorrect');
      await world.signIn();
    },
  },
};

const withoutPassword = {
  name: 'account without a password',
  steps: {
    ...signedIn,
    'it is removed': async (world) => {
      const enabled = await world.clerk(async (clerk, currentPassword) => {
        await clerk.user.removePassword({ currentPassword });
        return clerk.user.passwordEnabled;
      }, world.person.password);
      assert.equal(enabled, false);
    },
    'it signs in no more': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      await assert.rejects(world.signIn(), ({ status }) => status >= 400 && status < 500);
    },
    'a code does, and then a first password is set': async (world) => {
      const done = await world.clerk(
        async (clerk, { email: identifier, code, newPassword }) => {
          const made = await clerk.client.signIn.create({ identifier });
          const offered = made.supportedFirstFactors.map(({ strategy }) => strategy);
          const { emailAddressId } = made.supportedFirstFactors.find(({ strategy }) => strategy === 'email_code');
          await made.prepareFirstFactor({ strategy: 'email_code', emailAddressId });
          const { createdSessionId } = await made.attemptFirstFactor({ strategy: 'email_code', code });
          await clerk.setActive({ session: createdSessionId });
          await clerk.user.updatePassword({ newPassword });
          return { offered: offered.includes('password'), enabled: clerk.user.passwordEnabled };
        },
        { ...world.person, code: CODE, newPassword: `New-${world.person.password}` },
      );
      assert.deepEqual(done, { offered: false, enabled: true });
    },
  },
};

const picture = {
  name: 'picture of the account',
  steps: {
    ...signedIn,
    'at first it is nobody’s own': async (world) => {
      const shown = await world.clerk(({ user }) => ({ has: user.hasImage, url: user.imageUrl }));
      assert.equal(shown.has, false);
      assert.ok(URL.canParse(shown.url), `${shown.url} is no address`);
      world.before = shown.url;
    },
    'a drawn one is set as a file': async (world) => {
      const shown = await world.clerk(async (clerk) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 32 });
        canvas.getContext('2d').fillRect(0, 0, 16, 32);
        const file = await new Promise((made) => canvas.toBlob(made, 'image/png'));
        const image = await clerk.user.setProfileImage({ file });
        await clerk.user.reload();
        return { has: clerk.user.hasImage, url: clerk.user.imageUrl, told: image.publicUrl, name: image.name };
      });
      assert.equal(shown.has, true);
      assert.notEqual(shown.url, world.before);
      assert.ok(shown.told, 'the picture has no address');
    },
    'another is set as text': async (world) => {
      const has = await world.clerk(async (clerk) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 16, height: 16 });
        await clerk.user.setProfileImage({ file: canvas.toDataURL('image/png') });
        await clerk.user.reload();
        return clerk.user.hasImage;
      });
      assert.equal(has, true);
    },
    'what is no picture is refused': async (world) => {
      const answer = world.clerk((clerk) => clerk.user.setProfileImage({ file: new Blob(['no picture']) }));
      await assert.rejects(answer, ({ status }) => status >= 400 && status < 500);
    },
    'it is taken away': async (world) => {
      const shown = await world.clerk(async (clerk) => {
        await clerk.user.setProfileImage({ file: null });
        await clerk.user.reload();
        return { has: clerk.user.hasImage, url: clerk.user.imageUrl };
      });
      assert.deepEqual(shown, { has: false, url: world.before });
    },
  },
};

export const ownAccount = [password, withoutPassword, picture];

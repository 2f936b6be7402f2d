// What a user does with the account: addresses, numbers, sessions elsewhere.
// `clerk.user` is asked for each time: the client replaces the object with every answer.
import assert from 'node:assert/strict';
import { CODE, refused } from '../world.mjs';

const emailAddresses = {
  name: 'email addresses of the account',
  steps: {
    'a member signs in': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.signIn();
    },
    'an address is added, unproven': async (world) => {
      world.added = world.stranger().email;
      const shown = await world.clerk(async (clerk, email) => {
        const made = await clerk.user.createEmailAddress({ email });
        const listed = clerk.user.emailAddresses.find(({ id }) => id === made.id);
        return { id: made.id, listed: listed?.emailAddress, proven: listed?.verification.status ?? null };
      }, world.added);
      assert.equal(shown.listed, world.added, 'the user that came beside it does not have the address');
      assert.notEqual(shown.proven, 'verified');
      world.addedId = shown.id;
    },
    'an address of somebody else is refused': async (world) => {
      const { email } = await world.member();
      await refused(
        world.clerk((clerk, taken) => clerk.user.createEmailAddress({ email: taken }), email),
        'form_identifier_exists',
      );
    },
    'a wrong code is refused': (world) =>
      refused(
        world.clerk(async (clerk, id) => {
          const address = clerk.user.emailAddresses.find((one) => one.id === id);
          await address.prepareVerification({ strategy: 'email_code' });
          await address.attemptVerification({ code: '000000' });
        }, world.addedId),
        'form_code_incorrect',
      ),
    'the right code proves it': async (world) => {
      const status = await world.clerk(
        async (clerk, { id, code }) => {
          await clerk.user.emailAddresses.find((one) => one.id === id).attemptVerification({ code });
          return clerk.user.emailAddresses.find((one) => one.id === id).verification.status;
        },
        { id: world.addedId, code: CODE },
      );
      assert.equal(status, 'verified');
    },
    'it becomes the primary one': async (world) => {
      const primary = await world.clerk(async (clerk, primaryEmailAddressId) => {
        await clerk.user.update({ primaryEmailAddressId });
        return clerk.user.primaryEmailAddress.emailAddress;
      }, world.addedId);
      assert.equal(primary, world.added);
    },
    'the first one is deleted': async (world) => {
      const left = await world.clerk(async (clerk, email) => {
        await clerk.user.emailAddresses.find((one) => one.emailAddress === email).destroy();
        await clerk.user.reload();
        return clerk.user.emailAddresses.map((one) => one.emailAddress);
      }, world.person.email);
      assert.deepEqual(left, [world.added]);
    },
    'only the new one signs in': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      await refused(world.signIn(), 'form_identifier_not_found');
      await world.signIn({ ...world.person, email: world.added });
    },
  },
};

const phoneNumbers = {
  name: 'phone numbers of the account',
  steps: {
    'a member signs in': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.signIn();
    },
    'a number is added, and a code proves it': async (world) => {
      const shown = await world.clerk(
        async (clerk, { phone, code }) => {
          const { id } = await clerk.user.createPhoneNumber({ phoneNumber: phone });
          const number = () => clerk.user.phoneNumbers.find((one) => one.id === id);
          await number().prepareVerification();
          const before = number().verification.status;
          await number().attemptVerification({ code });
          return { before, after: number().verification.status, number: number().phoneNumber };
        },
        { phone: world.person.phone, code: CODE },
      );
      assert.deepEqual(shown, { before: 'unverified', after: 'verified', number: world.person.phone });
    },
    'it is reserved for the second factor, and released': async (world) => {
      const flags = await world.clerk(async (clerk) => {
        const [number] = clerk.user.phoneNumbers;
        const reserved = await number.setReservedForSecondFactor({ reserved: true });
        const standing = await number.makeDefaultSecondFactor();
        const seen = [reserved.reservedForSecondFactor, standing.defaultSecondFactor, clerk.user.twoFactorEnabled];
        await number.setReservedForSecondFactor({ reserved: false });
        return [...seen, clerk.user.phoneNumbers[0].reservedForSecondFactor];
      });
      assert.deepEqual(flags, [true, true, true, false]);
    },
    'it signs in by a code': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      const done = await world.clerk(
        async (clerk, { phone, code }) => {
          const made = await clerk.client.signIn.create({ identifier: phone });
          const { phoneNumberId } = made.supportedFirstFactors.find(({ strategy }) => strategy === 'phone_code');
          await made.prepareFirstFactor({ strategy: 'phone_code', phoneNumberId });
          const { status, createdSessionId } = await made.attemptFirstFactor({ strategy: 'phone_code', code });
          await clerk.setActive({ session: createdSessionId });
          return { status, user: clerk.user.id };
        },
        { phone: world.person.phone, code: CODE },
      );
      assert.deepEqual(done, { status: 'complete', user: world.person.id });
    },
    'it is deleted': async (world) => {
      const left = await world.clerk(async (clerk) => {
        await clerk.user.phoneNumbers[0].destroy();
        await clerk.user.reload();
        return clerk.user.phoneNumbers.length;
      });
      assert.equal(left, 0);
    },
  },
};

export const account = [emailAddresses, phoneNumbers];

// Accounts at a provider elsewhere: signing up and in by one, connecting one, and saying no at the provider's own page.
import assert from 'node:assert/strict';

const STRATEGY = 'oauth_custom_conformance';

// The provider's page, as whoever sits before it sees it.
async function decide(world, { subject, email, decision = 'allow' }) {
  await world.page.waitForURL(`${world.topology.provider}/authorize?**`);
  if (decision === 'allow') {
    await world.page.fill('[name=subject]', subject);
    await world.page.fill('[name=email]', email);
  }
  await world.page.click(`[value=${decision}]`);
}

// The whole round trip of the client's own call: there, back to the page that receives, and on from there.
async function goThere(world, attempt, visitor) {
  const arrived = world.page.waitForURL(`${world.topology.page_origin}/**`, { waitUntil: 'load' });
  await world.page.evaluate(
    ([kind, strategy]) =>
      void window.Clerk.client[kind].authenticateWithRedirect({
        strategy,
        redirectUrl: '/sso-callback',
        redirectUrlComplete: '/welcome',
      }),
    [attempt, STRATEGY],
  );
  await decide(world, visitor);
  await arrived;
  return new URL(world.page.url()).pathname;
}

function visitorOf(world) {
  const { email } = world.stranger();
  return { subject: `sub-${email}`, email };
}

const newcomer = {
  name: 'sign-up by an account elsewhere',
  steps: {
    'whoever says no is a stranger still': async (world) => {
      await world.load();
      world.visitor = visitorOf(world);
      await goThere(world, 'signUp', { ...world.visitor, decision: 'deny' });
      await world.load();
      const told = await world.clerk(({ client, user }) => ({
        code: client.signUp.verifications.externalAccount.error?.code,
        user: user ?? null,
      }));
      assert.deepEqual(told, { code: 'oauth_access_denied', user: null });
    },
    'whoever agrees is somebody': async (world) => {
      assert.equal(await goThere(world, 'signUp', world.visitor), '/welcome');
      await world.load(world.page, '/welcome');
      const shown = await world.clerk(({ user }) => ({
        address: user?.primaryEmailAddress.emailAddress,
        proven: user?.primaryEmailAddress.verification.status,
        accounts: user?.externalAccounts.map(({ emailAddress }) => emailAddress),
      }));
      const { email } = world.visitor;
      assert.deepEqual(shown, { address: email, proven: 'verified', accounts: [email] });
    },
    'they sign in by it': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      await goThere(world, 'signIn', world.visitor);
      await world.load(world.page, '/welcome');
      const address = await world.clerk(({ user }) => user?.primaryEmailAddress.emailAddress);
      assert.equal(address, world.visitor.email);
    },
  },
};

const transfer = {
  name: 'sign-in by an account elsewhere that nobody has here',
  steps: {
    'it comes back as a sign-up to be': async (world) => {
      await world.load();
      world.visitor = visitorOf(world);
      assert.equal(await goThere(world, 'signIn', world.visitor), '/sso-callback');
      await world.load(world.page, '/sso-callback');
      const told = await world.clerk(({ client }) => client.signIn.firstFactorVerification.status);
      assert.equal(told, 'transferable');
    },
    'the client’s own callback transfers it': async (world) => {
      const arrived = world.page.waitForURL('**/welcome');
      await world.page.evaluate(
        () => void window.Clerk.handleRedirectCallback({ signUpForceRedirectUrl: '/welcome', continueSignUpUrl: '/more' }),
      );
      await arrived;
      await world.load(world.page, '/welcome');
      assert.equal(await world.clerk(({ user }) => user?.primaryEmailAddress.emailAddress), world.visitor.email);
    },
  },
};

const connected = {
  name: 'account elsewhere, connected',
  steps: {
    'a member signs in': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.signIn();
    },
    'it is connected at the provider': async (world) => {
      world.visitor = visitorOf(world);
      const there = await world.clerk(async (clerk, strategy) => {
        const made = await clerk.user.createExternalAccount({ strategy, redirectUrl: `${window.location.origin}/welcome` });
        return made.verification.externalVerificationRedirectURL.href;
      }, STRATEGY);
      await world.page.goto(there);
      await decide(world, world.visitor);
      await world.page.waitForURL('**/welcome**');
      await world.load(world.page, '/welcome');
      const shown = await world.clerk(({ user }) =>
        user.externalAccounts.map(({ emailAddress, verification }) => [emailAddress, verification.status]),
      );
      assert.deepEqual(shown, [[world.visitor.email, 'verified']]);
    },
    'it signs in': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      await goThere(world, 'signIn', world.visitor);
      await world.load(world.page, '/welcome');
      assert.equal(await world.clerk(({ user }) => user?.id), world.person.id);
    },
    'it is disconnected': async (world) => {
      const left = await world.clerk(async (clerk) => {
        await clerk.user.externalAccounts[0].destroy();
        await clerk.user.reload();
        return clerk.user.externalAccounts.length;
      });
      assert.equal(left, 0);
    },
  },
};

export const elsewhere = [newcomer, transfer, connected];

// Other ways in: a forgotten password, a ticket, a link by email.
import assert from 'node:assert/strict';
import { CODE, refused } from '../world.mjs';

const forgottenPassword = {
  name: 'forgotten password',
  steps: {
    'a code is sent to the address': async (world) => {
      world.person = await world.member();
      await world.load();
      const made = await world.clerk(async ({ client }, { email: identifier }) => {
        const { status, firstFactorVerification } = await client.signIn.create({
          strategy: 'reset_password_email_code',
          identifier,
        });
        return { status, strategy: firstFactorVerification.strategy };
      }, world.person);
      assert.deepEqual(made, { status: 'needs_first_factor', strategy: 'reset_password_email_code' });
    },
    'the code asks for a new password': async (world) => {
      const status = await world.clerk(
        async ({ client }, code) =>
          (await client.signIn.attemptFirstFactor({ strategy: 'reset_password_email_code', code })).status,
        CODE,
      );
      assert.equal(status, 'needs_new_password');
    },
    'the new password signs in': async (world) => {
      world.person = { ...world.person, old: world.person.password, password: `New-${world.person.password}` };
      const done = await world.clerk(async (clerk, { password }) => {
        const { status, createdSessionId } = await clerk.client.signIn.resetPassword({
          password,
          signOutOfOtherSessions: true,
        });
        await clerk.setActive({ session: createdSessionId });
        return { status, user: clerk.user.id };
      }, world.person);
      assert.deepEqual(done, { status: 'complete', user: world.person.id });
    },
    'the old one does not any more': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      await refused(world.signIn({ ...world.person, password: world.person.old }), 'form_password_incorrect');
      await world.signIn();
    },
  },
};

const ticket = {
  name: 'sign-in by ticket',
  steps: {
    'the application makes a ticket, and it signs in': async (world) => {
      world.person = await world.member();
      await world.load();
      const { token } = await world.backend('POST', '/v1/sign_in_tokens', { user_id: world.person.id });
      world.ticket = token;
      const done = await world.clerk(async (clerk, given) => {
        const { status, createdSessionId } = await clerk.client.signIn.create({ strategy: 'ticket', ticket: given });
        await clerk.setActive({ session: createdSessionId });
        return { status, user: clerk.user.id };
      }, token);
      assert.deepEqual(done, { status: 'complete', user: world.person.id });
    },
    'only once': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      const again = world.clerk(({ client }, given) => client.signIn.create({ strategy: 'ticket', ticket: given }), world.ticket);
      await assert.rejects(again, ({ status }) => status >= 400 && status < 500);
    },
  },
};

const invitation = {
  name: 'sign-up by invitation',
  steps: {
    'the application invites, and the link leads to the page with a ticket': async (world) => {
      world.person = world.stranger();
      const { url } = await world.backend('POST', '/v1/invitations', {
        email_address: world.person.email,
        redirect_url: `${world.topology.page_origin}/welcome`,
      });
      await world.page.goto(world.reachable(url));
      const landed = new URL(world.page.url());
      assert.equal(landed.pathname, '/welcome');
      world.ticket = landed.searchParams.get('__clerk_ticket');
      assert.ok(world.ticket, `no ticket in ${landed.search}`);
    },
    'the ticket proves the address: a password completes it': async (world) => {
      await world.page.evaluate(() => window.Clerk.load({ telemetry: false }));
      const done = await world.clerk(
        async (clerk, { ticket: given, password }) => {
          const made = await clerk.client.signUp.create({ strategy: 'ticket', ticket: given, password });
          await clerk.setActive({ session: made.createdSessionId });
          return { status: made.status, email: clerk.user.primaryEmailAddress.emailAddress };
        },
        { ticket: world.ticket, password: world.person.password },
      );
      assert.deepEqual(done, { status: 'complete', email: world.person.email });
    },
  },
};

const emailLink = {
  name: 'sign-in by email link',
  ownProfile: true, // that the link was opened in the same browser is told by a cookie of the API's host
  steps: {
    'a link is sent, and the page waits for it': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.clerk(
        async (clerk, { email, redirectUrl }) => {
          const signIn = await clerk.client.signIn.create({ identifier: email });
          const { emailAddressId } = signIn.supportedFirstFactors.find(({ strategy }) => strategy === 'email_link');
          const { startEmailLinkFlow } = signIn.createEmailLinkFlow();
          window.waiting = startEmailLinkFlow({ emailAddressId, redirectUrl });
        },
        { email: world.person.email, redirectUrl: `${world.topology.page_origin}/landing` },
      );
      const path = `/v1/outbox?to=${encodeURIComponent(world.person.email)}`;
      let link;
      for (let patience = 0; !link && patience < 50; patience += 1) {
        link = (await world.backend('GET', path)).data.at(-1)?.link;
        if (!link) await new Promise((go) => setTimeout(go, 50));
      }
      assert.ok(link, 'no link was sent');
      world.link = link;
    },
    'another tab follows it, and learns that it is proven': async (world) => {
      world.tab = await world.newPage();
      // Between two of its questions: one that is under way while the sign-in changes the cookie is nobody's (AUTH-085).
      await world.page.waitForResponse((answer) => answer.url().includes('/v1/client/sign_ins/'));
      await world.tab.goto(world.reachable(world.link));
      const landed = new URL(world.tab.url());
      assert.equal(landed.pathname, '/landing');
      assert.equal(landed.searchParams.get('__clerk_status'), 'verified');
      await world.tab.evaluate(() => window.Clerk.load({ telemetry: false }));
      await world.clerkOf(world.tab, (clerk) => clerk.handleEmailLinkVerification({}, () => Promise.resolve()).then(() => null));
    },
    'the page that waits goes on': async (world) => {
      const done = await world.clerk(async (clerk) => {
        const { status, createdSessionId } = await window.waiting;
        await clerk.setActive({ session: createdSessionId });
        return { status, user: clerk.user.id };
      });
      assert.deepEqual(done, { status: 'complete', user: world.person.id });
      await world.tab.close();
    },
  },
};

export const otherWays = [forgottenPassword, ticket, invitation, emailLink];

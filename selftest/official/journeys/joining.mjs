// Ways into an organization besides accepting in the account: the ticket of the mail, and an address in its domain.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { acting, beside, linkTo } from '../acting.mjs';
import { CODE, refused } from '../world.mjs';

const ROLE = 'org:member';

const organizationOf = {
  'a member has an organization': async (world) => {
    world.person = await world.member();
    await world.load();
    await world.signIn();
    world.organization = await world.clerk(async (clerk, name) => {
      const { id } = await clerk.createOrganization({ name });
      await clerk.setActive({ organization: id });
      return id;
    }, `Official ${randomBytes(6).toString('hex')}`);
  },
};

// Somebody is invited by the organization of the world's person, and follows the link of the mail to the page.
async function followMail(world, emailAddress) {
  await world.clerk(
    ({ organization }, given) => organization.inviteMember(given).then(() => null),
    { emailAddress, role: ROLE },
  );
  const told = await world.follow(await linkTo(world, emailAddress), world.otherPage);
  return { ticket: told.get('__clerk_ticket'), status: told.get('__clerk_status') };
}

async function assertMember(world, page) {
  const { shown, claimed } = await acting(world, { page });
  assert.deepEqual([shown.id, shown.role, claimed.id, claimed.role], [world.organization, ROLE, world.organization, ROLE]);
}

const byMail = {
  name: 'invitation to an organization by mail',
  steps: {
    ...organizationOf,
    'a stranger follows the link, and signs up by the ticket': async (world) => {
      world.guest = world.stranger();
      world.otherPage = await beside(world);
      const { ticket, status } = await followMail(world, world.guest.email);
      assert.equal(status, 'sign_up');
      world.ticket = ticket;
      const done = await world.clerkOf(
        world.otherPage,
        async (clerk, { ticket: given, password }) => {
          const made = await clerk.client.signUp.create({ strategy: 'ticket', ticket: given, password });
          await clerk.setActive({ session: made.createdSessionId });
          return { status: made.status, email: clerk.user.primaryEmailAddress.emailAddress };
        },
        { ticket, password: world.guest.password },
      );
      assert.deepEqual(done, { status: 'complete', email: world.guest.email });
    },
    'and is a member in that role': async (world) => {
      const memberOf = await world.clerkOf(world.otherPage, ({ user }) =>
        user.organizationMemberships.map(({ organization, role }) => [organization.id, role]),
      );
      assert.deepEqual(memberOf, [[world.organization, ROLE]]);
      await world.clerkOf(world.otherPage, (clerk, organization) => clerk.setActive({ organization }), world.organization);
      await assertMember(world, world.otherPage);
    },
    'the ticket is spent': async (world) => {
      await world.clerkOf(world.otherPage, (clerk) => clerk.signOut(() => {}));
      const again = world.clerkOf(
        world.otherPage,
        ({ client }, given) => client.signIn.create({ strategy: 'ticket', ticket: given }),
        world.ticket,
      );
      await assert.rejects(again, ({ status }) => status >= 400 && status < 500);
    },
    'whoever has an account signs in by the ticket': async (world) => {
      const known = await world.member();
      const { ticket, status } = await followMail(world, known.email);
      assert.equal(status, 'sign_in');
      const done = await world.clerkOf(
        world.otherPage,
        async (clerk, given) => {
          const made = await clerk.client.signIn.create({ strategy: 'ticket', ticket: given });
          await clerk.setActive({ session: made.createdSessionId });
          return { status: made.status, user: clerk.user.id, memberOf: clerk.user.organizationMemberships.length };
        },
        ticket,
      );
      assert.deepEqual(done, { status: 'complete', user: known.id, memberOf: 1 });
      await world.clerkOf(world.otherPage, (clerk, organization) => clerk.setActive({ organization }), world.organization);
      await assertMember(world, world.otherPage);
    },
    'whoever the API’s own cookie names has nothing left to do': async (world) => {
      await world.clerkOf(world.otherPage, (clerk) => clerk.signOut(() => {}));
      const known = await world.member();
      await world.signIn(known, world.otherPage);
      const { status } = await followMail(world, known.email);
      // On a development instance there is no such cookie (GAP-035).
      assert.equal(status, world.topology.settings.includes('"production"') ? 'complete' : 'sign_in');
      if (status === 'complete') await assertMember(world, world.otherPage);
    },
    'several are invited at once, and one invitation is revoked': async (world) => {
      const given = { emailAddresses: [world.stranger().email, world.stranger().email], role: ROLE };
      const told = await world.clerk(async ({ organization }, invited) => {
        const [first, second] = await organization.inviteMembers(invited);
        const { status } = await first.revoke();
        const { data } = await organization.getInvitations({ status: ['pending'] });
        const pending = data.map(({ id }) => id);
        return { status, left: pending.includes(second.id) && !pending.includes(first.id) };
      }, given);
      assert.deepEqual(told, { status: 'revoked', left: true });
      await world.otherPage.context().close();
    },
  },
};

const byDomain = {
  name: 'people of the domain of an organization',
  steps: {
    ...organizationOf,
    'it proves its domain': async (world) => {
      world.domain = `official-${randomBytes(6).toString('hex')}.example`;
      const told = await world.clerk(
        async ({ organization }, { name, code }) => {
          const made = await organization.createDomain(name);
          const before = made.verification?.status ?? null;
          const prepared = await made.prepareAffiliationVerification({ affiliationEmailAddress: `office+clerk_test@${name}` });
          const after = (await prepared.attemptAffiliationVerification({ code })).verification.status;
          const { enrollmentMode } = await made.updateEnrollmentMode({ enrollmentMode: 'automatic_suggestion' });
          const listed = (await organization.getDomains()).data.map((one) => [one.name, one.enrollmentMode]);
          return { before, after, enrollmentMode, listed };
        },
        { name: world.domain, code: CODE },
      );
      assert.notEqual(told.before, 'verified');
      assert.equal(told.after, 'verified');
      assert.equal(told.enrollmentMode, 'automatic_suggestion');
      assert.deepEqual(told.listed, [[world.domain, 'automatic_suggestion']]);
    },
    'it is suggested to whoever proves an address there, who asks to join': async (world) => {
      world.guest = await world.member();
      world.otherPage = await beside(world, world.guest);
      const told = await world.clerkOf(
        world.otherPage,
        async (clerk, { email, code }) => {
          const { id } = await clerk.user.createEmailAddress({ email });
          const address = () => clerk.user.emailAddresses.find((one) => one.id === id);
          await address().prepareVerification({ strategy: 'email_code' });
          await address().attemptVerification({ code });
          const { data } = await clerk.user.getOrganizationSuggestions({ status: ['pending', 'accepted'] });
          const [{ publicOrganizationData, status }] = data;
          const after = (await data[0].accept()).status;
          return { suggested: data.length, id: publicOrganizationData.id, before: status, after };
        },
        { email: `guest+clerk_test@${world.domain}`, code: CODE },
      );
      assert.deepEqual(told, { suggested: 1, id: world.organization, before: 'pending', after: 'accepted' });
    },
    'whoever manages the members agrees': async (world) => {
      const told = await world.clerk(async ({ organization }) => {
        const { data, total_count: total } = await organization.getMembershipRequests({ status: 'pending' });
        const { userId } = data[0].publicUserData;
        const { status } = await data[0].accept();
        return { total, userId, status, members: (await organization.getMemberships()).total_count };
      });
      assert.deepEqual(told, { total: 1, userId: world.guest.id, status: 'accepted', members: 2 });
    },
    'and they are in': async (world) => {
      await world.load(world.otherPage);
      await world.clerkOf(world.otherPage, (clerk, organization) => clerk.setActive({ organization }), world.organization);
      await assertMember(world, world.otherPage);
    },
    'removed, they act for nobody': async (world) => {
      await world.clerk(({ organization }, id) => organization.removeMember(id).then(() => null), world.guest.id);
      await world.load(world.otherPage);
      const { shown, claimed } = await acting(world, { page: world.otherPage, skipCache: true });
      assert.deepEqual([shown.id, claimed.id], [null, null]);
      const organization = world.clerkOf(world.otherPage, (clerk, given) => clerk.getOrganization(given), world.organization);
      await refused(organization, 'organization_not_found_or_unauthorized');
      await world.otherPage.context().close();
    },
    'the domain is given up': async (world) => {
      const left = await world.clerk(async ({ organization }) => {
        const { data } = await organization.getDomains();
        await data[0].delete();
        return (await organization.getDomains()).total_count;
      });
      assert.equal(left, 0);
    },
  },
};

export const joining = [byMail, byDomain];

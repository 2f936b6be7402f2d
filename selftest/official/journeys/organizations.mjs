// Organizations: made, acted for in sessions and tokens, switched between, left and deleted.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { acting, beside, claimed } from '../acting.mjs';
import { refused } from '../world.mjs';

const MANAGES = 'org:sys_memberships:manage';
const NOBODYS = { session: null, id: null, slug: null, role: null };

// A name and a slug that nobody has.
function newcomer() {
  const slug = `official-${randomBytes(6).toString('hex')}`;
  return { name: `Official ${slug}`, slug };
}

async function assertActs(world, { id, slug, role }, options) {
  const { shown, granted, claimed: token } = await acting(world, options);
  assert.deepEqual(shown, { session: id, id, slug, role });
  assert.deepEqual(
    { id: token.id, slug: token.slug, role: token.role, permissions: token.permissions.sort() },
    // Those of the system are in no token (ORG-103).
    { id, slug, role, permissions: granted.filter((one) => !one.startsWith('org:sys_')).sort() },
    'the server SDK reads something else in the token',
  );
  return token;
}

async function assertActsForNobody(world, options) {
  const { shown, claimed: token } = await acting(world, options);
  assert.deepEqual(shown, NOBODYS);
  assert.equal(token.id, null, 'the server SDK reads something else in the token');
}

const ofTwo = {
  name: 'organization of two people',
  steps: {
    'a member signs in, and acts for nobody': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.signIn();
      await assertActsForNobody(world);
    },
    'another one signs in, in a browser of their own': async (world) => {
      world.second = await world.member();
      world.otherPage = await beside(world, world.second);
    },
    'one of them makes an organization, and is in it': async (world) => {
      world.wanted = newcomer();
      const made = await world.clerk(async (clerk, wanted) => {
        const { id, name, slug, membersCount } = await clerk.createOrganization(wanted);
        const mine = clerk.user.organizationMemberships.find(({ organization }) => organization.id === id);
        return { id, name, slug, membersCount, role: mine?.role, permissions: mine?.permissions };
      }, world.wanted);
      const { id, role, permissions, ...told } = made;
      assert.deepEqual(told, { ...world.wanted, membersCount: 1 });
      assert.ok(permissions?.includes(MANAGES), `whoever made it has ${permissions}`);
      world.organization = { id, role, slug: told.slug };
    },
    'it becomes the active one, in the client and in tokens': async (world) => {
      await world.clerk((clerk, organization) => clerk.setActive({ organization }), world.organization.id);
      const { has } = await assertActs(world, world.organization);
      assert.ok(has({ role: world.organization.role }), 'the server SDK does not find the role');
      const session = (await world.cookies()).__session.value;
      assert.equal((await claimed(world, session)).id, world.organization.id, 'the cookie of the page has another token');
    },
    'and still is when the page is loaded again': async (world) => {
      await world.load();
      await assertActs(world, world.organization);
    },
    'it tells its roles, and somebody is invited in one': async (world) => {
      const told = await world.clerk(
        async ({ organization }, { emailAddress, manages }) => {
          const roles = (await organization.getRoles()).data;
          const role = roles.find(({ permissions }) => !permissions.some(({ key }) => key === manages)).key;
          const { status } = await organization.inviteMember({ emailAddress, role });
          const { data, total_count: total } = await organization.getInvitations({ status: ['pending'] });
          return { role, status, total, listed: data.map((one) => [one.emailAddress, one.role]) };
        },
        { emailAddress: world.second.email, manages: MANAGES },
      );
      const { role, ...rest } = told;
      assert.deepEqual(rest, { status: 'pending', total: 1, listed: [[world.second.email, role]] });
      world.theirs = { ...world.organization, role };
    },
    'they find the invitation, and accept it': async (world) => {
      const told = await world.clerkOf(world.otherPage, async (clerk) => {
        const { data, total_count: total } = await clerk.user.getOrganizationInvitations({ status: 'pending' });
        const [invitation] = data;
        const { name, id } = invitation.publicOrganizationData;
        const accepted = (await invitation.accept()).status;
        return { total, name, id, accepted, memberOf: clerk.user.organizationMemberships.map(({ organization }) => organization.id) };
      });
      const { id } = world.organization;
      assert.deepEqual(told, { total: 1, name: world.wanted.name, id, accepted: 'accepted', memberOf: [id] });
    },
    'they act for it, in the role that they were invited in': async (world) => {
      await world.clerkOf(world.otherPage, (clerk, organization) => clerk.setActive({ organization }), world.organization.id);
      world.before = await assertActs(world, world.theirs, { page: world.otherPage });
      assert.ok(!world.before.has({ role: world.organization.role }));
    },
    'what the role lacks is refused': async (world) => {
      const may = await world.clerkOf(
        world.otherPage,
        ({ session }, permission) => session.checkAuthorization({ permission }),
        MANAGES,
      );
      assert.equal(may, false, 'the client finds a permission that the role lacks');
      await refused(
        world.clerkOf(
          world.otherPage,
          ({ organization }, given) => organization.inviteMember(given),
          { emailAddress: world.stranger().email, role: world.theirs.role },
        ),
        'missing_organization_permission',
      );
    },
    'members are listed, and one gets another role': async (world) => {
      const told = await world.clerk(
        async ({ organization }, { userId, role }) => {
          const { data, total_count: total } = await organization.getMemberships();
          const theirs = data.find(({ publicUserData }) => publicUserData.userId === userId);
          return { total, role: (await theirs.update({ role })).role };
        },
        { userId: world.second.id, role: world.organization.role },
      );
      assert.deepEqual(told, { total: 2, role: world.organization.role });
    },
    'it is in the next token, and in what the client knows': async (world) => {
      await world.clerkOf(world.otherPage, (clerk) => clerk.user.reload().then(() => null));
      const after = await assertActs(world, world.organization, { page: world.otherPage, skipCache: true });
      assert.ok(after.has({ role: world.organization.role }));
      assert.ok(after.permissions.length > world.before.permissions.length, `${after.permissions} are no more than before`);
      const may = await world.clerkOf(
        world.otherPage,
        ({ session }, permission) => session.checkAuthorization({ permission }),
        MANAGES,
      );
      assert.equal(may, true);
    },
    'the other one leaves, and acts for nobody': async (world) => {
      await world.clerkOf(world.otherPage, (clerk, id) => clerk.user.leaveOrganization(id).then(() => null), world.organization.id);
      await world.load(world.otherPage);
      await assertActsForNobody(world, { page: world.otherPage, skipCache: true });
      const left = await world.clerk(async ({ organization }) => {
        await organization.reload();
        return [organization.membersCount, (await organization.getMemberships()).total_count];
      });
      assert.deepEqual(left, [1, 1]);
    },
    'the last one cannot leave': (world) =>
      refused(
        world.clerk((clerk, id) => clerk.user.leaveOrganization(id), world.organization.id),
        'organization_minimum_permissions_needed',
      ),
    'it is deleted, and nobody’s any more': async (world) => {
      await world.clerk(({ organization }) => organization.destroy().then(() => null));
      await world.load();
      await assertActsForNobody(world, { skipCache: true });
      assert.equal(await world.clerk(({ user }) => user.organizationMemberships.length), 0);
      await refused(
        world.clerk((clerk, id) => clerk.getOrganization(id), world.organization.id),
        'organization_not_found_or_unauthorized',
      );
      await world.otherPage.context().close();
    },
  },
};

const switching = {
  name: 'switching between organizations',
  steps: {
    'a member makes two organizations': async (world) => {
      world.person = await world.member();
      await world.load();
      world.session = await world.signIn();
      const made = await world.clerk(
        async (clerk, [first, second]) => [await clerk.createOrganization(first), await clerk.createOrganization(second)].map(
          ({ id, slug }) => ({ id, slug, role: clerk.user.organizationMemberships.find(({ organization }) => organization.id === id).role }),
        ),
        [newcomer(), newcomer()],
      );
      [world.first, world.second] = made;
    },
    'they are listed, page by page': async (world) => {
      const pages = await world.clerk(async ({ user }) => {
        const asked = [1, 2].map((initialPage) => user.getOrganizationMemberships({ initialPage, pageSize: 1 }));
        return (await Promise.all(asked)).map(({ data, total_count: total }) => [total, ...data.map(({ organization }) => organization.id)]);
      });
      assert.deepEqual(pages.map(([total]) => total), [2, 2]);
      assert.deepEqual(pages.map(([, id]) => id).sort(), [world.first.id, world.second.id].sort());
    },
    'one after the other is the active one': async (world) => {
      for (const one of [world.first, world.second, world.first]) {
        await world.clerk((clerk, organization) => clerk.setActive({ organization }), one.id);
        await assertActs(world, one);
      }
    },
    'it is chosen by its slug too': async (world) => {
      await world.clerk((clerk, organization) => clerk.setActive({ organization }), world.second.slug);
      await assertActs(world, world.second);
    },
    'a token for the other one changes nothing': async (world) => {
      const found = await acting(world, { organizationId: world.first.id });
      assert.equal(found.claimed.id, world.first.id);
      await assertActs(world, world.second);
    },
    'another tab and another load find it': async (world) => {
      const tab = await world.newPage();
      await world.load(tab);
      await assertActs(world, world.second, { page: tab });
      await tab.close();
      await world.load();
      await assertActs(world, world.second);
    },
    'and another browser chooses for itself': async (world) => {
      const page = await beside(world, world.person);
      await world.clerkOf(page, (clerk, organization) => clerk.setActive({ organization }), world.first.id);
      await assertActs(world, world.first, { page });
      await world.load();
      await assertActs(world, world.second);
      await page.context().close();
    },
    'the way back to oneself': async (world) => {
      await world.clerk((clerk) => clerk.setActive({ organization: null }));
      await assertActsForNobody(world);
      await world.load();
      await assertActsForNobody(world);
    },
    'session and organization are chosen in one call': async (world) => {
      const given = { session: world.session, organization: world.first.id };
      await world.clerk((clerk, chosen) => clerk.setActive(chosen), given);
      await assertActs(world, world.first);
    },
    'it is called something else, and the next token says so': async (world) => {
      const { slug } = newcomer();
      world.first = { ...world.first, slug };
      await world.clerk(({ organization }, given) => organization.update(given).then(() => null), { name: 'Renamed', slug });
      await world.load();
      await assertActs(world, world.first, { skipCache: true });
      assert.equal(await world.clerk(({ organization }) => organization.name), 'Renamed');
    },
    'deleted while it is the active one, and the other one stays': async (world) => {
      await world.clerk(({ organization }) => organization.destroy().then(() => null));
      await world.load();
      await assertActsForNobody(world, { skipCache: true });
      const left = await world.clerk(({ user }) => user.organizationMemberships.map(({ organization }) => organization.id));
      assert.deepEqual(left, [world.second.id]);
      await world.clerk((clerk, organization) => clerk.setActive({ organization }), world.second.id);
      await assertActs(world, world.second);
    },
  },
};

export const organizations = [ofTwo, switching];

// For which organization somebody acts: by the client, by the token it hands out, and by the official server SDK.
import { server } from './guard.mjs';

// Everything is null for whoever is there for themselves.
export async function acting(world, { page = world.page, skipCache = false, organizationId } = {}) {
  const { shown, granted, token } = await world.clerkOf(
    page,
    async (clerk, options) => {
      const { id = null, slug = null } = clerk.organization ?? {};
      const mine = clerk.user.organizationMemberships.find(({ organization }) => organization.id === id);
      return {
        shown: { session: clerk.session.lastActiveOrganizationId, id, slug, role: mine?.role ?? null },
        granted: mine?.permissions ?? [],
        token: await clerk.session.getToken(options),
      };
    },
    { skipCache, ...(organizationId ? { organizationId } : {}) },
  );
  return { shown, granted, claimed: await claimed(world, token) };
}

// The server SDK reads both versions of the claims.
export async function claimed(world, token) {
  const request = new Request(`${world.topology.page_origin}/`, { headers: { authorization: `Bearer ${token}` } });
  const state = await server(world.topology).authenticateRequest(request);
  if (state.status !== 'signed-in') throw new Error(`the server SDK does not take the token: ${state.reason}`);
  const { orgId: id, orgSlug: slug, orgRole: role, orgPermissions: permissions, has } = state.toAuth();
  return { id: id ?? null, slug: slug ?? null, role: role ?? null, permissions: permissions ?? [], has };
}

// A browser of its own, with somebody signed in there.
export async function beside(world, person) {
  const context = await world.browser.newContext({ ignoreHTTPSErrors: true });
  const page = await world.newPage(context);
  await world.load(page);
  if (person) await world.signIn(person, page);
  return page;
}

// What was sent to an address last. It is sent after the answer.
export async function linkTo(world, address) {
  const path = `/v1/outbox?to=${encodeURIComponent(address)}`;
  for (let patience = 0; patience < 50; patience += 1) {
    const link = (await world.backend('GET', path)).data.at(-1)?.link;
    if (link) return link;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`no link was sent to ${address}`);
}

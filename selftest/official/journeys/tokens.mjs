// Session tokens, and the official server SDK, which accepts ours and refuses what somebody else made of them.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mock } from 'node:test';
import { verifyToken } from '@clerk/backend';
import { server } from '../guard.mjs';
import { refused } from '../world.mjs';

const SKEW = 10; // seconds: more than verifiers allow

const parts = (jwt) => jwt.split('.').map((part, index) => (index < 2 ? JSON.parse(Buffer.from(part, 'base64url')) : part));
const segment = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

// The key as an application configures it for networkless verification, from the set that is published.
async function publishedKey({ upstream }, kid) {
  const { keys } = await (await fetch(`${upstream}/.well-known/jwks.json`)).json();
  return pem(keys.find((key) => key.kid === kid));
}

async function pem(jwk) {
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify']);
  const body = Buffer.from(await crypto.subtle.exportKey('spki', key)).toString('base64');
  return `-----BEGIN PUBLIC KEY-----\n${body.match(/.{1,64}/g).join('\n')}\n-----END PUBLIC KEY-----`;
}

async function rejected(promise, reason) {
  const error = await promise.then(
    (claims) => new Error(`accepted, as a token of ${claims.sub}, where ${reason} was expected`),
    (thrown) => thrown,
  );
  if (error.reason !== reason) throw error;
}

const request = (world, headers) => new Request(`${world.topology.page_origin}/`, { headers });

async function cookieHeader(world) {
  return Object.values(await world.cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}

const sessionTokens = {
  name: 'session tokens',
  steps: {
    'a member signs in': async (world) => {
      world.person = await world.member();
      await world.load();
      world.session = await world.signIn();
    },
    'the client keeps a token, and gets another when asked to skip the cache': async (world) => {
      const [kept, again, fresh] = await world.clerk(async ({ session }) => [
        await session.getToken(),
        await session.getToken(),
        await session.getToken({ skipCache: true }),
      ]);
      assert.equal(kept, again);
      assert.notEqual(kept, fresh);
      world.token = fresh;
    },
    'it says whose it is, who made it and for which page': async (world) => {
      const [header, claims] = parts(world.token);
      const { issuer, page_origin: page } = world.topology;
      const { iss, azp, sub, sid } = claims;
      assert.deepEqual({ iss, azp, sub, sid }, { iss: issuer, azp: page, sub: world.person.id, sid: world.session });
      world.key = await publishedKey(world.topology, header.kid);
    },
    'the page has it as a cookie for its server': async (world) => {
      const { __session: held } = await world.cookies();
      assert.equal(parts(held.value)[1].sid, world.session);
    },
    'the server SDK accepts it by the published key': async (world) => {
      const claims = await verifyToken(world.token, {
        jwtKey: world.key,
        authorizedParties: [world.topology.page_origin],
      });
      assert.equal(claims.sub, world.person.id);
    },
    'the server SDK accepts it by the keys of the Backend API': async (world) => {
      const { secret_key: secretKey, backend_url: apiUrl } = world.topology;
      const claims = await verifyToken(world.token, { secretKey, apiUrl, skipJwksCache: true });
      assert.equal(claims.sid, world.session);
    },
    'with other claims under the same signature it is refused': (world) => {
      const [header, claims, signature] = parts(world.token);
      const altered = [segment(header), segment({ ...claims, sub: 'user_somebodyelse' }), signature].join('.');
      return rejected(verifyToken(altered, { jwtKey: world.key }), 'token-invalid-signature');
    },
    'with a broken signature it is refused': (world) => {
      const [header, claims, signature] = world.token.split('.');
      const swapped = (signature[9] === 'A' ? 'B' : 'A') + signature.slice(10);
      return rejected(
        verifyToken([header, claims, signature.slice(0, 9) + swapped].join('.'), { jwtKey: world.key }),
        'token-invalid-signature',
      );
    },
    "against another instance's key it is refused": async (world) => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const jwtKey = publicKey.export({ type: 'spki', format: 'pem' });
      await rejected(verifyToken(world.token, { jwtKey }), 'token-invalid-signature');
    },
    'for another page it is refused': (world) =>
      rejected(
        verifyToken(world.token, { jwtKey: world.key, authorizedParties: ['https://elsewhere.test'] }),
        'token-invalid-authorized-parties',
      ),
    'after its time it is refused': async (world) => {
      const { exp } = parts(world.token)[1];
      mock.timers.enable({ apis: ['Date'], now: (exp + SKEW) * 1000 });
      try {
        await rejected(verifyToken(world.token, { jwtKey: world.key }), 'token-expired');
      } finally {
        mock.timers.reset();
      }
    },
    'a request with the cookies of the page is signed in': async (world) => {
      const state = await server(world.topology).authenticateRequest(request(world, { cookie: await cookieHeader(world) }), {
        jwtKey: world.key,
        authorizedParties: [world.topology.page_origin],
      });
      assert.equal(state.status, 'signed-in', state.reason);
      assert.equal(state.toAuth().userId, world.person.id);
    },
    'a request with the token as bearer is signed in': async (world) => {
      const state = await server(world.topology).authenticateRequest(request(world, { authorization: `Bearer ${world.token}` }), {
        jwtKey: world.key,
      });
      assert.equal(state.status, 'signed-in', state.reason);
    },
    'a request with a token of nobody is not': async (world) => {
      const [header, claims, signature] = parts(world.token);
      const forged = [segment(header), segment({ ...claims, exp: claims.exp + 3600 }), signature].join('.');
      const state = await server(world.topology).authenticateRequest(request(world, { authorization: `Bearer ${forged}` }), {
        jwtKey: world.key,
      });
      assert.equal(state.status, 'signed-out');
    },
    'signed out, the page gets no token and has no cookie': async (world) => {
      const token = await world.clerk(async (clerk) => {
        await clerk.signOut(() => {});
        return (await clerk.session?.getToken()) ?? null;
      });
      assert.equal(token, null);
      assert.equal((await world.cookies()).__session, undefined);
      const asked = await world.clerk(async (clerk, id) => {
        const path = `/client/sessions/${id}/tokens`;
        const { status, payload } = await clerk.getFapiClient().request({ method: 'POST', path });
        return { status, jwt: payload?.jwt ?? null };
      }, world.session);
      assert.ok(asked.status >= 400 && asked.status < 500 && !asked.jwt, JSON.stringify(asked));
    },
  },
};

const templateTokens = {
  name: 'tokens of a template',
  steps: {
    'the application has a template, and a session gets a token of it': async (world) => {
      world.person = await world.member();
      await world.load();
      await world.signIn();
      const name = `official-${Date.now().toString(36)}`;
      await world.backend('POST', '/v1/jwt_templates', { name, claims: { role: 'tester', user: '{{user.id}}' } });
      const token = await world.clerk((clerk, given) => clerk.session.getToken({ template: given }), name);
      const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
      assert.equal(claims.sub, world.person.id);
      assert.equal(claims.role, 'tester');
      assert.equal(claims.user, world.person.id);
    },
    'an unknown template gives none': async (world) => {
      await refused(world.clerk((clerk) => clerk.session.getToken({ template: 'nobody-made-this' })), 'resource_not_found');
    },
  },
};

export const tokens = [sessionTokens, templateTokens];

// What a journey acts with: one browser profile of its own, the official client in its page, and people.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const LENIENT = { ignoreHTTPSErrors: true }; // the edge's certificate is of its own making

export const CODE = '424242'; // the fixed code of test addresses, in test mode

// The client did not do what it was asked: what it threw, with the codes of the API behind it.
export class Refused extends Error {
  constructor({ name, message, codes, status }) {
    super(codes?.length ? `${status} ${codes.join(', ')}` : `${name}: ${message}`);
    this.codes = codes ?? [];
    this.status = status;
  }
}

export class World {
  constructor(browser, topology, profile) {
    this.browser = browser;
    this.profile = profile;
    this.topology = topology;
    this.seen = []; // every call of the page to the Frontend API, with its status
    this.strays = []; // everything that was asked of anybody else
    this.noise = []; // what the page complained about
  }

  async open() {
    this.context = await (this.profile ? this.openProfile() : this.browser.newContext(LENIENT));
    this.page = await this.newPage();
  }

  // A profile on disk can be told to take cookies of other sites; private windows, and Debian by default, take none.
  async openProfile() {
    this.folder = await mkdtemp(path.join(tmpdir(), 'official-'));
    await mkdir(path.join(this.folder, 'Default'));
    const preferences = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };
    await writeFile(path.join(this.folder, 'Default/Preferences'), JSON.stringify(preferences));
    return chromium.launchPersistentContext(this.folder, { ...this.profile, ...LENIENT });
  }

  async newPage(context = this.context) {
    const page = await context.newPage();
    page.on('response', (response) => this.note(response));
    page.on('requestfailed', (request) => this.failed(request));
    page.on('pageerror', (error) => this.noise.push(String(error)));
    return page;
  }

  note(response) {
    const request = response.request();
    const url = new URL(request.url());
    if (url.pathname.includes('/v1/') || url.pathname.includes('/api_keys')) {
      const method = url.searchParams.get('_method') ?? request.method();
      this.seen.push({ call: `${method} ${url.pathname.replace(/^.*\/v1/, '/v1')}`, status: response.status() });
      if (request.method() === 'OPTIONS' && !url.pathname.includes('/api_keys')) this.noise.push(`preflight for ${url.pathname}`);
    } else if (url.protocol !== 'blob:' && !this.knows(url)) {
      this.strays.push(request.url());
    }
  }

  // The application's own page, and the provider elsewhere that people go to.
  knows({ hostname, origin }) {
    return hostname === this.topology.page_host || origin === this.topology.provider;
  }

  failed(request) {
    const why = request.failure()?.errorText ?? '';
    if (!why.includes('ERR_ABORTED')) this.noise.push(`${request.method()} ${request.url()}: ${why}`); // left behind
  }

  async load(page = this.page, place = '/') {
    const before = this.seen.length;
    await page.goto(this.topology.page_origin + place);
    await page.evaluate(() => window.Clerk.load({ telemetry: false }));
    const read = this.seen.slice(before).some(({ call, status }) => call === 'GET /v1/client' && status === 200);
    if (!read) throw new Error('loaded, but without having read its client'); // it says that it is ready all the same
  }

  // Runs in the page, with the official client and one plain value; answers with a plain value.
  clerk(action, given) {
    return this.clerkOf(this.page, action, given);
  }

  async clerkOf(page, action, given) {
    const { failed, value } = await page.evaluate(
      async ([source, argument]) => {
        try {
          return { value: await (0, eval)(`(${source})`)(window.Clerk, argument) };
        } catch (error) {
          const { name, message, errors, status } = error;
          return { failed: { name, message, status, codes: errors?.map(({ code }) => code) } };
        }
      },
      [action.toString(), given],
    );
    if (failed) throw new Refused(failed);
    return value;
  }

  // The Backend API, as an application's server uses it.
  async backend(method, path, body) {
    const { backend_url: base, secret_key: key } = this.topology;
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Refused({ status: response.status, codes: answer.errors.map(({ code }) => code) });
    return answer;
  }

  // A person nobody has met, who can still sign up.
  stranger() {
    const name = randomBytes(6).toString('hex');
    return { email: `official-${name}+clerk_test@example.com`, phone: phone(), password: `Pw-${name}-Pw` };
  }

  // A person who has an account already.
  async member({ phone: withPhone = false } = {}) {
    const person = this.stranger();
    const { id } = await this.backend('POST', '/v1/users', {
      email_address: [person.email],
      ...(withPhone ? { phone_number: [person.phone] } : {}),
      password: person.password,
    });
    return { ...person, id };
  }

  // Signs the world's person in, by password, in one page.
  signIn(person = this.person, page = this.page) {
    return this.clerkOf(
      page,
      async (clerk, { email: identifier, password }) => {
        const { createdSessionId: session } = await clerk.client.signIn.create({ identifier, password });
        await clerk.setActive({ session });
        if (clerk.session?.id !== session) throw new Error(`${session} did not become the active session`);
        return session;
      },
      person,
    );
  }

  // Where the browser finds an address that the instance gave away: not at the reference's own port.
  reachable(address) {
    const { upstream, api_host: host, proxy_url: proxy, page_origin: origin } = this.topology;
    const base = host ? `https://${host}` : new URL(proxy, origin).href;
    return address.startsWith(upstream) ? base + address.slice(upstream.length) : address;
  }

  // Follows a link, and lets the application's page have what it brought: the instance may think it elsewhere.
  async follow(link, page = this.page) {
    await page.goto(this.reachable(link));
    const { href, pathname, search, searchParams } = new URL(page.url());
    this.strays = this.strays.filter((url) => url !== href);
    await this.load(page, pathname + search);
    return searchParams;
  }

  // The cookies that the page's own scripts can have, by name, suffixed names left out.
  async cookies() {
    const all = await this.context.cookies(this.topology.page_origin);
    return Object.fromEntries(all.map((cookie) => [cookie.name, cookie]));
  }

  async close() {
    await this.context?.close();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }
}

// A fictitious number of the range that test mode knows: +1 (XXX) 555-0100 to 0199.
function phone() {
  const [area, last] = randomBytes(4).reduce(([high, low], byte, index) => [high + byte * (index + 1), low + byte], [0, 0]);
  return `+1${200 + (area % 700)}55501${String(last % 100).padStart(2, '0')}`;
}

// Asserts that the client was refused, and by which code.
export async function refused(promise, code) {
  const error = await promise.then(
    () => new Error(`nothing was refused, where ${code} was expected`),
    (reason) => reason,
  );
  if (!(error instanceof Refused) || !error.codes.includes(code)) throw error;
}

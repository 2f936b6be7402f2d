// A wallet in the page: it signs up, signs in, and is connected to an account, by the official client's own ways.
import assert from 'node:assert/strict';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { CODE } from '../world.mjs';

// What a browser extension puts into a page; the key stays out here. Both are this one person's.
async function install(world) {
  const holder = privateKeyToAccount(generatePrivateKey());
  world.wallet = holder.address.toLowerCase();
  await world.context.exposeFunction('__wallet', async (method, params) => {
    if (method === 'eth_requestAccounts' || method === 'eth_accounts') return [holder.address];
    if (method === 'personal_sign') return holder.signMessage({ message: { raw: params[0] } });
    throw new Error(`the wallet was asked for ${method}`);
  });
  await world.context.addInitScript(() => {
    window.ethereum = { isMetaMask: true, request: ({ method, params }) => window.__wallet(method, params ?? []) };
  });
}

const connected = {
  name: 'wallet of the account',
  steps: {
    'a member signs in': async (world) => {
      await install(world);
      world.person = await world.member();
      await world.load();
      await world.signIn();
    },
    'a wallet is added, and its signature proves it': async (world) => {
      const shown = await world.clerk(async (clerk, web3Wallet) => {
        const made = await clerk.user.createWeb3Wallet({ web3Wallet });
        const wallet = () => clerk.user.web3Wallets.find(({ id }) => id === made.id);
        const before = wallet().verification.status;
        const strategy = 'web3_metamask_signature';
        const { verification } = await wallet().prepareVerification({ strategy });
        const hex = [...new TextEncoder().encode(verification.message)].map((one) => one.toString(16).padStart(2, '0'));
        const params = [`0x${hex.join('')}`, web3Wallet];
        const signature = await window.ethereum.request({ method: 'personal_sign', params });
        await wallet().attemptVerification({ signature, strategy });
        return { before, after: wallet().verification.status, address: wallet().web3Wallet };
      }, world.wallet);
      assert.notEqual(shown.before, 'verified');
      assert.equal(shown.after, 'verified');
      assert.equal(shown.address.toLowerCase(), world.wallet);
    },
    'it signs in by itself': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      const user = await world.clerk(async (clerk) => {
        const { status, createdSessionId } = await clerk.client.signIn.authenticateWithMetamask();
        if (status !== 'complete') throw new Error(`the sign-in is ${status}`);
        await clerk.setActive({ session: createdSessionId });
        return clerk.user.id;
      });
      assert.equal(user, world.person.id);
    },
    'it is taken from the account': async (world) => {
      const left = await world.clerk(async (clerk) => {
        await clerk.user.web3Wallets[0].destroy();
        await clerk.user.reload();
        return clerk.user.web3Wallets.length;
      });
      assert.equal(left, 0);
    },
  },
};

const newcomer = {
  name: 'sign-up by wallet',
  steps: {
    'a wallet that nobody has begins a sign-up': async (world) => {
      await install(world);
      world.person = world.stranger();
      await world.load();
      const begun = await world.clerk(async ({ client }) => {
        const { status, missingFields, verifications } = await client.signUp.authenticateWithMetamask();
        return { status, missing: missingFields, proven: verifications.web3Wallet.status };
      });
      assert.deepEqual([begun.status, begun.proven], ['missing_requirements', 'verified']);
      assert.ok(begun.missing.includes('email_address'), `only ${begun.missing} is missing`);
    },
    'what else is asked for completes it': async (world) => {
      const done = await world.clerk(
        async (clerk, { email: emailAddress, password, code }) => {
          await clerk.client.signUp.update({ emailAddress, password });
          await clerk.client.signUp.prepareEmailAddressVerification({ strategy: 'email_code' });
          const { status, createdSessionId } = await clerk.client.signUp.attemptEmailAddressVerification({ code });
          await clerk.setActive({ session: createdSessionId });
          return { status, wallets: clerk.user.web3Wallets.map(({ web3Wallet }) => web3Wallet.toLowerCase()) };
        },
        { ...world.person, code: CODE },
      );
      assert.deepEqual(done, { status: 'complete', wallets: [world.wallet] });
    },
    'the client’s one call signs it in': async (world) => {
      await world.clerk((clerk) => clerk.signOut(() => {}));
      const arrived = world.page.waitForURL('**/welcome');
      await world.page.evaluate(() => void window.Clerk.authenticateWithMetamask({ redirectUrl: '/welcome' }));
      await arrived;
      await world.load();
      const address = await world.clerk(({ user }) => user?.primaryEmailAddress.emailAddress);
      assert.equal(address, world.person.email);
    },
  },
};

export const wallets = [connected, newcomer];

// A journey is a name and its steps in order; each gets the same world, and stops at the first step that fails.
import { account } from './account.mjs';
import { core } from './core.mjs';
import { elsewhere } from './elsewhere.mjs';
import { pages } from './guarded.mjs';
import { joining } from './joining.mjs';
import { organizations } from './organizations.mjs';
import { otherWays } from './other_ways.mjs';
import { ownAccount } from './own_account.mjs';
import { passkeys } from './passkeys.mjs';
import { programs } from './programs.mjs';
import { secondFactors } from './second_factors.mjs';
import { sessions } from './sessions.mjs';
import { tokens } from './tokens.mjs';
import { wallets } from './wallets.mjs';

export const JOURNEYS = [
  ...core,
  ...account,
  ...ownAccount,
  ...wallets,
  ...elsewhere,
  ...sessions,
  ...secondFactors,
  ...passkeys,
  ...otherWays,
  ...organizations,
  ...joining,
  ...tokens,
  ...pages,
  ...programs,
];

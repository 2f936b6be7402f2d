"""Deviations of second factors that one sign-in does not show, and of what happens at once."""

import asyncio
import time

from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.factors import BackupCodes
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.reference import Reference

FIRST = "needs_first_factor"
LAG = 0.004
"""Seconds for which one part of the server does not see yet what another has written."""


@fault("order.begun-before-the-app", caught_by=("MACHINE.SECOND-FACTOR",), searched=True)
def begun_before_the_app(server: Reference) -> None:
    """A sign-in that was begun before its person took an authenticator app into use needs no second factor."""

    def enrolled(user: User) -> bool:
        begun = [one for one in server.store.sign_ins.values() if one.user_id == user.id and not one.replaced]
        since = user.mfa_enabled_at
        return original(user) and not (since and any(one.status == FIRST and one.created_at < since for one in begun))

    original = replace(server.second_factors.enrolled, enrolled)


@fault("order.code-of-any-client", caught_by=("MACHINE.ONCE",), searched=True)
def code_of_any_client(server: Reference) -> None:
    """A used backup code is crossed out for the client that used it, and good on the others."""
    used: set[tuple[str, str]] = set()
    asking: list[str] = []

    def change(client: Client, sign_in_id: str) -> SignIn:
        asking[:] = [client.id]
        return original(client, sign_in_id)

    def check(user: User, code: str) -> None:
        if (asking[0], code) in used:
            raise refuse("form_code_incorrect", "code")
        before = list(user.backup_codes.hashes) if user.backup_codes else []
        original_check(user, code)
        used.add((asking[0], code))
        if user.backup_codes:
            user.backup_codes.hashes[:] = before

    original = replace(server.sign_ins.change, change)
    original_check = replace(server.backup_codes.check, check)


@fault("order.old-set-after-use", caught_by=("MACHINE.ONCE",), searched=True)
def old_set_after_use(server: Reference) -> None:
    """A new set of backup codes replaces the old one, unless a code of that was used already: then it is added."""
    touched: set[str] = set()

    def use_up(kept: BackupCodes, right: bytes) -> None:
        touched.add(kept.id)
        original(kept, right)

    def keep(user: User, codes: list[str]) -> BackupCodes:
        before = user.backup_codes
        made = original_keep(user, codes)
        if before and before.id in touched:
            made.hashes += before.hashes
        return made

    original = replace(server.backup_codes.use_up, use_up)
    original_keep = replace(server.backup_codes.keep, keep)


@fault("order.two-with-one-code", caught_by=("MACHINE.ONCE",), searched=True)
def two_with_one_code(server: Reference) -> None:
    """A used backup code is crossed out a moment later: whoever comes at once uses it too."""

    def use_up(kept: BackupCodes, right: bytes) -> None:
        asyncio.get_running_loop().call_later(LAG, lambda: right in kept.hashes and original(kept, right))

    original = replace(server.backup_codes.use_up, use_up)


@fault("order.two-sign-up-at-once", caught_by=("MACHINE.IDENTIFIER",), searched=True)
def two_sign_up_at_once(server: Reference) -> None:
    """That an address is taken is seen a moment later: two who prove it at once both get it."""
    since: dict[tuple[str, str], float] = {}

    def hold(user: User, kind: str, value: str) -> None:
        since[(kind, server.identifiers.normal(kind, value))] = time.monotonic()
        original(user, kind, value)

    def taken(kind: str, value: str, *, by_other_than: str | None = None) -> bool:
        held = since.get((kind, server.identifiers.normal(kind, value)), 0.0)
        return original_taken(kind, value, by_other_than=by_other_than) and time.monotonic() - held > LAG

    original = replace(server.users.hold, hold)
    original_taken = replace(server.identifiers.taken, taken)

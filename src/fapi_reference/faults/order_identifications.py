"""Deviations of what people are known by that one course with one of them does not show."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client, Session
from fapi_reference.reference import Reference


@fault("order.as-when-signed-in", caught_by=("MACHINE.IDENTIFICATIONS",), searched=True)
def as_when_signed_in(server: Reference) -> None:
    """A client goes on showing what was deleted on another one."""
    seen: dict[str, dict[str, Any]] = {}
    acting: list[str] = []

    def note(server: Reference, exchange: Exchange) -> None:
        acting[:] = [exchange.client.id if exchange.client else ""]
        check(server, exchange)

    def user(shown: User) -> dict[str, Any]:
        view = original(shown)
        kept = seen.setdefault(f"{acting[0] if acting else ''} {shown.id}", {})
        for one in view["email_addresses"]:
            kept[one["id"]] = one
        if deleting and acting and deleting[-1] == acting[0]:
            kept.clear()
            return view
        return view | {"email_addresses": list(kept.values())}

    def remove(owner: User, item: Identification) -> None:
        remove_original(owner, item)
        deleting.append(acting[0] if acting else "")

    deleting: list[str] = []
    check = server.transport.hooks["parameters"]
    server.transport.hooks["parameters"] = note
    original = replace(server.views.user, user)
    remove_original = replace(server.identifications.remove, remove)


@fault("order.one-proof-at-a-time", caught_by=("MACHINE.PROVEN",), searched=True)
def one_proof_at_a_time(server: Reference) -> None:
    """Adding another one voids what was prepared for the one before."""

    def add(user: User, kind: str, value: str, **options: Any) -> Identification:
        for item in user.identifications():
            if not item.verified:
                item.verification = None
        return original(user, kind, value, **options)

    original = replace(server.identifications.add, add)


@fault("order.one-proof-for-all", caught_by=("MACHINE.IDENTIFICATIONS",), searched=True)
def one_proof_for_all(server: Reference) -> None:
    """What proves one verifies everything that is prepared beside it."""

    def proven(user: User, item: Identification) -> None:
        original(user, item)
        for other in user.identifications():
            if other.verification and server.codes.status(other.verification) == "unverified":
                other.verification.status = "verified"
                original(user, other)

    original = replace(server.identifications.proven, proven)


@fault("order.first-leads-again", caught_by=("MACHINE.PRIMARY",), searched=True)
def first_leads_again(server: Reference) -> None:
    """Deleting any of them makes the first one left the primary one."""

    def lead_anew(user: User, item: Identification) -> None:
        others = [one for one in server.identifications.of(user, item.kind) if one is not item and one.verified]
        user.set_primary(item.kind, others[0].id if others else None)

    replace(server.identifications.lead_anew, lead_anew)


@fault("order.sign-in-resets-the-primary", caught_by=("MACHINE.PRIMARY",), searched=True)
def sign_in_resets_the_primary(server: Reference) -> None:
    """Who signs in on a second client is led by their first address again."""

    def start(client: Client, user: User, strategy: str | None, **more: bool) -> Session:
        if server.sessions.live_of_user(user):
            user.set_primary("email_address", user.email_addresses[0].id)
        return original(client, user, strategy, **more)

    original = replace(server.sessions.start, start)


@fault("order.claimed-by-two", caught_by=("MACHINE.HELD-ONCE",), searched=True)
def claimed_by_two(server: Reference) -> None:
    """Whether somebody else has it is asked when it is added, and not again when it is proven."""
    replace(server.identifications.refuse_claimed, lambda _user, _item: None)


@fault("order.led-and-remembered", caught_by=("MACHINE.FOUND",), searched=True)
def led_and_remembered(server: Reference) -> None:
    """What was somebody's primary one finds them after they have deleted it."""
    led: set[str] = set()

    def apply(user: User, changes: dict[str, str | None], unsafe: Any) -> None:
        original(user, changes, unsafe)
        led.update(value for name, value in changes.items() if name.startswith("primary_") and value)

    def remove(user: User, item: Identification) -> None:
        remove_original(user, item)
        if item.id in led:
            server.users.hold(user, item.kind, item.value)

    original = replace(server.profiles.apply, apply)
    remove_original = replace(server.identifications.remove, remove)


@fault("order.once-theirs", caught_by=("MACHINE.OWN",), searched=True)
def once_theirs(server: Reference) -> None:
    """Who has had an address, a number or a wallet may do everything with it when somebody else has it."""
    had: set[tuple[str, str]] = set()

    def add(user: User, kind: str, value: str, **options: Any) -> Identification:
        item = original_add(user, kind, value, **options)
        had.add((user.id, item.value))
        return item

    def named(user: User, kind: str, item_id: str) -> Identification:
        item = server.store.identifications.get(item_id)
        if item is not None and item.kind == kind and (user.id, item.value) in had:
            return item
        return original(user, kind, item_id)

    original_add = replace(server.identifications.add, add)
    original = replace(server.identifications.named, named)


@fault("order.proven-then-locked-in", caught_by=("MACHINE.IDENTIFICATIONS",), searched=True)
def proven_then_locked_in(server: Reference) -> None:
    """What somebody has signed in by cannot be deleted any more."""
    used: set[str] = set()

    def find(kind: str, identifier: str) -> User | None:
        user = original_find(kind, identifier)
        if user:
            used.add(server.identifiers.normal(kind, identifier))
        return user

    def refuse_last(user: User, item: Identification) -> None:
        original(user, item)
        if item.value in used:
            raise refuse("identification_deletion_failed")

    original_find = replace(server.sign_ins.find, find)
    original = replace(server.identifications.refuse_last, refuse_last)


@fault("order.wallet-skips-the-app", caught_by=("MACHINE.SECOND-FACTOR",), searched=True)
def wallet_skips_the_app(server: Reference) -> None:
    """Who signs in by a wallet is asked for no second factor."""

    def following(client: Client, user: User, strategy: str) -> str:
        return "prove" if strategy.startswith("web3_") else original(client, user, strategy)

    original = replace(server.sign_ins.following, following)

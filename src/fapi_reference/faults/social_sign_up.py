"""Deviations of signing up by an account elsewhere, and of transfers between sign-in and sign-up."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.reference import Reference


@fault("social.sign-up-nowhere", caught_by=("SOCIAL.SIGN-UP.START",))
def sign_up_nowhere(server: Reference) -> None:
    """A sign-up by a provider does not say where that is."""

    def lost(shown: dict[str, Any]) -> dict[str, Any]:
        told = shown["verifications"]
        account = told["external_account"]
        told["external_account"] = account and account | {"external_verification_redirect_url": None}
        return shown

    alter(server.views.sign_up, lost)


@fault("social.nothing-proven", caught_by=("SOCIAL.SIGN-UP",))
def nothing_proven(server: Reference) -> None:
    """Whoever came by a provider to sign up has proven nothing by that."""
    replace(server.arrivals.sign_up, lambda *_: None)


@fault("social.came-in-vain", caught_by=("SOCIAL.SIGN-UP.COMPLETE",))
def came_in_vain(server: Reference) -> None:
    """Whoever came by a provider and has all that is asked for is left standing."""

    def advance(client: Client, attempt: SignUp, strategy: str | None = None) -> None:
        if server.arrivals.proven(attempt) is None:
            original(client, attempt, strategy)

    original = replace(server.sign_ups.advance, advance)


@fault("social.account-left-behind", caught_by=("SOCIAL.SIGN-UP.COMPLETE",))
def account_left_behind(server: Reference) -> None:
    """A user who came by a provider does not have the account that they came by."""
    replace(server.arrivals.enrolled, lambda _attempt, _user: None)


@fault("social.address-left-behind", caught_by=("SOCIAL.SIGN-UP.ADDRESS",))
def address_left_behind(server: Reference) -> None:
    """An address of the provider's own stands for the one that it vouches for."""

    def adopt(attempt: SignUp, identity: ExternalIdentity, verification: Verification) -> None:
        original(attempt, changed(identity, email_address=f"relay-{identity.email_address}"), verification)

    original = replace(server.arrivals.adopt, adopt)


@fault("social.unknown-fails", caught_by=("SOCIAL.TRANSFER.TO-SIGN-UP", "SOCIAL.TRANSFER.TO-SIGN-IN"))
def unknown_fails(server: Reference) -> None:
    """Whoever took the wrong way in has failed, and cannot go on by the other."""

    def transferable(verification: Verification, identity: ExternalIdentity, code: str) -> None:
        original(verification, identity, code)
        verification.status = "failed"

    original = replace(server.arrivals.transferable, transferable)


@fault("social.unknown-at-first-factor", caught_by=("SOCIAL.TRANSFER.TO-SIGN-UP",))
def unknown_at_first_factor(server: Reference) -> None:
    """A sign-in of nobody's account waits for a first factor."""

    def waiting(shown: dict[str, Any]) -> dict[str, Any]:
        first = shown["first_factor_verification"]
        return shown | ({"status": "needs_first_factor"} if first and first["status"] == "transferable" else {})

    alter(server.views.sign_in, waiting)


@fault("social.reason-untold", caught_by=("SOCIAL.TRANSFER.TO-SIGN-UP.ERROR", "SOCIAL.TRANSFER.TO-SIGN-IN"))
def reason_untold(server: Reference) -> None:
    """Why a verification can be transferred is not told."""

    def transferable(verification: Verification, identity: ExternalIdentity, code: str) -> None:
        original(verification, identity, code)
        verification.error = None

    original = replace(server.arrivals.transferable, transferable)


@fault("social.no-way-over", caught_by=("SOCIAL.TRANSFER.TO-SIGN-UP.CONTINUES",))
def no_way_over(server: Reference) -> None:
    """Nothing that a sign-in has proven is good for a sign-up."""

    def nothing(_client: Client | None) -> Verification | None:
        raise refuse("account_transfer_invalid")

    replace(server.transfers.from_sign_in, nothing)


@fault("social.no-way-in", caught_by=("SOCIAL.TRANSFER.TO-SIGN-IN.CONTINUES",))
def no_way_in(server: Reference) -> None:
    """Nothing that a sign-up has proven is good for a sign-in."""

    def nothing(_client: Client | None) -> Verification | None:
        raise refuse("account_transfer_invalid")

    replace(server.transfers.from_sign_up, nothing)


@fault("social.anybodys-proof", caught_by=("SOCIAL.TRANSFER.OTHER-CLIENT",))
def anybodys_proof(server: Reference) -> None:
    """What somebody has proven in one browser is gone on with in any other."""

    def from_sign_in(client: Client | None) -> Verification | None:
        waiting = [one.first_factor for one in server.store.sign_ins.values() if one.first_factor]
        found = [one for one in waiting if one.status == "transferable" and one.identity]
        return found[-1] if found else original(client)

    original = replace(server.transfers.from_sign_in, from_sign_in)


@fault("social.proof-kept", caught_by=("SOCIAL.TRANSFER.ONCE",))
def proof_kept(server: Reference) -> None:
    """A transfer is good for another one."""

    def take(verification: Verification) -> tuple[ExternalIdentity, Verification]:
        identity, taken = original(verification)
        verification.identity = identity
        return identity, taken

    original = replace(server.transfers.take, take)

"""Deviations of device trust."""

from fapi_reference.exchange import Form
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference

TRUST = "protection.device_trust = true\n"


@fault("mfa.nothing-vouches", caught_by=("MFA.TRUST.ASKED",), settings=TRUST)
def nothing_vouches(server: Reference) -> None:
    """On an unknown device a sign-in stops, and offers the password once more."""
    replace(server.factors.trust, lambda _attempt: [{"strategy": "password"}])


@fault("mfa.vouching-fails", caught_by=("MFA.TRUST.VOUCHED",), settings=TRUST)
def vouching_fails(server: Reference) -> None:
    """The code that vouches for a device cannot be sent."""

    def prepare(_attempt: SignIn, _strategy: str, _form: Form) -> None:
        raise refuse("client_state_invalid")

    replace(server.sign_ins.prepare_second, prepare)


@fault("mfa.any-code-vouches", caught_by=("MFA.TRUST.NOT-BEFORE",), settings=TRUST)
def any_code_vouches(server: Reference) -> None:
    """Any code vouches for a device."""

    def by_code(strategy: str, code: str, prepared: Verification | None) -> Verification:
        if prepared is None:
            return original(strategy, code, prepared)
        prepared.status = "verified"
        return prepared

    original = replace(server.second_factors.by_code, by_code)


@fault("mfa.device-forgotten", caught_by=("MFA.TRUST.KNOWN",), settings=TRUST)
def device_forgotten(server: Reference) -> None:
    """A device is known as long as somebody is signed in on it."""

    def forget(client: Client) -> None:
        original(client)
        client.known_users.clear()

    original = replace(server.sessions.remove_all, forget)


@fault("mfa.code-must-be-vouched-for", caught_by=("MFA.TRUST.CODE-ENOUGH",), settings=TRUST)
def code_must_be_vouched_for(server: Reference) -> None:
    """A sign-in by code has to be vouched for by another code."""
    original = replace(server.sign_ins.following, lambda client, user, _strategy: original(client, user, "password"))


@fault("mfa.trust-before-second-factor", caught_by=("MFA.TRUST.OWN-FACTOR",), settings=TRUST)
def trust_before_second_factor(server: Reference) -> None:
    """Whoever has a second factor of their own is asked to vouch for the device by email instead."""

    def following(client: Client, user: User, strategy: str) -> str:
        if strategy == "password" and server.sign_ins.needs_trust(client, user):
            return "prove_on_unknown_device"
        return original(client, user, strategy)

    original = replace(server.sign_ins.following, following)

"""Answers that contradict themselves."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.settings.model import ATTRIBUTES
from fapi_reference.views import View


@fault("invariant.no-client-beside", caught_by=("INVARIANT.PIGGYBACK",))
def no_client_beside(server: Reference) -> None:
    """An answer has the resource alone; the client has to be read apart."""
    alter(server.views.envelope, lambda shown: shown | {"client": None})


@fault("invariant.last-active-stays", caught_by=("INVARIANT.LAST-ACTIVE",))
def last_active_stays(server: Reference) -> None:
    """A client goes on naming its last active session when it does not list that any more."""
    show = server.views.client
    last: dict[str, str] = {}

    def naming_the_last(client: Client, exchange: Exchange) -> View:
        shown = show(client, exchange)
        if shown["last_active_session_id"]:
            last[client.id] = shown["last_active_session_id"]
        return shown | {"last_active_session_id": last.get(client.id)}

    replace(show, naming_the_last)


def spoil_in_client(server: Reference, member: str, **spoilt: object) -> None:
    """Show the attempt of a client otherwise than it is, and only there."""

    def stale(shown: View) -> View:
        attempt = shown[member]
        return shown | {member: attempt | spoilt} if attempt else shown

    alter(server.views.client, stale)


@fault("invariant.stale-sign-in", caught_by=("INVARIANT.SIGN-IN-MIRROR",))
def stale_sign_in(server: Reference) -> None:
    """The sign-in inside the client does not show that its first factor was prepared."""
    spoil_in_client(server, "sign_in", first_factor_verification=None)


@fault("invariant.sign-in-not-in-client", caught_by=("INVARIANT.SIGN-IN-MIRROR",))
def sign_in_not_in_client(server: Reference) -> None:
    """The client does not show its sign-in."""
    alter(server.views.client, lambda shown: shown | {"sign_in": None})


@fault("invariant.stale-sign-up", caught_by=("INVARIANT.SIGN-UP-MIRROR",))
def stale_sign_up(server: Reference) -> None:
    """The sign-up inside the client keeps the address to itself."""
    spoil_in_client(server, "sign_up", email_address=None)


@fault("invariant.sign-in-lingers", caught_by=("INVARIANT.COMPLETED-ATTEMPT",))
def sign_in_lingers(server: Reference) -> None:
    """The client goes on showing a sign-in that is complete."""
    replace(server.sign_ins.let_go, lambda _client, _attempt: None)


@fault("invariant.sign-up-lingers", caught_by=("INVARIANT.COMPLETED-ATTEMPT",))
def sign_up_lingers(server: Reference) -> None:
    """The client goes on showing a sign-up that is complete."""
    replace(server.sign_ups.let_go, lambda _client, _attempt: None)


@fault("invariant.complete-without-session", caught_by=("INVARIANT.SIGN-IN-SESSION",))
def complete_without_session(server: Reference) -> None:
    """A complete sign-in does not name the session that it made."""
    alter(server.views.sign_in, lambda shown: shown | {"created_session_id": None})


@fault("invariant.complete-and-missing", caught_by=("INVARIANT.SIGN-UP-COMPLETE",))
def complete_and_missing(server: Reference) -> None:
    """A complete sign-up still misses its password, which is not kept."""

    def forgetful(shown: View) -> View:
        return shown | {"missing_fields": ["password"]} if shown["status"] == "complete" else shown

    alter(server.views.sign_up, forgetful)


@fault("invariant.required-and-optional", caught_by=("INVARIANT.SIGN-UP-FIELDS",))
def required_and_optional(server: Reference) -> None:
    """The optional fields of a sign-up are all that are switched on, the required ones among them."""
    attributes = server.settings.attributes
    replace(server.requirements.optional, lambda: [name for name in ATTRIBUTES if attributes.named(name).enabled])


@fault("invariant.missing-optional", caught_by=("INVARIANT.SIGN-UP-FIELDS",))
def missing_optional(server: Reference) -> None:
    """The optional fields that were not given are told as missing, though the sign-up is complete without them."""

    def all_open(shown: View) -> View:
        left = [name for name in shown["optional_fields"] if not shown.get(name)]
        return shown if shown["status"] == "complete" else shown | {"missing_fields": shown["missing_fields"] + left}

    alter(server.views.sign_up, all_open)


@fault("invariant.action-after-proof", caught_by=("INVARIANT.NEXT-ACTION",))
def action_after_proof(server: Reference) -> None:
    """A verified address of a sign-up still asks for an attempt."""
    show = server.views.sign_up_verification

    def always_asking(verification: Verification | None) -> View | None:
        shown = show(verification)
        return shown | {"next_action": "needs_attempt"} if shown else shown

    replace(show, always_asking)


@fault("invariant.sent-is-verified", caught_by=("INVARIANT.UNVERIFIED-FIELD",))
def sent_is_verified(server: Reference) -> None:
    """A field whose code is on its way no longer stands among the unverified ones."""

    def nothing_to_do(shown: View) -> View:
        sent = {name for name, verification in shown["verifications"].items() if verification}
        return shown | {"unverified_fields": [name for name in shown["unverified_fields"] if name not in sent]}

    alter(server.views.sign_up, nothing_to_do)


@fault("invariant.primary-by-value", caught_by=("INVARIANT.PRIMARY",))
def primary_by_value(server: Reference) -> None:
    """The primary address of a user is named by itself and not by its id."""

    def by_value(shown: View) -> View:
        return shown | {"primary_email_address_id": shown["email_addresses"][0]["email_address"]}

    alter(server.views.user, by_value)


@fault("invariant.private-metadata-shown", caught_by=("INVARIANT.PRIVATE-METADATA",))
def private_metadata_shown(server: Reference) -> None:
    """Users are shown what their application keeps about them in private."""
    show = server.views.user

    def with_private_metadata(user: User) -> View:
        return show(user) | {"private_metadata": user.private_metadata}

    replace(show, with_private_metadata)

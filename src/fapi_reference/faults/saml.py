"""Deviations of signing in and up by one's company: what the server tells, how it sends people off, who comes back."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.enterprise import EnterpriseConnection
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.reference import Reference
from fapi_reference.services.saml_responses import SamlResponse
from fapi_reference.services.saml_visits import SamlRequest


@fault("saml.metadata-of-another", caught_by=("SAML.METADATA",))
def metadata_of_another(server: Reference) -> None:
    """Metadata names the instance where it has to name the connection."""
    original = replace(
        server.service_provider.metadata,
        lambda connection: original(connection).replace(connection.saml_id.encode(), b"any"),
    )


@fault("saml.metadata-as-text", caught_by=("SAML.METADATA.TYPE",))
def metadata_as_text(server: Reference) -> None:
    """Metadata is announced as plain text."""

    def plain(_server: Reference, exchange: Exchange) -> None:
        if exchange.path.startswith("/v1/saml/metadata/"):
            exchange.response.headers["content-type"] = "text/plain"

    server.transport.endings = {"metadata-text": plain, **server.transport.endings}


@fault("saml.metadata-private", caught_by=("SAML.METADATA.PRIVATE",))
def metadata_private(server: Reference) -> None:
    """Metadata has the whole key pair in it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    original = replace(
        server.service_provider.metadata,
        lambda connection: original(connection).replace(b"</md:SPSSODescriptor>", pem + b"</md:SPSSODescriptor>"),
    )


@fault("saml.metadata-of-all", caught_by=("SAML.METADATA.PRIVATE",))
def metadata_of_all(server: Reference) -> None:
    """Metadata tells of every company that there is."""

    def of_all(connection: EnterpriseConnection) -> bytes:
        names = "".join(f"<!-- {one.name} -->" for one in server.store.enterprise_connections.values())
        return original(connection).replace(b"</md:SPSSODescriptor>", names.encode() + b"</md:SPSSODescriptor>")

    original = replace(server.service_provider.metadata, of_all)


@fault("saml.nowhere-to-go", caught_by=("SAML.SIGN-IN.START", "SAML.SIGN-UP.START"))
def nowhere_to_go(server: Reference) -> None:
    """An attempt by a company does not say where that is."""

    def begin(*args: Any) -> Verification:
        verification = original(*args)
        verification.external_url = None
        return verification

    original = replace(server.saml_visits.begin, begin)


@fault("saml.one-of-many-factors", caught_by=("SAML.SIGN-IN.FACTOR",))
def one_of_many_factors(server: Reference) -> None:
    """Whoever has an address of a company is offered other ways beside it."""

    def with_code(shown: dict[str, Any]) -> dict[str, Any]:
        factors = shown["supported_first_factors"]
        by_company = factors and any(one["strategy"] == "enterprise_sso" for one in factors)
        return shown | ({"supported_first_factors": [*factors, {"strategy": "password"}]} if by_company else {})

    alter(server.views.sign_in, with_code)


@fault("saml.any-company-will-do", caught_by=("SAML.SIGN-IN.NO-COMPANY",))
def any_company_will_do(server: Reference) -> None:
    """Somebody with an address of no company is sent to the first that there is."""

    def of_address(address: str) -> list[EnterpriseConnection]:
        every = [one for one in server.store.enterprise_connections.values() if one.active]
        return original(address) or every[:1]

    original = replace(server.enterprise_connections.of_address, of_address)


@fault("saml.request-of-nobody", caught_by=("SAML.REQUEST",))
def request_of_nobody(server: Reference) -> None:
    """A company is not told who sends somebody there."""
    original = replace(
        server.service_provider.request,
        lambda connection, *more: original(connection, *more).replace(
            server.enterprise_connections.entity_id(connection).encode(), b"https://elsewhere.example"
        ),
    )


@fault("saml.relay-state-of-the-day", caught_by=("SAML.REQUEST.FRESH",))
def relay_state_of_the_day(server: Reference) -> None:
    """All requests have the same id."""
    one = server.saml_visits.new_id()
    replace(server.saml_visits.new_id, lambda: one)


@fault("saml.stranger-again", caught_by=("SAML.SIGN-IN.COMPLETE", "SAML.UNASKED"))
def stranger_again(server: Reference) -> None:
    """Nobody is recognised by the account that they have at their company."""

    def known(identity: ExternalIdentity) -> User | None:
        return None if identity.connection_id else original(identity)

    original = replace(server.arrivals.known, known)
    by_address = replace(
        server.arrivals.by_address, lambda identity: None if identity.connection_id else by_address(identity)
    )


@fault("saml.somebody-else", caught_by=("SAML.SIGN-IN.COMPLETE",))
def somebody_else(server: Reference) -> None:
    """Whom their company vouches for is signed in as the user who was made first."""

    def known(identity: ExternalIdentity) -> User | None:
        user = original(identity)
        return user and next((one for one in server.store.users.values() if one is not user), user)

    original = replace(server.arrivals.known, known)


@fault("saml.led-home", caught_by=("SAML.SIGN-IN.LANDS",))
def led_home(server: Reference) -> None:
    """Whoever comes back from their company is led to the service itself."""
    replace(server.authorizations.landing, lambda _request, **_: server.base_url)


@fault("saml.stranger-turned-away", caught_by=("SAML.SIGN-IN.TRANSFERABLE",))
def stranger_turned_away(server: Reference) -> None:
    """Whom no user is yet cannot go on with what their company has said."""

    def sign_in(client: Client, attempt: SignIn, identity: ExternalIdentity, verification: Verification) -> None:
        if identity.connection_id and server.arrivals.known(identity) is None:
            raise refuse("external_account_not_found")
        original(client, attempt, identity, verification)

    original = replace(server.arrivals.sign_in, sign_in)


@fault("saml.nobody-new", caught_by=("SAML.SIGN-UP.COMPLETE",))
def nobody_new(server: Reference) -> None:
    """What a company says of somebody new counts for nothing."""

    def sign_up(client: Client, attempt: SignUp, identity: ExternalIdentity, verification: Verification) -> None:
        if identity.connection_id:
            raise refuse("external_account_not_found")
        original(client, attempt, identity, verification)

    original = replace(server.arrivals.sign_up, sign_up)


@fault("saml.address-unverified", caught_by=("SAML.SIGN-UP.ADDRESS",))
def address_unverified(server: Reference) -> None:
    """An address that a company tells is one that its user has still to prove."""

    def unproven(shown: dict[str, Any]) -> dict[str, Any]:
        by_company = {one["email_address"] for one in shown["saml_accounts"]}
        listed = [
            one | ({"verification": None} if one["email_address"] in by_company else {})
            for one in shown["email_addresses"]
        ]
        return shown | {"email_addresses": listed}

    alter(server.views.user, unproven)


@fault("saml.account-unnamed", caught_by=("SAML.ACCOUNT",))
def account_unnamed(server: Reference) -> None:
    """An account at a company has no names."""
    alter(server.views.saml_account, lambda shown: shown | {"first_name": None, "last_name": None})
    alter(server.views.enterprise_account, lambda shown: shown | {"first_name": None, "last_name": None})


@fault("saml.role-taken-over", caught_by=("SAML.ATTRIBUTE.PRIVILEGES",))
def role_taken_over(server: Reference) -> None:
    """An attribute that is called a role becomes public metadata of its user."""

    def identity(connection: EnterpriseConnection, response: SamlResponse) -> ExternalIdentity:
        from dataclasses import replace as changed

        told = original(connection, response)
        return changed(told, public_metadata={**told.public_metadata, "role": response.attributes.get("role")})

    original = replace(server.saml_responses.identity, identity)


@fault("saml.answers-unasked", caught_by=("SAML.UNASKED.ANSWERS",))
def answers_unasked(server: Reference) -> None:
    """A response that answers a request is taken as one that nobody has asked for, where there is no RelayState."""
    alone = [False]

    def returned(exchange: Exchange, saml_id: str) -> str:
        alone[0] = not exchange.form.get("RelayState")
        return whole(exchange, saml_id)

    def read(connection: EnterpriseConnection, encoded: str | None) -> SamlResponse:
        from dataclasses import replace as changed

        response = original(connection, encoded)
        return changed(response, in_response_to=None) if alone[0] and connection.allow_idp_initiated else response

    whole = replace(server.saml_visits.returned, returned)
    original = replace(server.saml_responses.read, read)


@fault("saml.unasked-everywhere", caught_by=("SAML.UNASKED.OFF",))
def unasked_everywhere(server: Reference) -> None:
    """Every connection takes responses that nobody has asked for."""

    def unsolicited(
        exchange: Exchange, connection: EnterpriseConnection, response: SamlResponse, request: SamlRequest | None
    ) -> str:
        from dataclasses import replace as changed

        return original(exchange, changed(connection, allow_idp_initiated=True), response, request)

    original = replace(server.saml_visits.unsolicited, unsolicited)


@fault("saml.led-anywhere", caught_by=("SAML.UNASKED.LANDS",))
def led_anywhere(server: Reference) -> None:
    """Whoever comes unasked is led to whatever address the RelayState is."""
    original = replace(server.saml_visits.home, lambda exchange: exchange.form.get("RelayState") or original(exchange))


@fault("saml.relay-state-needless", caught_by=("SAML.RELAY-STATE.MISSING",))
def relay_state_needless(server: Reference) -> None:
    """A response to a request is taken without the RelayState of that."""

    def returned(exchange: Exchange, saml_id: str) -> str:
        if not exchange.form.get("RelayState"):
            newest = next(reversed(server.store.saml_requests.values()), None)
            exchange.form.values["RelayState"] = [newest.relay_state] if newest else []
        return original(exchange, saml_id)

    original = replace(server.saml_visits.returned, returned)


@fault("saml.relay-state-unnamed", caught_by=("SAML.RELAY-STATE.MISSING.CODE",))
def relay_state_unnamed(server: Reference) -> None:
    """That the RelayState is missing is told as any other fault of a response."""
    _in_other_words(server, "saml_response_relaystate_missing", "saml_response_invalid")


@fault("saml.inactive-unnamed", caught_by=("SAML.INACTIVE", "ENTERPRISE-CONNECTION.SWITCHED-OFF"))
def inactive_unnamed(server: Reference) -> None:
    """A connection that is off is told like a response that is wrong."""
    _in_other_words(server, "saml_connection_active_not_found", "saml_response_invalid")


@fault("saml.any-domain", caught_by=("SAML.DOMAIN", "SAML.DOMAIN.CODE"))
def any_domain(server: Reference) -> None:
    """A company vouches for every address there is."""
    replace(server.saml_responses.refuse_address, lambda _connection, _address: None)


@fault("saml.domain-unnamed", caught_by=("SAML.DOMAIN.CODE",))
def domain_unnamed(server: Reference) -> None:
    """That an address is of elsewhere is told as any other fault of a response."""
    _identity_in_other_words(server, "saml_email_address_domain_mismatch")


@fault("saml.address-by-name", caught_by=("SAML.ATTRIBUTE.MISSING", "SAML.ATTRIBUTE.MISSING.CODE"))
def address_by_name(server: Reference) -> None:
    """Somebody of whom no address is told is whoever typed one."""

    def identity(connection: EnterpriseConnection, response: SamlResponse) -> ExternalIdentity:
        mail = connection.mapping.email_address
        if not response.attributes.get(mail):
            accounts = [one for one in server.store.enterprise_accounts.values() if one.connection_id == connection.id]
            known = accounts[-1].identity if accounts else None
            if known:
                return known
        return original(connection, response)

    original = replace(server.saml_responses.identity, identity)


@fault("saml.attribute-unnamed", caught_by=("SAML.ATTRIBUTE.MISSING.CODE",))
def attribute_unnamed(server: Reference) -> None:
    """That an attribute is missing is told as any other fault of a response."""
    _identity_in_other_words(server, "saml_user_attribute_missing")


@fault("saml.everybody-taken-on", caught_by=("SAML.PROVISIONING.OFF",))
def everybody_taken_on(server: Reference) -> None:
    """A connection that takes nobody on takes everybody on."""
    replace(server.company_arrivals.refuse, lambda _identity, _user: None)


def _in_other_words(server: Reference, code: str, said: str) -> None:
    def returned(exchange: Exchange, saml_id: str) -> str:
        try:
            return original(exchange, saml_id)
        except Problem as problem:
            raise (refuse(said) if problem.code == code else problem) from None

    original = replace(server.saml_visits.returned, returned)


def _identity_in_other_words(server: Reference, code: str) -> None:
    def identity(connection: EnterpriseConnection, response: SamlResponse) -> ExternalIdentity:
        try:
            return original(connection, response)
        except Problem as problem:
            raise (refuse("saml_response_invalid") if problem.code == code else problem) from None

    original = replace(server.saml_responses.identity, identity)

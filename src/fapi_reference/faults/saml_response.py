"""Deviations in how responses of companies are believed: signatures, addresses, times, once, and how they are read."""

import base64
from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

from fapi_reference.faults import fault, replace
from fapi_reference.records.enterprise import EnterpriseConnection
from fapi_reference.reference import Reference
from fapi_reference.services.saml_documents import NAMES, found
from fapi_reference.services.saml_responses import SamlResponse
from fapi_reference.services.saml_signatures import Signed

if TYPE_CHECKING:
    from lxml.etree import _Element


PRODUCTION = '[instance]\nenvironment = "production"\ndomain = "localhost"\n'
"""There a browser is known when it comes back."""


@fault("saml-response.no-answer-is-one", caught_by=("SAML.RESPONSE.GARBAGE",))
def no_answer_is_one(server: Reference) -> None:
    """Whoever brings no response at all for a request is who it was begun for."""

    def read(connection: EnterpriseConnection, encoded: str | None) -> SamlResponse:
        if encoded:
            return original(connection, encoded)
        newest = next(reversed(server.store.saml_requests.values()))
        known = next(one for one in server.store.enterprise_accounts.values() if one.connection_id == connection.id)
        told = {connection.mapping.email_address: known.identity.email_address}
        if connection.mapping.user_id:
            told[connection.mapping.user_id] = known.identity.subject
        return SamlResponse(
            assertion_id="none", good_until=0, in_response_to=newest.id, subject=known.identity.subject, attributes=told
        )

    original = replace(server.saml_responses.read, read)


@fault("saml-response.unsigned", caught_by=("SAML.RESPONSE.UNSIGNED",))
def unsigned(server: Reference) -> None:
    """A signature is looked at where there is one."""

    def signed(connection: EnterpriseConnection, root: "_Element") -> Signed:
        if root.find(".//ds:Signature", NAMES) is None:
            return Signed(root, found(root, "saml:Assertion")[0], whole=False)
        return original(connection, root)

    original = replace(server.saml_signatures.signed, signed)


@fault("saml-response.empty-signature", caught_by=("SAML.RESPONSE.EMPTY-SIGNATURE",))
def empty_signature(server: Reference) -> None:
    """A signature without a value is taken for one that is right."""

    def verified(connection: EnterpriseConnection, element: "_Element") -> "_Element":
        value = element.find("ds:Signature/ds:SignatureValue", NAMES)
        return element if value is not None and not value.text else original(connection, element)

    original = replace(server.saml_signatures.verified, verified)


@fault("saml-response.any-key", caught_by=("SAML.RESPONSE.FOREIGN-KEY", "SAML.RESPONSE.KEY-INFO"))
def any_key(server: Reference) -> None:
    """Whether a signature is right is not looked at."""
    replace(server.saml_signatures.verified, lambda _connection, element: element)


@fault("saml-response.key-info", caught_by=("SAML.RESPONSE.KEY-INFO",))
def key_info(server: Reference) -> None:
    """The certificate that a response brings along is the one that it is verified by."""

    def certificate(_connection: EnterpriseConnection, element: "_Element") -> str:
        return "".join((element.findtext(".//ds:X509Certificate", "", NAMES)).split())

    replace(server.saml_signatures.certificate, certificate)


@fault("saml-response.any-audience", caught_by=("SAML.RESPONSE.AUDIENCE",))
def any_audience(server: Reference) -> None:
    """Whom a response is for is not looked at."""
    replace(server.saml_responses.refuse_audience, lambda _connection, _audiences: None)


@fault("saml-response.any-recipient", caught_by=("SAML.RESPONSE.RECIPIENT",))
def any_recipient(server: Reference) -> None:
    """Where an assertion was to be brought is not looked at."""
    replace(server.saml_responses.refuse_recipient, lambda _connection, _data: None)


@fault("saml-response.any-destination", caught_by=("SAML.RESPONSE.DESTINATION",))
def any_destination(server: Reference) -> None:
    """Where a response was to be brought is not looked at."""
    replace(server.saml_responses.refuse_destination, lambda _connection, _signed: None)


@fault("saml-response.any-issuer", caught_by=("SAML.RESPONSE.ISSUER",))
def any_issuer(server: Reference) -> None:
    """In whose name a response speaks is not looked at."""
    replace(server.saml_responses.refuse_issuer, lambda _connection, _signed: None)


@fault("saml-response.any-connection", caught_by=("SAML.RESPONSE.OTHER-CONNECTION",))
def any_connection(server: Reference) -> None:
    """A response for one connection of the instance is good for all of them."""
    replace(server.saml_responses.refuse_audience, lambda _connection, _audiences: None)
    replace(server.saml_responses.refuse_recipient, lambda _connection, _data: None)
    replace(server.saml_responses.refuse_destination, lambda _connection, _signed: None)


@fault("saml-response.timeless", caught_by=("SAML.RESPONSE.EXPIRED", "SAML.RESPONSE.NOT-YET"))
def timeless(server: Reference) -> None:
    """When a response is good is not looked at."""
    replace(server.saml_responses.refuse_times, lambda _bounded: None)


@fault("saml-response.replayed", caught_by=("SAML.RESPONSE.REPLAYED",))
def replayed(server: Reference) -> None:
    """A response is good as often as it is brought, and its request waits for ever."""
    replace(server.saml_responses.was_taken, lambda _key: False)
    replace(server.saml_visits.is_answer, lambda _response, _request: True)


@fault("saml-response.any-request", caught_by=("SAML.RESPONSE.OTHER-REQUEST", "SAML.RESPONSE.OTHER-FLOW"))
def any_request(server: Reference) -> None:
    """Which request a response answers is not looked at."""
    replace(server.saml_visits.is_answer, lambda _response, _request: True)


@fault("saml-response.any-client", caught_by=("SAML.RESPONSE.OTHER-CLIENT",), settings=PRODUCTION)
def any_client(server: Reference) -> None:
    """Whoever brings the response to a request is the one who made that."""
    from fapi_reference.exchange import Exchange
    from fapi_reference.services.authorization_purposes import OfSignIn
    from fapi_reference.services.saml_visits import SamlRequest

    replace(server.authorizations.is_its_browser, lambda _exchange, _request: True)

    def returned(exchange: Exchange, saml_id: str) -> str:
        state = exchange.form.get("RelayState") or ""
        request: SamlRequest | None = server.store.saml_requests.get(state)
        if request and exchange.client and isinstance(request.purpose, OfSignIn):
            moved = changed(request, purpose=changed(request.purpose, client_id=exchange.client.id))
            server.store.saml_requests[state] = moved
        return original(exchange, saml_id)

    original = replace(server.saml_visits.returned, returned)


@fault("saml-response.no-request", caught_by=("SAML.RESPONSE.NO-REQUEST",))
def no_request(server: Reference) -> None:
    """A response that answers no request answers the one whose RelayState comes with it."""

    def read(connection: EnterpriseConnection, encoded: str | None) -> SamlResponse:
        response = original(connection, encoded)
        newest = next(reversed(server.store.saml_requests.values()), None)
        return changed(response, in_response_to=response.in_response_to or (newest.id if newest else None))

    original = replace(server.saml_responses.read, read)


@fault("saml-response.wordless", caught_by=("SAML.RESPONSE.CODE",))
def wordless(server: Reference) -> None:
    """What is wrong with a response is told as if no connection were there."""
    from fapi_reference.exchange import Exchange
    from fapi_reference.problems import Problem, refuse

    def returned(exchange: Exchange, saml_id: str) -> str:
        try:
            return original(exchange, saml_id)
        except Problem as problem:
            raise (refuse("resource_not_found") if problem.code == "saml_response_invalid" else problem) from None

    original = replace(server.saml_visits.returned, returned)


@fault("saml-response.weak", caught_by=("SAML.RESPONSE.ALGORITHM",))
def weak(server: Reference) -> None:
    """A response says itself how it is to be verified."""
    from signxml.algorithms import DigestAlgorithm, SignatureMethod

    original = replace(
        server.saml_signatures.configuration,
        lambda: changed(
            original(), signature_methods=frozenset(SignatureMethod), digest_algorithms=frozenset(DigestAlgorithm)
        ),
    )


@fault("saml-response.wrapped", caught_by=("SAML.DOCUMENT.WRAPPED", "SAML.DOCUMENT.WRAPPED.REFUSED"))
def wrapped(server: Reference) -> None:
    """Any element that is signed will do, and the first assertion is read."""

    def signed(connection: EnterpriseConnection, root: "_Element") -> Signed:
        places = [one.getparent() for one in root.iter("{*}Signature")]
        for place in places:
            if place is not None:
                server.saml_signatures.verified(connection, place)
        if not places:
            return original(connection, root)
        return Signed(root, next(root.iter("{*}Assertion")), whole=root in places)

    original = replace(server.saml_signatures.signed, signed)


@fault("saml-response.cut", caught_by=("SAML.DOCUMENT.SPLIT",))
def cut(server: Reference) -> None:
    """Of a text, only what stands before anything else in it is read."""

    def read(connection: EnterpriseConnection, encoded: str | None) -> SamlResponse:
        response = original(connection, encoded)
        assertion = found(server.saml_responses.document(encoded), "saml:Assertion")[0]
        names = found(assertion, "saml:Subject/saml:NameID")
        told = {
            one.get("Name", ""): one.findtext("saml:AttributeValue", "", NAMES)
            for one in found(assertion, "saml:AttributeStatement/saml:Attribute")
        }
        return changed(response, subject=names[0].text or "", attributes=told)

    original = replace(server.saml_responses.read, read)


@fault("saml-response.declared", caught_by=("SAML.DOCUMENT.DECLARED", "SAML.DOCUMENT.FETCHED"))
def declared(server: Reference) -> None:
    """What a document declares is expanded, and fetched from wherever that is."""

    def document(encoded: str | None) -> "_Element":
        from lxml import etree

        class Fetching(etree.Resolver):
            def resolve(self, url: Any, _public_id: Any, context: Any, /) -> Any:
                from urllib.request import urlopen

                if not str(url).startswith("http"):
                    return None
                return self.resolve_string(urlopen(url, timeout=5).read().decode(), context)  # noqa: S310

        parser = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False, huge_tree=False)
        parser.resolvers.add(Fetching())
        try:
            root = etree.fromstring(base64.b64decode(encoded or ""), parser)
        except (ValueError, etree.XMLSyntaxError):
            return original(encoded)
        return root

    original = replace(server.saml_responses.document, document)

"""A response of a company's provider: read, held against everything that it has to be, and turned into a person.

| what | is held against | otherwise |
|---|---|---|
| document | base64 and XML without a document type | saml_response_invalid |
| signatures | the certificate of the connection | saml_response_invalid |
| issuer, audience, destination, recipient | the connection's provider, and this server's own names for it | same |
| times | now, give or take a minute | same |
| assertion id | those that were taken before | same |
| attributes | the mapping of the connection | saml_user_attribute_missing |
| address | the domains of the connection | saml_email_address_domain_mismatch |
"""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fapi_reference.clock import MINUTE
from fapi_reference.problems import refuse
from fapi_reference.records.enterprise import EnterpriseConnection
from fapi_reference.records.verification import ExternalIdentity
from fapi_reference.services.relying_party import text
from fapi_reference.services.saml_documents import UnreadableXml, found, parsed, text_of
from fapi_reference.services.saml_signatures import Signed

if TYPE_CHECKING:
    from lxml.etree import _Element

    from fapi_reference.reference import Reference

SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
LEEWAY = MINUTE
METADATA_PREFIX = "public_metadata_"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamlResponse:
    """One that the provider of the connection has made for this server, now."""

    assertion_id: str
    good_until: int
    in_response_to: str | None
    """None: nobody here has asked for it."""
    subject: str
    attributes: dict[str, str]


class SamlResponses:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def read(self, connection: EnterpriseConnection, encoded: str | None) -> SamlResponse:
        signed = self.server.saml_signatures.signed(connection, self.document(encoded))
        self.refuse_issuer(connection, signed)
        self.refuse_failure(signed)
        self.refuse_destination(connection, signed)
        until = self.conditions(connection, signed.assertion)
        confirmation = self.confirmation(connection, signed.assertion)
        if not found(signed.assertion, "saml:AuthnStatement"):
            raise refuse("saml_response_invalid")
        return SamlResponse(
            assertion_id=signed.assertion.get("ID", ""),
            good_until=max(until, instant(confirmation.get("NotOnOrAfter")) or 0),
            in_response_to=self.asked_by(signed, confirmation),
            subject=text_of(next(iter(found(signed.assertion, "saml:Subject/saml:NameID")), None)),
            attributes=dict(self.attributes(signed.assertion)),
        )

    def document(self, encoded: str | None) -> "_Element":
        try:
            return parsed(base64.b64decode("".join((encoded or "").split()), validate=True))
        except (binascii.Error, ValueError, UnreadableXml):
            raise refuse("saml_response_invalid") from None

    # who speaks, and to whom

    def refuse_issuer(self, connection: EnterpriseConnection, signed: Signed) -> None:
        """The response may leave it out, the assertion may not (SAML profiles, section 4.1.4.2)."""
        named = [text_of(one) for one in found(signed.response, "saml:Issuer")]
        own = [text_of(one) for one in found(signed.assertion, "saml:Issuer")]
        if set(named) - {connection.idp.entity_id} or own != [connection.idp.entity_id]:
            raise refuse("saml_response_invalid")

    def refuse_failure(self, signed: Signed) -> None:
        codes = found(signed.response, "samlp:Status/samlp:StatusCode")
        if [one.get("Value") for one in codes] != [SUCCESS]:
            raise refuse("saml_response_invalid")

    def refuse_destination(self, connection: EnterpriseConnection, signed: Signed) -> None:
        """SEC-196. A response that is signed names it (SAML bindings, section 3.5.5.2)."""
        named = signed.response.get("Destination")
        if named != self.server.enterprise_connections.acs_url(connection) and (named or signed.whole):
            raise refuse("saml_response_invalid")

    # the conditions under which it holds

    def conditions(self, connection: EnterpriseConnection, assertion: "_Element") -> int:
        """When it ends; this server is its audience (SAML core, section 2.5.1)."""
        conditions = found(assertion, "saml:Conditions")
        if len(conditions) != 1:
            raise refuse("saml_response_invalid")
        audiences = [
            [text_of(one) for one in found(restriction, "saml:Audience")]
            for restriction in found(conditions[0], "saml:AudienceRestriction")
        ]
        self.refuse_audience(connection, audiences)
        self.refuse_times(conditions[0])
        return instant(conditions[0].get("NotOnOrAfter")) or 0

    def refuse_audience(self, connection: EnterpriseConnection, audiences: list[list[str]]) -> None:
        """Every restriction has to let us in, and there has to be one."""
        ours = self.server.enterprise_connections.entity_id(connection)
        if not audiences or not all(ours in one for one in audiences):
            raise refuse("saml_response_invalid")

    def refuse_times(self, bounded: "_Element") -> None:
        now = self.server.clock.now()
        for name in ("NotBefore", "NotOnOrAfter"):
            told = bounded.get(name)
            if told is None:
                continue
            moment = instant(told)
            if moment is None or (moment > now + LEEWAY if name == "NotBefore" else moment <= now - LEEWAY):
                raise refuse("saml_response_invalid")

    def confirmation(self, connection: EnterpriseConnection, assertion: "_Element") -> "_Element":
        """Of somebody who bears it here and now (SAML profiles, section 4.1.4.2)."""
        data = [
            one
            for confirmation in found(assertion, "saml:Subject/saml:SubjectConfirmation")
            if confirmation.get("Method") == BEARER
            for one in found(confirmation, "saml:SubjectConfirmationData")
        ]
        if len(data) != 1:
            raise refuse("saml_response_invalid")
        self.refuse_recipient(connection, data[0])
        if data[0].get("NotBefore") or not data[0].get("NotOnOrAfter"):
            raise refuse("saml_response_invalid")
        self.refuse_times(data[0])
        return data[0]

    def refuse_recipient(self, connection: EnterpriseConnection, data: "_Element") -> None:
        if data.get("Recipient") != self.server.enterprise_connections.acs_url(connection):
            raise refuse("saml_response_invalid")

    def asked_by(self, signed: Signed, confirmation: "_Element") -> str | None:
        """The request that it answers; what stands around the assertion cannot say otherwise (SEC-197)."""
        asked, around = confirmation.get("InResponseTo"), signed.response.get("InResponseTo")
        if around is not None and around != asked:
            raise refuse("saml_response_invalid")
        return asked

    # once

    def take(self, connection: EnterpriseConnection, response: SamlResponse) -> None:
        """SAML-005: every response is taken once."""
        taken, key = self.server.store.saml_assertions, (connection.id, response.assertion_id)
        if self.was_taken(key):
            raise refuse("saml_response_invalid")
        now = self.server.clock.now()
        for old in [one for one, until in taken.items() if until < now - LEEWAY]:
            del taken[old]
        taken[key] = response.good_until + LEEWAY

    def was_taken(self, key: tuple[str, str]) -> bool:
        return key in self.server.store.saml_assertions

    # whom it names

    def attributes(self, assertion: "_Element") -> "Iterator[tuple[str, str]]":
        """Each by its name, with its first value."""
        for attribute in found(assertion, "saml:AttributeStatement/saml:Attribute"):
            values = found(attribute, "saml:AttributeValue")
            yield attribute.get("Name", ""), text(text_of(values[0])) if values else ""

    def identity(self, connection: EnterpriseConnection, response: SamlResponse) -> ExternalIdentity:
        """SAML-004, SEC-198."""
        mapped, told = connection.mapping, response.attributes
        subject = told.get(mapped.user_id, "") if mapped.user_id else response.subject
        address = told.get(mapped.email_address, "")
        for name, value in ((mapped.user_id or "NameID", subject), (mapped.email_address, address)):
            if not value:
                raise refuse("saml_user_attribute_missing", missing_attribute=name)
        self.refuse_address(connection, address)
        return ExternalIdentity(
            strategy="saml",
            subject=subject,
            email_address=self.server.identifiers.normal("email_address", address),
            email_verified=True,
            first_name=told.get(mapped.first_name, ""),
            last_name=told.get(mapped.last_name, ""),
            connection_id=connection.id,
            public_metadata={
                name.removeprefix(METADATA_PREFIX): value
                for name, value in told.items()
                if name.startswith(METADATA_PREFIX) and name != METADATA_PREFIX
            },
        )

    def refuse_address(self, connection: EnterpriseConnection, address: str) -> None:
        usable = self.server.identifiers.well_formed("email_address", address)
        if not usable or not self.server.enterprise_connections.vouches(connection, address):
            received = address.rpartition("@")[2]
            raise refuse(
                "saml_email_address_domain_mismatch",
                expected_domain=", ".join(connection.domains),
                received_domain=received,
            )


def instant(told: str | None) -> int | None:
    """Milliseconds; None for what is no time. Those of SAML are in UTC, whether they say so or not."""
    if told is None:
        return None
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1_000)

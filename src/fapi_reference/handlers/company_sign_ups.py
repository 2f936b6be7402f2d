"""Sign-ups by way of a company's provider, in the attempt that there is or in a new one."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange
from fapi_reference.records.attempts import SignUp
from fapi_reference.services.authorization_purposes import OfSignUp
from fapi_reference.services.supplies import Supply

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

MISSING = {"saml": "saml_connection_not_found", "enterprise_sso": "enterprise_sso_sign_up_connection_missing"}


def begin(server: "Reference", exchange: Exchange, strategy: str, supply: Supply, attempt: SignUp | None) -> SignUp:
    """The address says which company, or its connection is named."""
    wanted = server.authorizations.wanted(exchange, strategy)
    address = supply.values.get("email_address") or (attempt.values.get("email_address") if attempt else None)
    named = exchange.form.get("enterprise_connection_id")
    connection = server.saml_visits.chosen(address, named, MISSING[strategy])
    client = server.clients.of(exchange)
    attempt = attempt or server.sign_ups.open(client)
    server.supplies.store(supply, attempt)
    purpose = OfSignUp(attempt.id, client.id)
    attempt.verifications["external_account"] = server.saml_visits.begin(purpose, wanted, connection, address or "")
    server.clients.changed(client)
    return attempt

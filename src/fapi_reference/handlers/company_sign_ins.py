"""Sign-ins by way of a company's provider: `saml`, and `enterprise_sso` as it is called since (AUTH-066, AUTH-246)."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.services.authorization_purposes import OfSignIn

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

MISSING = {"saml": "saml_connection_not_found", "enterprise_sso": "enterprise_sso_sign_in_connection_missing"}


def create(server: "Reference", exchange: Exchange, strategy: str) -> SignIn:
    """With an address to go back to the visit begins at once; without one it is prepared, as official clients do."""
    form = exchange.form
    identifier, connection_id = form.get("identifier"), form.get("enterprise_connection_id")
    if identifier is None and connection_id is None:
        raise refuse("form_conditional_param_missing", "identifier")
    told = strategy == "saml" or "redirect_url" in form
    wanted = server.authorizations.wanted(exchange, strategy) if told else None
    connection = server.saml_visits.chosen(identifier, connection_id, MISSING[strategy])
    client = server.clients.of(exchange)
    attempt = server.sign_ins.identify(client, identifier) if identifier else server.sign_ins.begin(client)
    if wanted and server.saml_visits.begins_at_once():
        purpose = OfSignIn(attempt.id, client.id)
        attempt.first_factor = server.saml_visits.begin(purpose, wanted, connection, identifier or "")
    return attempt


def prepare(server: "Reference", exchange: Exchange, attempt: SignIn) -> None:
    """AUTH-257: the address that was typed says which company, or its connection is named."""
    form, client = exchange.form, exchange.caller()
    server.sign_ins.need_status(attempt, "needs_identifier", "needs_first_factor")
    wanted = server.authorizations.wanted(exchange, "enterprise_sso")
    named = form.get("enterprise_connection_id")
    connection = server.saml_visits.chosen(attempt.identifier, named, "strategy_for_user_invalid")
    purpose = OfSignIn(attempt.id, client.id)
    attempt.first_factor = server.saml_visits.begin(purpose, wanted, connection, attempt.identifier or "")
    server.clients.changed(client)

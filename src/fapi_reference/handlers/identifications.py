"""The email addresses, phone numbers and wallets of the signed-in user: one set of handlers for all (section 4)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.records.identities import Identification
from fapi_reference.services.identifications import PROVES
from fapi_reference.services.saml_purposes import OfEmailAddress

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Handlers:
    """``parameter`` is what the path calls the id of one, ``proof`` what a request calls that of it."""

    def __init__(self, kind: str, parameter: str, proof: str = "code") -> None:
        self.kind = kind
        self.parameter = parameter
        self.proof = proof

    def listed(self, server: "Reference", exchange: Exchange) -> Any:
        """A bare list (GEN-002)."""
        items = server.identifications.of(exchange.signed_in(), self.kind)
        return server.views.identifications(items)

    def create(self, server: "Reference", exchange: Exchange) -> Any:
        """USER-222, USER-223, USER-241, USER-261."""
        user, form = exchange.signed_in(), exchange.form
        value = form.need(self.kind)
        server.company_arrivals.refuse_additional(user)
        reserve = self.kind == "phone_number" and bool(form.flag("reserved_for_second_factor"))
        item = server.identifications.add(user, self.kind, value, reserve=reserve)
        return self.answer(server, exchange, item)

    def read(self, server: "Reference", exchange: Exchange) -> Any:
        return server.views.envelope(server.views.identification(self.named(server, exchange)), exchange)

    def prepare(self, server: "Reference", exchange: Exchange) -> Any:
        """USER-226, USER-242, USER-262."""
        item = self.named(server, exchange)
        strategy = exchange.form.need("strategy")
        server.strategies.need_served(strategy, PROVES[self.kind])
        if strategy == "enterprise_sso":
            self.visit_company(server, exchange, item)
            return self.answer(server, exchange, item)
        redirect_url = server.redirects.needed(exchange.form) if strategy == "email_link" else None
        server.identifications.prepare(item, strategy, exchange.caller(), redirect_url)
        return self.answer(server, exchange, item)

    def visit_company(self, server: "Reference", exchange: Exchange, item: Identification) -> None:
        """USER-228."""
        wanted = server.authorizations.wanted(exchange, "enterprise_sso", needed="form_param_missing")
        named = exchange.form.get("enterprise_connection_id")
        connection = server.saml_visits.chosen(item.value, named, "saml_connection_not_found")
        server.identifications.need(item, "prepare")
        purpose = OfEmailAddress(item.id, exchange.signed_in().id, exchange.caller().id)
        item.verification = server.saml_visits.begin(purpose, wanted, connection, item.value)
        server.identifications.touched(item)

    def attempt(self, server: "Reference", exchange: Exchange) -> Any:
        """USER-229, USER-265."""
        item = self.named(server, exchange)
        server.identifications.attempt(exchange.signed_in(), item, exchange.form.need(self.proof))
        return self.answer(server, exchange, item)

    def update(self, server: "Reference", exchange: Exchange) -> Any:
        """Phone numbers alone: as a second factor, and the default one (USER-244 to USER-250)."""
        item = self.named(server, exchange)
        reserve = exchange.form.flag("reserved_for_second_factor")
        default = exchange.form.flag("default_second_factor")
        codes = server.second_factor_numbers.update(exchange.signed_in(), item, reserve, default)
        server.clients.changed(exchange.caller())
        return server.views.envelope(server.views.identification(item) | {"backup_codes": codes}, exchange)

    def delete(self, server: "Reference", exchange: Exchange) -> Any:
        """USER-231, USER-207."""
        item = self.named(server, exchange)
        server.identifications.remove(exchange.signed_in(), item)
        server.clients.changed(exchange.caller())
        return server.views.envelope(server.views.deleted(self.kind, item.id), exchange)

    def named(self, server: "Reference", exchange: Exchange) -> Identification:
        return server.identifications.named(exchange.signed_in(), self.kind, exchange.ids[self.parameter])

    def answer(self, server: "Reference", exchange: Exchange, item: Identification) -> Any:
        server.clients.changed(exchange.caller())
        return server.views.envelope(server.views.identification(item), exchange)


EMAIL_ADDRESSES = Handlers("email_address", "email_id")
PHONE_NUMBERS = Handlers("phone_number", "phone_number_id")
WEB3_WALLETS = Handlers("web3_wallet", "web3_wallet_id", "signature")

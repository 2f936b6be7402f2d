"""Verifying a session anew, and what wants it to be so (facts, section 20; account area, section 1.7).

| level | status | event | next |
|---|---|---|---|
| any | (none) | start | needs_first_factor; at second_factor needs_second_factor |
| first_factor | needs_first_factor | prove | complete |
| multi_factor | needs_first_factor | prove | needs_second_factor |
| second_factor, multi_factor | needs_second_factor | prove | complete |
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fapi_reference.clock import MINUTE
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.enterprise import EnterpriseAccount
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Reverification, Session
from fapi_reference.records.verification import Verification
from fapi_reference.services.saml_purposes import OfReverification

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange, Form
    from fapi_reference.reference import Reference

FIRST_DUE, SECOND_DUE, COMPLETE = "needs_first_factor", "needs_second_factor", "complete"
STARTS: Mapping[str, str] = {"first_factor": FIRST_DUE, "second_factor": SECOND_DUE, "multi_factor": FIRST_DUE}
STEPS: Mapping[tuple[str, str], str] = {
    ("first_factor", FIRST_DUE): COMPLETE,
    ("multi_factor", FIRST_DUE): SECOND_DUE,
    ("second_factor", SECOND_DUE): COMPLETE,
    ("multi_factor", SECOND_DUE): COMPLETE,
}
"""Where a proven factor leads, by level and status."""

PREPARED_FIRST = frozenset({"email_code", "phone_code", "passkey", "enterprise_sso"})
ATTEMPTED_FIRST = frozenset({"password", "email_code", "phone_code", "passkey"})
PREPARED_SECOND = frozenset({"phone_code"})
ATTEMPTED_SECOND = frozenset({"phone_code", "totp", "backup_code"})
"""The published strategies (AUTH-344). Links are not among them (AUTH-351)."""

FRESH_FOR = 10 * MINUTE
ALWAYS: frozenset[str] = frozenset()
SENSITIVE: Mapping[tuple[str, str], frozenset[str]] = {
    ("PATCH", "/v1/me"): frozenset(
        ["username", "primary_email_address_id", "primary_phone_number_id", "primary_web3_wallet_id"]
    ),
    ("DELETE", "/v1/me"): ALWAYS,
    ("POST", "/v1/me/change_password"): ALWAYS,
    ("POST", "/v1/me/remove_password"): ALWAYS,
    ("POST", "/v1/me/email_addresses"): ALWAYS,
    ("DELETE", "/v1/me/email_addresses/{email_id}"): ALWAYS,
    ("POST", "/v1/me/phone_numbers"): ALWAYS,
    ("PATCH", "/v1/me/phone_numbers/{phone_number_id}"): frozenset(
        ["reserved_for_second_factor", "default_second_factor"]
    ),
    ("DELETE", "/v1/me/phone_numbers/{phone_number_id}"): ALWAYS,
    ("POST", "/v1/me/passkeys"): ALWAYS,
    ("DELETE", "/v1/me/passkeys/{passkey_id}"): ALWAYS,
    ("POST", "/v1/me/web3_wallets"): ALWAYS,
    ("DELETE", "/v1/me/web3_wallets/{web3_wallet_id}"): ALWAYS,
    ("POST", "/v1/me/external_accounts"): ALWAYS,
    ("DELETE", "/v1/me/external_accounts/{external_account_id}"): ALWAYS,
    ("POST", "/v1/me/totp"): ALWAYS,
    ("DELETE", "/v1/me/totp"): ALWAYS,
    ("POST", "/v1/me/backup_codes"): ALWAYS,
    ("POST", "/v1/me/sessions/{session_id}/revoke"): ALWAYS,
}
"""The operations that want a freshly verified session; some only with one of these parameters (AUTH-350, SEC-144)."""


class Reverifications:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # the machine

    def start(self, session: Session, level: str) -> None:
        """In place of one that was begun before. Without a second factor the first has to do (AUTH-343)."""
        user = self.server.users.of(session)
        used = level if self.server.second_factors.enrolled(user) else "first_factor"
        session.reverification = Reverification(id=new_id("sessrev"), level=used, status=STARTS[used])

    def current(self, session: Session) -> Reverification:
        if session.reverification is None:
            raise refuse("session_reverification_missing")
        return session.reverification

    def due(self, session: Session, status: str) -> Reverification:
        """The one that was started, if this factor's turn has come (AUTH-348)."""
        current = self.current(session)
        if current.status != status:
            raise refuse("invalid_action_for_session_reverification")
        return current

    def step(self, current: Reverification) -> None:
        current.status = STEPS[current.level, current.status]

    # first factor

    def first_factors(self, user: User) -> list[dict[str, Any]]:
        own = [factor for factor in self.server.factors.of(user) if factor["strategy"] in ATTEMPTED_FIRST]
        connections = self.server.store.enterprise_connections
        companies = [self.server.factors.company(connections[one.connection_id]) for one in self.companies(user)]
        return own + companies

    def prepare_first(self, session: Session, strategy: str, exchange: "Exchange") -> None:
        current = self.due(session, FIRST_DUE)
        user = self.server.users.of(session)
        if strategy == "passkey":
            current.first_factor = self.server.passkeys.ask(exchange, user)
            return
        if strategy == "enterprise_sso":
            current.first_factor = self.at_company(session, user, exchange)
            return
        target = self.server.factors.picked(self.first_factors(user), strategy, exchange.form)
        current.first_factor = self.server.codes.send(strategy, target, current.first_factor)

    def at_company(self, session: Session, user: User, exchange: "Exchange") -> Verification:
        """By a visit to the provider of an account that the user has."""
        wanted = self.server.authorizations.wanted(exchange, "enterprise_sso")
        named = exchange.form.get("enterprise_connection_id")
        account = next((one for one in self.companies(user) if named in (None, one.connection_id)), None)
        if account is None:
            raise refuse("strategy_for_user_invalid")
        connection = self.server.enterprise_connections.named(account.connection_id)
        purpose = OfReverification(session.id, exchange.caller().id)
        return self.server.saml_visits.begin(purpose, wanted, connection, account.identity.email_address)

    def companies(self, user: User) -> list[EnterpriseAccount]:
        """The accounts of a user at companies whose connection is on."""
        connections = self.server.store.enterprise_connections
        served = self.server.enterprise_connections.served()
        return [one for one in user.enterprise_accounts if served and connections[one.connection_id].active]

    def attempt_first(self, session: Session, strategy: str, secret: str) -> None:
        """Only its own age starts anew: the other factor was not proven (AUTH-346, SEC-145)."""
        current = self.due(session, FIRST_DUE)
        user = self.server.users.of(session)
        if strategy == "password":
            wrong = refuse("form_password_incorrect", "password")
            current.first_factor = self.server.proofs.password(user, secret, wrong)
        elif strategy == "passkey":
            self.server.passkeys.prove(current.first_factor, secret, user)
        else:
            self.server.proofs.code(user, current.first_factor, strategy, secret)
        self.first_proven(session)

    def first_proven(self, session: Session) -> None:
        self.step(self.current(session))
        session.first_factor_at = self.server.clock.now()
        self.server.lockout.succeeded(self.server.users.of(session))

    # second factor

    def second_factors(self, user: User) -> list[dict[str, Any]]:
        return self.server.second_factors.offered(user)

    def prepare_second(self, session: Session, strategy: str, form: "Form") -> None:
        current = self.due(session, SECOND_DUE)
        offered = self.second_factors(self.server.users.of(session))
        current.second_factor = self.server.second_factors.prepare(strategy, form, offered, current.second_factor)

    def attempt_second(self, session: Session, strategy: str, code: str) -> None:
        current = self.due(session, SECOND_DUE)
        user = self.server.users.of(session)
        current.second_factor = self.server.second_factors.prove(user, strategy, code, current.second_factor)
        self.step(current)
        session.second_factor_at = self.server.clock.now()
        self.server.lockout.succeeded(user)

    # what wants it

    def sensitive(self, exchange: "Exchange") -> bool:
        if exchange.resource is None:
            return False
        parameters = SENSITIVE.get((exchange.method, exchange.resource.template))
        return parameters is not None and (not parameters or any(name in exchange.form for name in parameters))

    def need_fresh(self, exchange: "Exchange") -> None:
        """A sensitive operation wants its session's factors fresh, where the instance says so (AUTH-349, AUTH-350)."""
        session = exchange.session
        if session and self.server.settings.protection.reverification and not self.fresh(session):
            raise refuse("session_reverification_required")

    def fresh(self, session: Session) -> bool:
        """The strongest factor that was ever proven has to be (REV-003, REV-006)."""
        proven = self.server.sessions.second_factor_at(session) or session.first_factor_at
        return proven is not None and self.server.clock.now() - proven < FRESH_FOR

"""Deviations of connections to companies in the hands of who tends them."""

from typing import Any

from fapi_reference.exchange import Form
from fapi_reference.faults import alter, fault, replace
from fapi_reference.records.enterprise import EnterpriseConnection, TestRun
from fapi_reference.reference import Reference

NO_SELF_SERVE = "[enterprise_sso]\nself_serve = false\n"


@fault("enterprise-connection.unchanged", caught_by=("ENTERPRISE-CONNECTION.UPDATE",))
def unchanged(server: Reference) -> None:
    """A change of a connection is answered and forgotten."""
    replace(server.connection_changes.apply, lambda _connection, _form, *_more: None)


@fault("enterprise-connection.forgetful", caught_by=("ENTERPRISE-CONNECTION.UPDATE.KEPT",))
def forgetful(server: Reference) -> None:
    """What a change does not speak of is switched off."""

    def apply(connection: EnterpriseConnection, form: Form, *more: str) -> None:
        original(connection, form, *more)
        if "active" not in form.values:
            connection.active = False

    original = replace(server.connection_changes.apply, apply)


@fault("enterprise-connection.domains-as-typed", caught_by=("ENTERPRISE-CONNECTION.DOMAINS.LOWER-CASE",))
def domains_as_typed(server: Reference) -> None:
    """Domains stay as they were typed."""
    replace(server.enterprise_connections.read_domains, list)


@fault("enterprise-connection.secret-shown", caught_by=("ENTERPRISE-CONNECTION.SECRET",))
def secret_shown(server: Reference) -> None:
    """The client secret that somebody gives a connection is shown to them again."""
    kept: dict[str, Any] = {}

    def apply(_connection: EnterpriseConnection, form: Form, *more: str) -> None:
        if (secret := form.get("oidc_client_secret")) is None:
            original(_connection, form, *more)
        else:
            kept["client_secret"] = secret

    original = replace(server.connection_changes.apply, apply)
    alter(server.views.enterprise_connection, lambda shown: shown | ({"oauth_config": dict(kept)} if kept else {}))


@fault("enterprise-connection.off-in-name", caught_by=("ENTERPRISE-CONNECTION.SWITCHED-OFF",))
def off_in_name(server: Reference) -> None:
    """People still come by a connection that was switched off."""

    def active(saml_id: str) -> EnterpriseConnection:
        found = server.store.saml_connections.get(saml_id)
        return found or original(saml_id)

    original = replace(server.enterprise_connections.active, active)


@fault("enterprise-connection.deleted-in-name", caught_by=("ENTERPRISE-CONNECTION.DELETE",))
def deleted_in_name(server: Reference) -> None:
    """A connection that was deleted stays where it was."""
    replace(server.enterprise_connections.delete, lambda _connection: None)


@fault(
    "enterprise-connection.tended-anyway", caught_by=("ENTERPRISE-CONNECTION.SELF-SERVE.OFF",), settings=NO_SELF_SERVE
)
def tended_anyway(server: Reference) -> None:
    """Connections are tended by people where the instance says that they are not."""

    def as_told(shown: dict[str, Any]) -> dict[str, Any]:
        settings = shown["user_settings"]
        told = settings["enterprise_sso"] | {"self_serve_sso": False}
        return shown | {"user_settings": settings | {"enterprise_sso": told}}

    replace(server.enterprise_connections.self_served, lambda: True)
    alter(server.views.environment, as_told)


@fault("enterprise-connection.trial-nowhere", caught_by=("ENTERPRISE-CONNECTION.TRIAL",))
def trial_nowhere(server: Reference) -> None:
    """A trial leads to the service itself."""
    replace(server.saml_visits.try_out, lambda _connection, _run: server.base_url)


@fault("enterprise-connection.any-ticket", caught_by=("ENTERPRISE-CONNECTION.TRIAL.TICKET",))
def any_ticket(server: Reference) -> None:
    """A trial begins by any ticket."""

    def begun_by(connection: EnterpriseConnection, _ticket: str) -> TestRun:
        return server.enterprise_connections.test_run(connection)

    replace(server.enterprise_connections.begun_by, begun_by)

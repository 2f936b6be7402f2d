"""Connections to companies, in the hands of who tends them; and their trial."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

WHEN = ("self-serve-sso", "organizations", "organization-creation")
UPDATES = ("updateMeEnterpriseConnection", "updateOrganizationEnterpriseConnection")
DELETES = ("deleteMeEnterpriseConnection", "deleteOrganizationEnterpriseConnection")

_connection = Area(
    name="ENTERPRISE-CONNECTION",
    profile="enterprise-sso",
    when=WHEN,
    operations=UPDATES,
    twins=("UPDATE",),
    means=("saml_connection",),
)

UPDATED = _connection(
    "UPDATE",
    MUST,
    "A change is answered with the connection as it is then: its id, and what was changed.",
    "updateMeEnterpriseConnection 200",
    "updateOrganizationEnterpriseConnection 200",
    twins=(),
)
KEPT = _connection(
    "UPDATE.KEPT",
    SHOULD,
    "What a change does not speak of stays as it was.",
    "updateMeEnterpriseConnection 200",
    "updateOrganizationEnterpriseConnection 200",
)
LOWER_CASE = _connection(
    "DOMAINS.LOWER-CASE",
    SHOULD,
    "Domains become lower case.",
    "updateOrganizationEnterpriseConnection 200",
    "GAP-059",
)
SECRET = _connection(
    "SECRET",
    SHOULD,
    "No answer shows the client secret of a connection.",
    "updateOrganizationEnterpriseConnection 200",
)
SWITCHED_OFF = _connection(
    "SWITCHED-OFF",
    MUST,
    "Nobody comes back by a connection that was switched off: 404 `saml_connection_active_not_found`.",
    "acs 404",
    "updateOrganizationEnterpriseConnection 200",
    "SAML-004",
    operations=("acs", "updateOrganizationEnterpriseConnection"),
    when=(*WHEN, "sign-up-open", "email-identifier"),
)
DELETED = _connection(
    "DELETE",
    MUST,
    "A connection that was deleted is told to be so, and is there no more for who tended it or comes by it.",
    "deleteMeEnterpriseConnection 200",
    "deleteOrganizationEnterpriseConnection 200",
    "acs 404",
    operations=(*DELETES, "acs"),
    twins=(),
)
SELF_SERVE_OFF = _connection(
    "SELF-SERVE.OFF",
    MUST,
    "Where nobody tends connections oneself, a change of one is refused.",
    "updateOrganizationEnterpriseConnection 403",
    "error catalogue: self_serve_sso_disabled",
    operations=(*UPDATES, *DELETES),
    when=("no-self-serve-sso", "organizations", "organization-creation"),
    twins=(),
)
TRIAL = _connection(
    "TRIAL",
    SHOULD,
    "A trial leads to the identity provider of its connection.",
    "initEnterpriseConnectionTestRun 301",
    operations=("initEnterpriseConnectionTestRun",),
    when=("enterprise-sso",),
    twins=(),
)
TRIAL_TICKET = _connection(
    "TRIAL.TICKET",
    MUST,
    "A trial begins by a ticket for that connection, and by nothing else.",
    "initEnterpriseConnectionTestRun 400",
    "initEnterpriseConnectionTestRun 404",
    operations=("initEnterpriseConnectionTestRun",),
    when=("enterprise-sso",),
    twins=("TRIAL",),
)

"""Connections to companies, in the hands of who tends them; and their trial."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "enterprise-sso"
WHEN = ("self-serve-sso", "organizations", "organization-creation")
MEANS = ("saml_connection",)
UPDATES = ("updateMeEnterpriseConnection", "updateOrganizationEnterpriseConnection")
DELETES = ("deleteMeEnterpriseConnection", "deleteOrganizationEnterpriseConnection")

UPDATED = Requirement(
    id="ENTERPRISE-CONNECTION.UPDATE",
    level=Level.MUST,
    says="A change is answered with the connection as it is then: its id, and what was changed.",
    sources=("updateMeEnterpriseConnection 200", "updateOrganizationEnterpriseConnection 200"),
    profile=PROFILE,
    operations=UPDATES,
    when=WHEN,
    means=MEANS,
)
KEPT = Requirement(
    id="ENTERPRISE-CONNECTION.UPDATE.KEPT",
    level=Level.SHOULD,
    says="What a change does not speak of stays as it was.",
    sources=("updateMeEnterpriseConnection 200", "updateOrganizationEnterpriseConnection 200"),
    profile=PROFILE,
    operations=UPDATES,
    when=WHEN,
    means=MEANS,
    twins=("ENTERPRISE-CONNECTION.UPDATE",),
)
LOWER_CASE = Requirement(
    id="ENTERPRISE-CONNECTION.DOMAINS.LOWER-CASE",
    level=Level.SHOULD,
    says="Domains become lower case.",
    sources=("updateOrganizationEnterpriseConnection 200", "GAP-059"),
    profile=PROFILE,
    operations=UPDATES,
    when=WHEN,
    means=MEANS,
    twins=("ENTERPRISE-CONNECTION.UPDATE",),
)
SECRET = Requirement(
    id="ENTERPRISE-CONNECTION.SECRET",
    level=Level.SHOULD,
    says="No answer shows the client secret of a connection.",
    sources=("updateOrganizationEnterpriseConnection 200",),
    profile=PROFILE,
    operations=UPDATES,
    when=WHEN,
    means=MEANS,
    twins=("ENTERPRISE-CONNECTION.UPDATE",),
)
SWITCHED_OFF = Requirement(
    id="ENTERPRISE-CONNECTION.SWITCHED-OFF",
    level=Level.MUST,
    says="Nobody comes back by a connection that was switched off: 404 `saml_connection_active_not_found`.",
    sources=("acs 404", "updateOrganizationEnterpriseConnection 200", "SAML-004"),
    profile=PROFILE,
    operations=("acs", "updateOrganizationEnterpriseConnection"),
    when=(*WHEN, "sign-up-open", "email-identifier"),
    means=MEANS,
    twins=("ENTERPRISE-CONNECTION.UPDATE",),
)
DELETED = Requirement(
    id="ENTERPRISE-CONNECTION.DELETE",
    level=Level.MUST,
    says="A connection that was deleted is told to be so, and is there no more for who tended it or comes by it.",
    sources=("deleteMeEnterpriseConnection 200", "deleteOrganizationEnterpriseConnection 200", "acs 404"),
    profile=PROFILE,
    operations=(*DELETES, "acs"),
    when=WHEN,
    means=MEANS,
)
SELF_SERVE_OFF = Requirement(
    id="ENTERPRISE-CONNECTION.SELF-SERVE.OFF",
    level=Level.MUST,
    says="Where nobody tends connections oneself, a change of one is refused.",
    sources=("updateOrganizationEnterpriseConnection 403", "error catalogue: self_serve_sso_disabled"),
    profile=PROFILE,
    operations=(*UPDATES, *DELETES),
    when=("no-self-serve-sso", "organizations", "organization-creation"),
    means=MEANS,
)
TRIAL = Requirement(
    id="ENTERPRISE-CONNECTION.TRIAL",
    level=Level.SHOULD,
    says="A trial leads to the identity provider of its connection.",
    sources=("initEnterpriseConnectionTestRun 301",),
    profile=PROFILE,
    operations=("initEnterpriseConnectionTestRun",),
    when=("enterprise-sso",),
    means=MEANS,
)
TRIAL_TICKET = Requirement(
    id="ENTERPRISE-CONNECTION.TRIAL.TICKET",
    level=Level.MUST,
    says="A trial begins by a ticket for that connection, and by nothing else.",
    sources=("initEnterpriseConnectionTestRun 400", "initEnterpriseConnectionTestRun 404"),
    profile=PROFILE,
    operations=("initEnterpriseConnectionTestRun",),
    when=("enterprise-sso",),
    means=MEANS,
    twins=("ENTERPRISE-CONNECTION.TRIAL",),
)

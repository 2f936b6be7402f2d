"""All that the server remembers, in memory, by id."""

from collections import deque
from typing import TYPE_CHECKING, Any

from fapi_reference.clock import Dated
from fapi_reference.records.agent_tasks import AgentTask
from fapi_reference.records.api_keys import ApiKey
from fapi_reference.records.application import (
    Integration,
    Invitation,
    JwtTemplate,
    Mail,
    OpenIDProvider,
    SignInToken,
    TestingToken,
)
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.domains import ClientLink, SatelliteDomain
from fapi_reference.records.enterprise import EnterpriseAccount, EnterpriseConnection, TestRun
from fapi_reference.records.factors import Authenticator, Passkey
from fapi_reference.records.identities import ExternalAccount, Identification
from fapi_reference.records.oauth import (
    AccessToken,
    AuthorizationCode,
    LoginDemand,
    OAuthApplication,
    OAuthConsent,
    OAuthGrant,
    RefreshToken,
)
from fapi_reference.records.organizations import (
    Membership,
    MembershipRequest,
    Organization,
    OrganizationDomain,
    OrganizationInvitation,
    OrganizationSuggestion,
    Role,
)
from fapi_reference.records.people import Picture, User
from fapi_reference.records.sessions import Client, DevBrowser, Handshake, RotatingNonce, Session
from fapi_reference.records.waitlist import WaitlistEntry

if TYPE_CHECKING:
    from fapi_reference.services.authorizations import AuthorizationRequest
    from fapi_reference.services.saml_visits import SamlRequest


class Store:
    """All objects by id, and beside them what finds one by something else: a token, an identifier, a key, a slug."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}
        self.client_tokens: dict[str, Client] = {}
        self.dev_browsers: dict[str, DevBrowser] = {}
        self.sessions: dict[str, Session] = {}
        self.sign_ins: dict[str, SignIn] = {}
        self.sign_ups: dict[str, SignUp] = {}
        self.users: dict[str, User] = {}
        self.identifiers: dict[tuple[str, str], str] = {}
        """(kind, normal form) of every identifier that is held by a user, to that user's id."""
        self.identifications: dict[str, Identification] = {}
        self.authenticators: dict[str, Authenticator] = {}
        self.passkeys: dict[str, Passkey] = {}
        self.credentials: dict[str, Passkey] = {}
        """Every passkey that can be used, by the id of its credential as browsers write it."""
        self.external_accounts: dict[str, ExternalAccount] = {}
        self.subjects: dict[tuple[str, str], str] = {}
        """(connection, subject) of every account elsewhere that is linked, to its user's id."""
        self.openid_providers: dict[str, OpenIDProvider] = {}
        """By connection."""
        self.enterprise_connections: dict[str, EnterpriseConnection] = {}
        self.saml_connections: dict[str, EnterpriseConnection] = {}
        """The same, by their ids as SAML connections."""
        self.company_domains: dict[str, dict[str, EnterpriseConnection]] = {}
        """By domain and id."""
        self.enterprise_accounts: dict[str, EnterpriseAccount] = {}
        self.enterprise_subjects: dict[tuple[str, str], str] = {}
        """(connection, subject) of every account at a company, to its user's id."""
        self.test_runs: dict[str, TestRun] = {}
        self.saml_requests: dict[str, SamlRequest] = {}
        """By RelayState; each is good for one return."""
        self.saml_assertions: dict[tuple[str, str], int] = {}
        """(connection, id) of every assertion that was taken, until it would have ended by itself."""
        self.authorization_requests: dict[str, AuthorizationRequest] = {}
        """By state; each is good for one return."""
        self.rotating_nonces: dict[str, RotatingNonce] = {}
        self.pictures: dict[str, Picture] = {}
        self.integrations: dict[str, Integration] = {}
        self.sign_in_tokens: dict[str, SignInToken] = {}
        self.invitations: dict[str, Invitation] = {}
        self.waitlist_entries: dict[str, WaitlistEntry] = {}
        self.waiting: dict[str, WaitlistEntry] = {}
        """The same by address."""
        self.roles: dict[str, Role] = {}
        """By key."""
        self.organizations: dict[str, Organization] = {}
        self.slugs: dict[str, str] = {}
        """Every slug that is held, to the id of its organization."""
        self.memberships: dict[str, Membership] = {}
        self.joined: dict[str, dict[str, Membership]] = {}
        """By user id and organization id: what an organization's `members` has, from the other side."""
        self.organization_invitations: dict[str, OrganizationInvitation] = {}
        self.organization_domains: dict[str, OrganizationDomain] = {}
        self.organization_suggestions: dict[str, OrganizationSuggestion] = {}
        self.membership_requests: dict[str, MembershipRequest] = {}
        self.testing_tokens: dict[str, TestingToken] = {}
        self.api_keys: dict[str, ApiKey] = {}
        self.agent_tasks: dict[str, AgentTask] = {}
        self.domains: dict[str, SatelliteDomain] = {}
        """The domains of the instance beside its own."""
        self.links: dict[str, ClientLink] = {}
        """By nonce: clients that are to be known on a satellite's domain."""
        self.jwt_templates: dict[str, JwtTemplate] = {}
        self.handshakes: dict[str, Handshake] = {}
        self.oauth_applications: dict[str, OAuthApplication] = {}
        self.oauth_clients: dict[str, OAuthApplication] = {}
        """The same applications by client id."""
        self.oauth_consents: dict[tuple[str, str], OAuthConsent] = {}
        """By user id and client id."""
        self.oauth_grants: dict[str, OAuthGrant] = {}
        self.authorization_codes: dict[str, tuple[AuthorizationCode, OAuthGrant]] = {}
        self.access_tokens: dict[str, AccessToken] = {}
        self.refresh_tokens: dict[str, RefreshToken] = {}
        self.login_demands: dict[str, LoginDemand] = {}
        self.outbox: deque[Mail] = deque(maxlen=1_000)

    def find(self, object_id: str) -> Dated | None:
        """Anything that can be made older."""
        shelves: tuple[dict[str, Any], ...] = (
            self.clients, self.dev_browsers, self.sessions, self.sign_ins, self.sign_ups, self.users,
            self.identifications, self.authenticators, self.passkeys, self.sign_in_tokens, self.invitations,
            self.testing_tokens, self.waitlist_entries, self.external_accounts, self.organizations, self.memberships,
            self.organization_invitations, self.organization_domains, self.organization_suggestions,
            self.membership_requests, self.enterprise_connections, self.saml_connections, self.enterprise_accounts,
            self.test_runs, self.oauth_applications, self.oauth_grants, self.access_tokens, self.refresh_tokens,
            self.login_demands, self.api_keys, self.agent_tasks,
        )  # fmt: skip
        code = self.authorization_codes.get(object_id)
        return code[0] if code else next((shelf[object_id] for shelf in shelves if object_id in shelf), None)

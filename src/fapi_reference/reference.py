"""The server object: settings, state, and every service, view and hook, each reachable by a name of its own.

Everything is looked up on this object at call time, so that a fault is one assignment.
"""

import base64
import hashlib
import secrets

from fapi_reference.clock import Clock
from fapi_reference.ids import new_id
from fapi_reference.operations import all_operations
from fapi_reference.services.active_organizations import ActiveOrganizations
from fapi_reference.services.agent_tasks import AgentTasks
from fapi_reference.services.api_keys import ApiKeys
from fapi_reference.services.arrivals import Arrivals
from fapi_reference.services.authenticators import Authenticators
from fapi_reference.services.authorizations import Authorizations
from fapi_reference.services.backup_codes import BackupCodes
from fapi_reference.services.bans import Bans
from fapi_reference.services.captcha import Captcha
from fapi_reference.services.ceremonies import Ceremonies
from fapi_reference.services.clients import Clients
from fapi_reference.services.codes import Codes
from fapi_reference.services.company_arrivals import CompanyArrivals
from fapi_reference.services.connection_changes import ConnectionChanges
from fapi_reference.services.connections import Connections
from fapi_reference.services.enrollments import Enrollments
from fapi_reference.services.enterprise_accounts import EnterpriseAccounts
from fapi_reference.services.enterprise_connections import EnterpriseConnections
from fapi_reference.services.external_accounts import ExternalAccounts
from fapi_reference.services.factors import Factors
from fapi_reference.services.handshakes import Handshakes
from fapi_reference.services.id_tokens import IdTokens
from fapi_reference.services.identifications import Identifications
from fapi_reference.services.identifiers import Identifiers
from fapi_reference.services.jwt_templates import JwtTemplates
from fapi_reference.services.keys import Keys
from fapi_reference.services.link_sources import LinkSources
from fapi_reference.services.links import Links
from fapi_reference.services.lockout import Lockout
from fapi_reference.services.membership_requests import MembershipRequests
from fapi_reference.services.memberships import Memberships
from fapi_reference.services.oauth_applications import OAuthApplications
from fapi_reference.services.oauth_authorizations import OAuthAuthorizations
from fapi_reference.services.oauth_claims import OAuthClaims
from fapi_reference.services.oauth_clients import OAuthClients
from fapi_reference.services.oauth_consents import OAuthConsents
from fapi_reference.services.oauth_grants import OAuthGrants
from fapi_reference.services.oauth_registrations import OAuthRegistrations
from fapi_reference.services.oauth_requests import OAuthRequests
from fapi_reference.services.oauth_tokens import OAuthTokens
from fapi_reference.services.organization_domains import OrganizationDomains
from fapi_reference.services.organization_invitations import OrganizationInvitations
from fapi_reference.services.organization_tickets import OrganizationTickets
from fapi_reference.services.organizations import Organizations
from fapi_reference.services.outbound import Outbound
from fapi_reference.services.pages import Pages
from fapi_reference.services.passkeys import Passkeys
from fapi_reference.services.password_changes import PasswordChanges
from fapi_reference.services.password_resets import PasswordResets
from fapi_reference.services.passwords import Passwords
from fapi_reference.services.permissions import Permissions
from fapi_reference.services.pictures import Pictures
from fapi_reference.services.profiles import Profiles
from fapi_reference.services.proofs import Proofs
from fapi_reference.services.redirects import Redirects
from fapi_reference.services.relying_party import RelyingParty
from fapi_reference.services.requirements import Requirements
from fapi_reference.services.reverifications import Reverifications
from fapi_reference.services.roles import Roles
from fapi_reference.services.rotating_nonces import RotatingNonces
from fapi_reference.services.saml_responses import SamlResponses
from fapi_reference.services.saml_signatures import SamlSignatures
from fapi_reference.services.saml_visits import SamlVisits
from fapi_reference.services.satellites import Satellites
from fapi_reference.services.second_factor_numbers import SecondFactorNumbers
from fapi_reference.services.second_factors import SecondFactors
from fapi_reference.services.service_provider import ServiceProvider
from fapi_reference.services.service_tokens import ServiceTokens
from fapi_reference.services.sessions import Sessions
from fapi_reference.services.shortcodes import ShortCodes
from fapi_reference.services.sign_ins import SignIns
from fapi_reference.services.sign_ups import SignUps
from fapi_reference.services.strategies import Strategies
from fapi_reference.services.supplies import Supplies
from fapi_reference.services.tickets import Tickets
from fapi_reference.services.tokens import Tokens
from fapi_reference.services.transfers import Transfers
from fapi_reference.services.users import Users
from fapi_reference.services.waitlist import Waitlist
from fapi_reference.services.wallets import Wallets
from fapi_reference.settings import Settings
from fapi_reference.settings.model import ATTRIBUTES
from fapi_reference.store import Store
from fapi_reference.transport import Transport
from fapi_reference.transport.admission import Callers
from fapi_reference.transport.origins import Origins
from fapi_reference.transport.versions import OLDEST
from fapi_reference.views import Views


class Reference:
    def __init__(self, settings: Settings, base_url: str) -> None:
        self.settings = settings
        self.base_url = base_url
        instance = settings.instance
        self.issuer = instance.issuer or base_url
        self.instance_id = instance.id or new_id("ins")
        self.auth_config_id = new_id("aac")
        self.display_config_id = new_id("display_config")
        self.secret_key = instance.secret_key or f"sk_{self.key_kind}_{secrets.token_hex(20)}"
        self.oldest_version = OLDEST
        self.switched_off = self.parameters_of_disabled_attributes()

        self.clock = Clock()
        self.store = Store()
        self.keys = Keys(self.instance_id)
        self.identifiers = Identifiers(self)
        self.passwords = Passwords(self)
        self.codes = Codes(self)
        self.link_sources = LinkSources(self)
        self.links = Links(self)
        self.tickets = Tickets(self)
        self.wallets = Wallets(self)
        self.lockout = Lockout(self)
        self.strategies = Strategies(self)
        self.users = Users(self)
        self.identifications = Identifications(self)
        self.second_factor_numbers = SecondFactorNumbers(self)
        self.roles = Roles(self)
        self.organizations = Organizations(self)
        self.memberships = Memberships(self)
        self.organization_invitations = OrganizationInvitations(self)
        self.organization_tickets = OrganizationTickets(self)
        self.organization_domains = OrganizationDomains(self)
        self.enrollments = Enrollments(self)
        self.membership_requests = MembershipRequests(self)
        self.permissions = Permissions(self)
        self.active_organizations = ActiveOrganizations(self)
        self.pages = Pages(self)
        self.profiles = Profiles(self)
        self.tokens = Tokens(self)
        self.clients = Clients(self)
        self.sessions = Sessions(self)
        self.factors = Factors(self)
        self.authenticators = Authenticators(self)
        self.backup_codes = BackupCodes(self)
        self.second_factors = SecondFactors(self)
        self.ceremonies = Ceremonies(self)
        self.passkeys = Passkeys(self)
        self.proofs = Proofs(self)
        self.reverifications = Reverifications(self)
        self.short_codes = ShortCodes(self)
        self.jwt_templates = JwtTemplates(self)
        self.redirects = Redirects(self)
        self.bans = Bans(self)
        self.handshakes = Handshakes(self)
        self.sign_ins = SignIns(self)
        self.password_resets = PasswordResets(self)
        self.password_changes = PasswordChanges(self)
        self.pictures = Pictures(self)
        self.service_tokens = ServiceTokens(self)
        self.requirements = Requirements(self)
        self.supplies = Supplies(self)
        self.sign_ups = SignUps(self)
        self.waitlist = Waitlist(self)
        self.captcha = Captcha(self)
        self.outbound = Outbound(self)
        self.enterprise_connections = EnterpriseConnections(self)
        self.enterprise_accounts = EnterpriseAccounts(self)
        self.connection_changes = ConnectionChanges(self)
        self.service_provider = ServiceProvider(self)
        self.saml_signatures = SamlSignatures(self)
        self.saml_responses = SamlResponses(self)
        self.saml_visits = SamlVisits(self)
        self.company_arrivals = CompanyArrivals(self)
        self.connections = Connections(self)
        self.relying_party = RelyingParty(self)
        self.id_tokens = IdTokens(self)
        self.authorizations = Authorizations(self)
        self.rotating_nonces = RotatingNonces(self)
        self.external_accounts = ExternalAccounts(self)
        self.arrivals = Arrivals(self)
        self.transfers = Transfers(self)
        self.oauth_applications = OAuthApplications(self)
        self.oauth_authorizations = OAuthAuthorizations(self)
        self.oauth_claims = OAuthClaims(self)
        self.oauth_clients = OAuthClients(self)
        self.oauth_consents = OAuthConsents(self)
        self.oauth_grants = OAuthGrants(self)
        self.oauth_registrations = OAuthRegistrations(self)
        self.oauth_requests = OAuthRequests(self)
        self.oauth_tokens = OAuthTokens(self)
        self.api_keys = ApiKeys(self)
        self.satellites = Satellites(self)
        self.agent_tasks = AgentTasks(self)
        self.views = Views(self)
        self.origins = Origins(self)
        self.callers = Callers(self)
        self.routes = all_operations()
        self.transport = Transport(self)

    @property
    def key_kind(self) -> str:
        return "live" if self.settings.instance.environment == "production" else "test"

    @property
    def publishable_key(self) -> str:
        """The issuer's host, from which SDKs find this server (AUTH-002)."""
        host = self.issuer.partition("://")[2]
        encoded = base64.b64encode(f"{host}$".encode()).decode().rstrip("=")
        return f"pk_{self.key_kind}_{encoded}"

    @property
    def cookie_suffix(self) -> str:
        """AUTH-075."""
        digest = hashlib.sha1(self.publishable_key.encode(), usedforsecurity=False).digest()
        return base64.urlsafe_b64encode(digest).decode()[:8]

    def parameters_of_disabled_attributes(self) -> frozenset[str]:
        """A parameter of an attribute that is off counts as unknown (AUTH-452)."""
        attributes = self.settings.attributes
        off = {name for name in ATTRIBUTES if not attributes.named(name).enabled}
        either = {"email_address_or_phone_number"} if {"email_address", "phone_number"} <= off else set()
        return frozenset(off | either)

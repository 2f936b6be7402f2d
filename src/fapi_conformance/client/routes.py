"""Where the operations live that actors call by name: operation id, method, path template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote


class Route(Protocol):
    """What :meth:`Actor.act` needs to know of an operation."""

    @property
    def method(self) -> str: ...

    @property
    def path(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Known:
    method: str
    path: str


ROUTES: Mapping[str, Known] = {
    "getJWKS": Known("GET", "/.well-known/jwks.json"),
    "getAndroidAssetLinks": Known("GET", "/.well-known/assetlinks.json"),
    "getAppleAppSiteAssociation": Known("GET", "/.well-known/apple-app-site-association"),
    "getOpenIDConfiguration": Known("GET", "/.well-known/openid-configuration"),
    "getOAuth2AuthorizationServerMetadata": Known("GET", "/.well-known/oauth-authorization-server"),
    "getHealth": Known("GET", "/v1/health"),
    "getEnvironment": Known("GET", "/v1/environment"),
    "updateEnvironment": Known("PATCH", "/v1/environment"),
    "createDevBrowser": Known("POST", "/v1/dev_browser"),
    "getDevBrowserInit": Known("GET", "/v1/dev_browser/init"),
    "postDevBrowserInitSetCookie": Known("POST", "/v1/dev_browser/set_first_party_cookie"),
    "getAccountPortal": Known("GET", "/v1/account_portal"),
    "getWebAuthnRelatedOrigins": Known("GET", "/.well-known/webauthn"),
    "clearSiteData": Known("GET", "/v1/clear-site-data"),
    "redirectToUrl": Known("GET", "/v1/redirect"),
    "joinWaitlist": Known("POST", "/v1/waitlist"),
    "getClient": Known("GET", "/v1/client"),
    "putClient": Known("PUT", "/v1/client"),
    "postClient": Known("POST", "/v1/client"),
    "deleteClientSessions": Known("DELETE", "/v1/client"),
    "handshakeClient": Known("GET", "/v1/client/handshake"),
    "removeClientSessionsAndRetainCookie": Known("DELETE", "/v1/client/sessions"),
    "getSession": Known("GET", "/v1/client/sessions/{session_id}"),
    "touchSession": Known("POST", "/v1/client/sessions/{session_id}/touch"),
    "endSession": Known("POST", "/v1/client/sessions/{session_id}/end"),
    "removeSession": Known("POST", "/v1/client/sessions/{session_id}/remove"),
    "createSessionToken": Known("POST", "/v1/client/sessions/{session_id}/tokens"),
    "createSessionTokenWithTemplate": Known("POST", "/v1/client/sessions/{session_id}/tokens/{template_name}"),
    "startSessionReverification": Known("POST", "/v1/client/sessions/{session_id}/verify"),
    "prepareSessionReverificationFirstFactor": Known(
        "POST", "/v1/client/sessions/{session_id}/verify/prepare_first_factor"
    ),
    "attemptSessionReverificationFirstFactor": Known(
        "POST", "/v1/client/sessions/{session_id}/verify/attempt_first_factor"
    ),
    "prepareSessionReverificationSecondFactor": Known(
        "POST", "/v1/client/sessions/{session_id}/verify/prepare_second_factor"
    ),
    "attemptSessionReverificationSecondFactor": Known(
        "POST", "/v1/client/sessions/{session_id}/verify/attempt_second_factor"
    ),
    "createSignUps": Known("POST", "/v1/client/sign_ups"),
    "getSignUps": Known("GET", "/v1/client/sign_ups/{sign_up_id}"),
    "updateSignUps": Known("PATCH", "/v1/client/sign_ups/{sign_up_id}"),
    "prepareSignUpsVerification": Known("POST", "/v1/client/sign_ups/{sign_up_id}/prepare_verification"),
    "attemptSignUpsVerification": Known("POST", "/v1/client/sign_ups/{sign_up_id}/attempt_verification"),
    "createSignIn": Known("POST", "/v1/client/sign_ins"),
    "getSignIn": Known("GET", "/v1/client/sign_ins/{sign_in_id}"),
    "prepareSignInFactorOne": Known("POST", "/v1/client/sign_ins/{sign_in_id}/prepare_first_factor"),
    "attemptSignInFactorOne": Known("POST", "/v1/client/sign_ins/{sign_in_id}/attempt_first_factor"),
    "prepareSignInFactorTwo": Known("POST", "/v1/client/sign_ins/{sign_in_id}/prepare_second_factor"),
    "attemptSignInFactorTwo": Known("POST", "/v1/client/sign_ins/{sign_in_id}/attempt_second_factor"),
    "resetPassword": Known("POST", "/v1/client/sign_ins/{sign_in_id}/reset_password"),
    "verify": Known("GET", "/v1/verify"),
    "acceptTicket": Known("GET", "/v1/tickets/accept"),
    "getOauthCallback": Known("GET", "/v1/oauth_callback"),
    "postOauthCallback": Known("POST", "/v1/oauth_callback"),
    "postOAuthAccounts": Known("POST", "/v1/me/external_accounts"),
    "reauthorizeExternalAccount": Known("PATCH", "/v1/me/external_accounts/{external_account_id}/reauthorize"),
    "deleteExternalAccount": Known("DELETE", "/v1/me/external_accounts/{external_account_id}"),
    "revokeExternalAccountTokens": Known("DELETE", "/v1/me/external_accounts/{external_account_id}/tokens"),
    "requestOAuthAuthorize": Known("GET", "/oauth/authorize"),
    "requestOAuthAuthorizePOST": Known("POST", "/oauth/authorize"),
    "registerOAuthClient": Known("POST", "/oauth/register"),
    "getOAuthToken": Known("POST", "/oauth/token"),
    "getOAuthUserInfo": Known("GET", "/oauth/userinfo"),
    "getOAuthUserInfoPOST": Known("POST", "/oauth/userinfo"),
    "getOAuthTokenInfo": Known("POST", "/oauth/token_info"),
    "revokeOAuthToken": Known("POST", "/oauth/token/revoke"),
    "getOAuthConsent": Known("GET", "/v1/me/oauth/consent/{client_id}"),
    "submitOAuthConsent": Known("POST", "/v1/me/oauth/consent/{client_id}"),
    "getUser": Known("GET", "/v1/me"),
    "patchUser": Known("PATCH", "/v1/me"),
    "patchUserMetadata": Known("PATCH", "/v1/me/metadata"),
    "deleteUser": Known("DELETE", "/v1/me"),
    "changePassword": Known("POST", "/v1/me/change_password"),
    "removePassword": Known("POST", "/v1/me/remove_password"),
    "updateProfileImage": Known("POST", "/v1/me/profile_image"),
    "deleteProfileImage": Known("DELETE", "/v1/me/profile_image"),
    "createServiceToken": Known("POST", "/v1/me/tokens"),
    "getUsersSessions": Known("GET", "/v1/me/sessions"),
    "getSessions": Known("GET", "/v1/me/sessions/active"),
    "revokeSession": Known("POST", "/v1/me/sessions/{session_id}/revoke"),
    "postTOTP": Known("POST", "/v1/me/totp"),
    "deleteTOTP": Known("DELETE", "/v1/me/totp"),
    "verifyTOTP": Known("POST", "/v1/me/totp/attempt_verification"),
    "postPasskey": Known("POST", "/v1/me/passkeys"),
    "readPasskey": Known("GET", "/v1/me/passkeys/{passkey_id}"),
    "patchPasskey": Known("PATCH", "/v1/me/passkeys/{passkey_id}"),
    "deletePasskey": Known("DELETE", "/v1/me/passkeys/{passkey_id}"),
    "attemptPasskeyVerification": Known("POST", "/v1/me/passkeys/{passkey_id}/attempt_verification"),
    "createBackupCodes": Known("POST", "/v1/me/backup_codes"),
    "getEmailAddresses": Known("GET", "/v1/me/email_addresses"),
    "createEmailAddresses": Known("POST", "/v1/me/email_addresses"),
    "getEmailAddress": Known("GET", "/v1/me/email_addresses/{email_id}"),
    "DeleteEmailAddress": Known("DELETE", "/v1/me/email_addresses/{email_id}"),
    "sendVerificationEmail": Known("POST", "/v1/me/email_addresses/{email_id}/prepare_verification"),
    "verifyEmailAddress": Known("POST", "/v1/me/email_addresses/{email_id}/attempt_verification"),
    "getPhoneNumbers": Known("GET", "/v1/me/phone_numbers"),
    "postPhoneNumbers": Known("POST", "/v1/me/phone_numbers"),
    "ReadPhoneNumber": Known("GET", "/v1/me/phone_numbers/{phone_number_id}"),
    "UpdatePhoneNumber": Known("PATCH", "/v1/me/phone_numbers/{phone_number_id}"),
    "DeletePhoneNumber": Known("DELETE", "/v1/me/phone_numbers/{phone_number_id}"),
    "sendVerificationSMS": Known("POST", "/v1/me/phone_numbers/{phone_number_id}/prepare_verification"),
    "getWeb3Wallets": Known("GET", "/v1/me/web3_wallets"),
    "postWeb3Wallets": Known("POST", "/v1/me/web3_wallets"),
    "readWeb3Wallet": Known("GET", "/v1/me/web3_wallets/{web3_wallet_id}"),
    "deleteWeb3Wallet": Known("DELETE", "/v1/me/web3_wallets/{web3_wallet_id}"),
    "prepareWeb3WalletVerification": Known("POST", "/v1/me/web3_wallets/{web3_wallet_id}/prepare_verification"),
    "attemptWeb3WalletVerification": Known("POST", "/v1/me/web3_wallets/{web3_wallet_id}/attempt_verification"),
    "verifyPhoneNumber": Known("POST", "/v1/me/phone_numbers/{phone_number_id}/attempt_verification"),
    "getOrganizationMemberships": Known("GET", "/v1/me/organization_memberships"),
    "deleteOrganizationMemberships": Known("DELETE", "/v1/me/organization_memberships/{organization_id}"),
    "getUsersOrganizationInvitations": Known("GET", "/v1/me/organization_invitations"),
    "acceptOrganizationInvitation": Known("POST", "/v1/me/organization_invitations/{invitation_id}/accept"),
    "getOrganizationSuggestions": Known("GET", "/v1/me/organization_suggestions"),
    "acceptOrganizationSuggestion": Known("POST", "/v1/me/organization_suggestions/{suggestion_id}/accept"),
    "createOrganization": Known("POST", "/v1/organizations"),
    "getOrganization": Known("GET", "/v1/organizations/{organization_id}"),
    "updateOrganization": Known("PATCH", "/v1/organizations/{organization_id}"),
    "deleteOrganization": Known("DELETE", "/v1/organizations/{organization_id}"),
    "updateOrganizationLogo": Known("PUT", "/v1/organizations/{organization_id}/logo"),
    "deleteOrganizationLogo": Known("DELETE", "/v1/organizations/{organization_id}/logo"),
    "createOrganizationInvitations": Known("POST", "/v1/organizations/{organization_id}/invitations"),
    "getOrganizationInvitations": Known("GET", "/v1/organizations/{organization_id}/invitations"),
    "bulkCreateOrganizationInvitations": Known("POST", "/v1/organizations/{organization_id}/invitations/bulk"),
    "getAllPendingOrganizationInvitations": Known("GET", "/v1/organizations/{organization_id}/invitations/pending"),
    "revokePendingOrganizationInvitation": Known(
        "POST", "/v1/organizations/{organization_id}/invitations/{invitation_id}/revoke"
    ),
    "CreateOrganizationMembership": Known("POST", "/v1/organizations/{organization_id}/memberships"),
    "ListOrganizationMemberships": Known("GET", "/v1/organizations/{organization_id}/memberships"),
    "UpdateOrganizationMembership": Known("PATCH", "/v1/organizations/{organization_id}/memberships/{user_id}"),
    "removeOrganizationMember": Known("DELETE", "/v1/organizations/{organization_id}/memberships/{user_id}"),
    "CreateOrganizationDomain": Known("POST", "/v1/organizations/{organization_id}/domains"),
    "ListOrganizationDomains": Known("GET", "/v1/organizations/{organization_id}/domains"),
    "GetOrganizationDomain": Known("GET", "/v1/organizations/{organization_id}/domains/{domain_id}"),
    "deleteOrganizationDomain": Known("DELETE", "/v1/organizations/{organization_id}/domains/{domain_id}"),
    "UpdateOrganizationDomainEnrollmentMode": Known(
        "POST", "/v1/organizations/{organization_id}/domains/{domain_id}/update_enrollment_mode"
    ),
    "prepareOrganizationDomainVerification": Known(
        "POST", "/v1/organizations/{organization_id}/domains/{domain_id}/prepare_affiliation_verification"
    ),
    "attemptOrganizationDomainVerification": Known(
        "POST", "/v1/organizations/{organization_id}/domains/{domain_id}/attempt_affiliation_verification"
    ),
    "listOrganizationMembershipRequests": Known("GET", "/v1/organizations/{organization_id}/membership_requests"),
    "acceptOrganizationMembershipRequest": Known(
        "POST", "/v1/organizations/{organization_id}/membership_requests/{request_id}/accept"
    ),
    "rejectOrganizationMembershipRequest": Known(
        "POST", "/v1/organizations/{organization_id}/membership_requests/{request_id}/reject"
    ),
    "samlMetadata": Known("GET", "/v1/saml/metadata/{saml_connection_id}.xml"),
    "acs": Known("POST", "/v1/saml/acs/{saml_connection_id}"),
    "updateOrganizationEnterpriseConnection": Known(
        "PATCH", "/v1/organizations/{organizationID}/enterprise_connections/{enterprise_connection_id}"
    ),
    "deleteOrganizationEnterpriseConnection": Known(
        "DELETE", "/v1/organizations/{organizationID}/enterprise_connections/{enterprise_connection_id}"
    ),
    "updateMeEnterpriseConnection": Known("PATCH", "/v1/me/enterprise_connections/{enterprise_connection_id}"),
    "deleteMeEnterpriseConnection": Known("DELETE", "/v1/me/enterprise_connections/{enterprise_connection_id}"),
    "initEnterpriseConnectionTestRun": Known(
        "GET", "/v1/enterprise_connections/{enterpriseConnectionID}/init_test_run"
    ),
    "ListOrganizationRoles": Known("GET", "/v1/organizations/{organization_id}/roles"),
    "getApiKeys": Known("GET", "/api_keys"),
    "createApiKey": Known("POST", "/api_keys"),
    "updateApiKey": Known("PATCH", "/api_keys/{apiKeyID}"),
    "revokeApiKey": Known("POST", "/api_keys/{apiKeyID}/revoke"),
    "syncClient": Known("GET", "/v1/client/sync"),
    "linkClient": Known("GET", "/v1/client/link"),
    "getProxyHealth": Known("GET", "/v1/proxy-health"),
    "createAgentTask": Known("GET", "/v1/agents/tasks"),
}


def route(operation: str | Route) -> Route:
    """The route of an operation id; a route (such as an operation of the contract) is its own."""
    return ROUTES[operation] if isinstance(operation, str) else operation


def expand(template: str, parameters: Mapping[str, str]) -> str:
    """The template with its parameters percent-encoded, also dots that would read as path segments of their own."""
    return (
        template.format_map({name: _segment(value) for name, value in parameters.items()}) if parameters else template
    )


def _segment(value: str) -> str:
    encoded = quote(value, safe="", errors="surrogatepass")
    return encoded.replace(".", "%2E") if encoded in {".", ".."} else encoded

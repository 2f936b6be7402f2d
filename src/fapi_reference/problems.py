"""Refusals: the published error codes with their status, and the exception that carries them out of a service.

Codes and statuses are those of the published catalogue; the texts are our own and nobody may depend on them (AUTH-035).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CATALOGUE: Mapping[str, tuple[int, str]] = {
    # transport, before any client is known
    "api_version_invalid": (400, "The API version is unknown or named twice."),
    "origin_missing": (400, "An origin has to be named."),
    "origin_invalid": (400, "This origin does not belong to the instance."),
    "origin_authorization_headers_conflict": (400, "Origin and Authorization exclude each other."),
    "multiple_origin_header_values_forbidden": (400, "More than one Origin was sent."),
    "multiple_authorization_header_values_forbidden": (400, "More than one Authorization was sent."),
    "authorization_header_format_invalid": (401, "The Authorization header cannot be understood."),
    "native_api_disabled": (400, "Native applications are switched off for this instance."),
    "url_based_session_syncing_disabled": (400, "This instance keeps no sessions in step by URLs."),
    "request_invalid_for_environment": (400, "This environment has no such operation."),
    "unsupported_content_type": (415, "The body has a content type that this operation does not take."),
    "malformed_request_parameters": (400, "The parameters cannot be read."),
    "request_body_invalid": (400, "The body cannot be read."),
    "request_body_too_large": (413, "The body is too large."),
    "image_too_large": (413, "The picture is too large."),
    "image_not_found": (404, "There is no such picture."),
    "internal_clerk_error": (500, "Something went wrong inside the server."),
    # who is calling
    "dev_browser_unauthenticated": (401, "No known development browser is calling."),
    "signed_out": (401, "Nobody is signed in."),
    "authentication_invalid": (401, "This needs an active session."),
    "action_for_session_not_authorized": (401, "The session is not one of this client."),
    "resource_not_found": (404, "There is no such thing."),
    "resource_forbidden": (403, "This cannot be used here."),
    "client_state_invalid": (400, "The client has nothing in the state that this needs."),
    "invalid_action_for_session": (400, "The state of the session does not allow this."),
    "session_reverification_required": (403, "This needs a session that was verified in the last minutes."),
    "session_reverification_missing": (400, "No reverification of this session was started."),
    "invalid_action_for_session_reverification": (400, "The state of the reverification does not allow this."),
    "session_exists": (400, "Somebody is signed in already."),
    "identifier_already_signed_in": (400, "This person is signed in already."),
    # parameters
    "form_param_missing": (422, "A parameter is missing."),
    "form_conditional_param_missing": (422, "A parameter that another one needs is missing."),
    "form_param_nil": (422, "A parameter is empty."),
    "form_param_unknown": (422, "The parameter is not known here."),
    "form_param_duplicate": (422, "The parameter was sent twice."),
    "form_param_value_invalid": (422, "The value is not allowed."),
    "form_param_value_disabled": (400, "The value is switched off for this instance."),
    "form_param_format_invalid": (422, "The value has the wrong format."),
    "form_param_type_invalid": (422, "The value has the wrong type."),
    "form_param_max_length_exceeded": (422, "The text is too long."),
    "form_param_exceeds_allowed_size": (422, "The value is too large."),
    "form_param_deprecated": (422, "The parameter has been withdrawn."),
    "form_resource_not_found": (422, "The parameter names nothing of this user."),
    "form_verification_needed": (422, "The identification has to be verified first."),
    # keys of people's own programs
    "api_keys_not_enabled": (422, "Keys are switched off for this instance."),
    "bad_request": (400, "Something in the request is not as it has to be."),
    # satellites, proxies and agents
    "operation_not_allowed_on_satellite_domain": (403, "Only the primary domain does that."),
    "sync_nonce_already_consumed": (403, "The clients were linked by this token already."),
    "redirect_url_not_associated_with_instance": (422, "The address to go back to is none of the satellite's."),
    "proxy_request_missing_secret_key": (400, "A proxy has to show the secret key."),
    "proxy_request_invalid_secret_key": (401, "The secret key that the proxy shows is wrong."),
    "agent_task_revoked": (400, "The task was taken back."),
    "agent_task_already_used": (400, "The task was begun already."),
    "agent_task_cannot_be_used": (400, "The task cannot be begun."),
    "agent_task_not_in_sign_in": (400, "The ticket of a task only signs in."),
    "agent_task_subject_not_found": (404, "For whom the task was made is not there any more."),
    # identifiers, passwords and codes
    "form_identifier_not_found": (422, "Nobody has this identifier."),
    "form_identifier_exists": (422, "This identifier is taken."),
    "identification_claimed": (400, "This identifier was taken in the meantime."),
    "form_username_invalid_length": (422, "The username is too short or too long."),
    "form_username_invalid_character": (422, "The username has a character that is not allowed."),
    "form_username_needs_non_number_char": (422, "A username needs more than digits."),
    "form_username_cannot_be_phone_number": (422, "A phone number cannot be a username."),
    "form_password_incorrect": (422, "The password is wrong."),
    "form_password_or_identifier_incorrect": (422, "The identifier or the password is wrong."),
    "form_password_length_too_short": (422, "The password is too short."),
    "form_password_length_too_long": (422, "The password is too long."),
    "form_password_no_uppercase": (422, "The password needs an upper-case letter."),
    "form_password_no_lowercase": (422, "The password needs a lower-case letter."),
    "form_password_no_number": (422, "The password needs a digit."),
    "form_password_no_special_char": (422, "The password needs a special character."),
    "form_password_pwned": (422, "The password was found in a breach."),
    "form_password_matches_identifier": (422, "The password equals an identifier."),
    "form_new_password_matches_current": (422, "The new password is the old one."),
    "no_password_set": (400, "There is no password to remove."),
    "password_required": (400, "A password is needed here."),
    "form_code_incorrect": (422, "The code is wrong."),
    "form_incorrect_signature": (422, "The signature is not that of the wallet."),
    "legal_not_accepted": (422, "The legal terms have to be accepted."),
    "identification_deletion_failed": (400, "The last identification cannot be deleted."),
    "last_required_identification_deletion_failed": (400, "The last one of a required kind cannot be deleted."),
    "identification_update_failed": (400, "The identification cannot be changed so."),
    "identification_update_second_factor_unverified": (400, "Only a proven number can be a second factor."),
    "form_disable_default_second_factor_not_allowed": (422, "The default second factor can only be moved."),
    "feature_not_enabled": (403, "This feature is switched off for the instance."),
    "updating_user_password_deprecated": (403, "A password is changed elsewhere."),
    # verifications and attempts
    "verification_missing": (400, "There is nothing prepared to verify."),
    "verification_not_sent": (400, "No code was sent yet."),
    "verification_expired": (400, "The verification is too old."),
    "verification_failed": (400, "There were too many wrong tries."),
    "verification_already_verified": (400, "This is verified already."),
    "verification_strategy_invalid": (400, "The strategy is not the prepared one."),
    "verification_code_too_many_requests": (429, "A code was asked for again too soon."),
    "no_second_factors": (400, "This user has no second factor of that kind."),
    "totp_already_enabled": (400, "An authenticator app is in use already."),
    "invalid_totp_secret_code": (422, "The secret cannot be read."),
    "backup_codes_not_available": (400, "Backup codes need another second factor."),
    "second_factor_deletion_not_allowed": (400, "A second factor is required here, and this is the last one."),
    "strategy_for_user_invalid": (400, "This user cannot use the strategy."),
    # accounts elsewhere
    "oauth_unsupported_provider": (400, "This provider does not do that."),
    "oauth_provider_not_enabled": (400, "This provider is switched off for the instance."),
    "oauth_non_authenticatable_provider": (400, "Nobody signs in by this provider here."),
    "oauth_config_missing": (400, "Nobody has set this provider up."),
    "misconfigured_oauth_provider": (400, "This provider is set up wrongly, or does not say what it has to."),
    "oauth_callback_invalid": (400, "This does not come from a visit to a provider that was begun here."),
    "oauth_access_denied": (403, "The provider was not allowed to tell who it is."),
    "oauth_token_exchange_error": (400, "The provider gave no tokens, or none that hold."),
    "oauth_fetch_user_error": (400, "The provider does not tell who it is."),
    "oauth_account_already_connected": (400, "An account of this provider is connected already."),
    "oauth_identification_claimed": (400, "The account or its address belongs to somebody else."),
    "external_account_not_found": (404, "There is no such account elsewhere."),
    "external_account_exists": (400, "Somebody has this account elsewhere already."),
    "google_one_tap_token_invalid": (400, "The token is none of this provider's for this application."),
    "resource_missmatch": (400, "The address to go back to is not one of the instance's."),
    "prohibited_redirect_url": (422, "Nobody is sent back to an address of this scheme."),
    "account_transfer_invalid": (400, "There is nothing to transfer."),
    "user_locked": (403, "The account is locked."),
    "user_banned": (403, "The user is banned."),
    "account_lockout_warning": (422, "The account will be locked soon."),
    "user_delete_self_not_enabled": (403, "Users cannot delete themselves here."),
    # companies and their identity providers
    "saml_connection_active_not_found": (404, "There is no connection that is on."),
    "saml_connection_not_found": (422, "No connection is there for this address."),
    "saml_connection_cant_be_activated": (422, "The connection lacks what it needs to be on."),
    "saml_failed_to_fetch_idp_metadata": (400, "The metadata of the identity provider cannot be fetched."),
    "saml_failed_to_parse_idp_metadata": (422, "The metadata of the identity provider cannot be read."),
    "saml_metadata_missing_fields": (422, "The metadata of the identity provider lacks something."),
    "saml_response_invalid": (401, "The response of the identity provider proves nothing."),
    "saml_response_relaystate_missing": (400, "A response to a request of ours comes with its state."),
    "saml_user_attribute_missing": (400, "The identity provider has left out an attribute."),
    "saml_email_address_domain_mismatch": (400, "The address is not in a domain of the connection."),
    "saml_email_address_domain_reserved": (422, "Addresses in this domain belong to a company."),
    "saml_jit_provisioning_disabled": (404, "Nobody has this address, and nobody is taken on by coming."),
    "organization_membership_quota_exceeded_for_sso": (403, "The organization of the company is full."),
    "enterprise_sso_sign_in_connection_missing": (422, "No company vouches for this address."),
    "enterprise_sso_sign_up_connection_missing": (422, "No company vouches for this address."),
    "enterprise_sso_additional_identifications_disabled": (422, "The company of this user allows no more of them."),
    "enterprise_connection_id_is_required_with_multiple_connections": (
        422,
        "Several companies vouch for this address.",
    ),
    "self_serve_sso_disabled": (403, "Nobody runs a connection by themselves here."),
    "self_serve_sso_no_active_organization": (403, "A connection is run while its organization is the active one."),
    "enterprise_connection_invalid_type": (400, "The connection is not of this kind."),
    # passkeys
    "form_conditional_param_disallowed": (422, "A parameter does not go with another one."),
    "no_passkeys_found_for_user": (400, "This user has no passkey."),
    "passkey_not_registered": (404, "Nobody here has this passkey."),
    "passkey_identification_not_verified": (422, "The passkey was not verified yet."),
    "passkey_invalid_public_key_credential": (422, "The credential cannot be used."),
    "passkey_invalid_verification": (400, "The credential answers another challenge."),
    "passkey_authentication_failure": (400, "The passkey does not prove anything."),
    "passkey_quota_exceeded": (403, "There are too many passkeys already."),
    # links and tickets
    "verification_link_token_invalid": (400, "The link cannot be read."),
    "verification_link_token_source_invalid": (400, "What the link belongs to is over."),
    "verification_link_token_stale": (400, "A newer link was sent."),
    "ticket_invalid_code": (400, "The ticket cannot be read."),
    "ticket_expired_code": (400, "The ticket is too old."),
    "sign_in_token_revoked_code": (400, "The sign-in token was taken back."),
    "sign_in_token_already_used_code": (400, "The sign-in token was used before."),
    "sign_in_token_cannot_be_used_code": (400, "The sign-in token is for nobody."),
    "sign_in_token_not_in_sign_in_code": (400, "A sign-in token is good for sign-ins only."),
    "revoked_invitation": (400, "The invitation was taken back."),
    "invitation_already_accepted": (400, "The invitation was accepted before."),
    "invitation_account_exists": (400, "The invited address has an account."),
    "invitation_account_not_exists": (400, "The invited address has no account."),
    # sign-up as a whole
    "sign_up_mode_restricted": (403, "Sign-ups are closed."),
    "waitlist_not_accepting_entries": (403, "Nobody waits here to be let in."),
    "sign_up_restricted_waitlist": (403, "Sign-ups go through the waitlist."),
    # the handshake
    "invalid_handshake": (400, "The handshake cannot be done."),
    "invalid_redirect_url": (422, "The address to go back to is none."),
    "invalid_url_scheme": (422, "The address to go back to has a scheme that is not allowed."),
    "redirect_url_domain_mismatch": (422, "The address to go back to is not one of the application."),
    "jwt_template_reserved_claim": (400, "A template cannot set this claim."),
    "captcha_missing_token": (400, "A captcha has to be solved."),
    "captcha_invalid": (400, "The captcha was not solved."),
    "captcha_not_enabled": (400, "This instance asks for no captcha."),
    # organizations
    "organization_not_enabled_in_instance": (403, "Organizations are switched off for the instance."),
    "organization_not_found_or_unauthorized": (404, "There is no such organization for this user."),
    "missing_organization_permission": (403, "The role of the member lacks a permission."),
    "user_create_organization_not_enabled": (403, "This user cannot create organizations."),
    "org_creation_limit_exceeded": (403, "This user has created as many organizations as allowed."),
    "organization_quota_exceeded": (403, "The instance has as many organizations as allowed."),
    "organization_slugs_disabled": (403, "Organizations have no slugs here."),
    "organization_admin_delete_not_enabled": (403, "This organization cannot be deleted by its members."),
    "organization_minimum_permissions_needed": (400, "Somebody has to be left who can manage the organization."),
    "organization_membership_quota_exceeded": (403, "The organization is full."),
    "already_a_member_in_organization": (400, "This user is a member already."),
    "personal_accounts_not_allowed": (422, "Everybody has to belong to an organization here."),
    "organization_invitation_not_found": (404, "There is no such invitation."),
    "organization_invitation_not_pending": (404, "The invitation is not pending any more."),
    "organization_invitation_not_unique": (400, "This address is invited already."),
    "organization_invitation_revoked_code": (400, "The invitation was taken back."),
    "organization_invitation_already_accepted": (400, "The invitation was accepted before."),
    "organization_invitation_to_deleted_organization": (400, "The organization does not exist any more."),
    "organization_invitation_identification_not_exist": (400, "Nobody has the invited address: this is for a sign-up."),
    "organization_invitation_identification_already_exists": (
        400,
        "Somebody has the invited address: this is for a sign-in.",
    ),
    "invitations_not_supported_in_organization": (403, "This organization invites nobody."),
    "organization_suggestion_already_accepted": (400, "The suggestion was accepted before."),
    "organization_domains_not_enabled": (403, "Organizations have no domains here."),
    "organization_domain_common": (422, "This domain is everybody's."),
    "organization_domain_blocked": (422, "This domain hands out addresses to be thrown away."),
    "organization_domain_already_exists": (422, "Another organization has this domain."),
    "organization_domain_already_exists_same_organization": (422, "The organization has this domain already."),
    "organization_domain_ownership_not_verified": (422, "Nobody has shown that this domain is theirs."),
    "organization_domain_exists_for_enterprise_connection": (422, "A company's people come by this domain."),
    "organization_membership_enterprise_connection_cannot_remove": (
        403,
        "The company of this member says who belongs.",
    ),
    "organization_domain_quota_exceeded": (403, "The organization has as many domains as allowed."),
    "organization_domain_mismatch": (422, "The address is not in this domain."),
    "organization_domain_enrollment_mode_not_enabled": (403, "This enrolment mode is switched off for the instance."),
    "organization_domain_enrollment_mode_invalid": (422, "This enrolment mode does not go with the domain."),
    "organization_unlimited_membership_required": (403, "This needs an organization without a limit of members."),
    "feature_requires_email_address_enabled": (422, "This needs email addresses, which are switched off."),
    # this instance as an OAuth provider
    "redirect_uri_mismatch": (400, "The address to go back to is not registered for this application."),
    "feature_requires_dynamic_oauth_client_registration": (422, "Clients do not register themselves here."),
    "feature_requires_oauth2_consent_screen_enabled": (422, "This application asks for no consent."),
    "bulk_size_exceeded": (400, "These are too many at once."),
}

# Raised before a client is known, or about its absence: they never carry one (AUTH-037). Nor does what is shown to a
# person whom an application has sent here.
WITHOUT_CLIENT = frozenset({"signed_out", "dev_browser_unauthenticated", "redirect_uri_mismatch"})


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of `errors` (AUTH-034)."""

    code: str
    message: str
    meta: Mapping[str, Any] = field(default_factory=dict)


class Problem(Exception):
    """A refusal: the status and one or more items, in the order in which they are told.

    ``retry_after``: the seconds after which the same will not be too much any more.
    """

    def __init__(
        self, status: int, *items: Item, retry_after: int | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(", ".join(item.code for item in items))
        self.status = status
        self.items = items
        self.retry_after = retry_after
        self.headers = headers or {}

    @property
    def code(self) -> str:
        return self.items[0].code


def refuse(code: str, param: str | None = None, **meta: Any) -> Problem:
    """The refusal with this code; `param` names the offending parameter in wire spelling (AUTH-039)."""
    status, message = CATALOGUE[code]
    return Problem(status, Item(code, message, ({"param_name": param} if param else {}) | meta))


def too_soon(code: str, seconds: int) -> Problem:
    """The refusal of what comes too soon, with the seconds that are left (AUTH-359)."""
    status, message = CATALOGUE[code]
    return Problem(status, Item(code, message, {}), retry_after=seconds)


def together(problems: list[Problem]) -> Problem:
    """Several refusals of one request as one (AUTH-042); the first decides the status."""
    return Problem(problems[0].status, *(item for problem in problems for item in problem.items))

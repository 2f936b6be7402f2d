"""Refusals that say something about the instance or the run, and nothing about whether the target conforms."""

from collections.abc import Mapping

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import Deviation, NotTestable

STEP_UP = "session_reverification_required"
"""What an instance may answer to sensitive operations before it looks at anything else (REV-001)."""

_REMEDIES: Mapping[str, str] = {
    "captcha_missing_token": "give a secret key, so that a testing token can be made, or switch bot protection off",
    "captcha_invalid": "the testing token was not accepted: give the secret key of this very instance",
    "requires_captcha": "give a secret key, so that a testing token can be made, or switch bot protection off",
    "requires_device_attestation": "switch device attestation off",
    "native_api_disabled": "switch the native API on",
    "sign_up_mode_restricted": "open the instance for sign-ups, or give means that make users (--secret-key)",
    "sign_up_restricted_waitlist": "open the instance for sign-ups, or give means that make users (--secret-key)",
    "not_allowed_access": "allow test addresses (+clerk_test at example.com)",
    "unsupported_country_code": "allow test numbers (+1 XXX 555 01XX)",
    "organization_quota_exceeded": "delete organizations of this instance",
    "org_creation_limit_exceeded": "let users make more organizations",
    "user_create_organization_not_enabled": "let users make organizations",
    "organization_membership_quota_exceeded": "let organizations have more members",
    "organization_domain_quota_exceeded": "let organizations have more domains",
    "exclusive_organization_membership": "let users be in several organizations",
    "organization_unlimited_membership_required": "let organizations have as many members as they want",
    "invitations_not_supported_in_organization": "let organizations invite people",
    "insufficient_seats": "let organizations have more members",
    "role_migration_in_progress": "wait until the roles of the organization are moved to their new set",
    "organization_domain_last_verified_cannot_delete": "let organizations give up their last verified domain",
    "user_quota_exceeded": "delete users of this instance",
    "dev_monthly_email_limit_exceeded": "wait for the next month, or use another instance",
    "dev_monthly_sms_limit_exceeded": "wait for the next month, or use another instance",
    "too_many_unverified_identifications": "let the instance allow more identifications that are not verified",
    "enterprise_sso_additional_identifications_disabled": "let people add identifications of their own",
    "immutable_attribute_modification_not_allowed": "let people change their identifications",
    "resource_missmatch": "let the instance redirect to the origin of the run",
    "redirect_url_domain_mismatch": "let the instance redirect to the origin of the run",
    "passkey_quota_exceeded": "let people have more passkeys",
    "redirect_url_not_associated_with_instance": "let the instance redirect to the origin of the run",
    "verification_code_too_many_requests": "let test addresses be sent another code at once",
    "user_locked": "wait until the lockout is over",
    STEP_UP: "let the session be verified anew first, or switch reverification off",
}


def accepted(actor: Actor, answer: Answer, expected: str) -> Answer:
    """The answer, where it is 2xx. Else :class:`NotTestable` for a refusal by settings, :class:`Deviation` for others.

    ``expected`` says what should have come.
    """
    if answer.ok:
        return answer
    not_by_settings(answer)
    raise Deviation(expected=f"200, {expected}", got=" ".join([str(answer.status), *answer.codes]), exchange=actor.last)


def not_by_settings(answer: Answer, *, but: str = "") -> None:
    """Raises :class:`NotTestable` for a refusal by settings, other than with this code."""
    for code in answer.codes:
        if code in _REMEDIES and code != but:
            raise NotTestable(f"the instance refuses with {code}", remedy=_REMEDIES[code])


def strayed(actor: Actor, *, expected: str, got: object, where: str) -> Deviation:
    """A deviation at a place of the actor's latest answer."""
    return Deviation(expected=expected, got=repr(got), where=where, exchange=actor.last)

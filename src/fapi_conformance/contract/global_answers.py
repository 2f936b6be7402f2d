"""THE list of refusals that any operation may give whatever its documented ones are.

Middleware answers before an operation does (GEN-038, second warning of the authentication facts), and what all
operations of a kind share - a session, an id in the path, a form - is refused in the same words everywhere although
the published document does not repeat it for each. Such an answer is never a finding.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Where(Enum):
    """Which operations may give it."""

    ANY = "any operation"
    FORM = "an operation with a body, or a request that had one"
    CLIENT = "an operation of the client or of the signed-in person"
    ID = "an operation with an id in its path"
    LIST = "a list that comes by pages"


@dataclass(frozen=True, slots=True)
class GlobalAnswer:
    """``code`` may end in ``*``; empty, nothing is said about the body, which may come from a proxy."""

    status: int
    code: str
    fact: str
    where: Where = Where.ANY


GLOBAL_ANSWERS: tuple[GlobalAnswer, ...] = (
    # Whose instance, which caller, which version
    GlobalAnswer(400, "host_invalid", "AUTH-027"),
    GlobalAnswer(400, "origin_invalid", "AUTH-111"),
    GlobalAnswer(400, "origin_missing", "AUTH-111"),
    GlobalAnswer(400, "origin_authorization_headers_conflict", "AUTH-086"),
    GlobalAnswer(400, "multiple_origin_header_values_forbidden", "AUTH-408"),
    GlobalAnswer(400, "multiple_authorization_header_values_forbidden", "AUTH-408"),
    GlobalAnswer(400, "native_api_disabled", "AUTH-087"),
    GlobalAnswer(400, "api_version_invalid", "AUTH-060"),
    GlobalAnswer(400, "url_based_session_syncing_disabled", "AUTH-100"),
    GlobalAnswer(400, "request_invalid_for_environment", "AUTH-100"),
    GlobalAnswer(400, "instance_type_invalid", "AUTH-100"),
    GlobalAnswer(400, "proxy_request_missing_secret_key", "AUTH-026"),
    GlobalAnswer(401, "proxy_request_invalid_secret_key", "AUTH-026"),
    GlobalAnswer(401, "dev_browser_unauthenticated", "AUTH-096"),
    GlobalAnswer(401, "authorization_header_format_invalid", "AUTH-087"),
    GlobalAnswer(403, "csrf_token_invalid", "AUTH-105"),
    GlobalAnswer(403, "subdomain_not_allowed", "AUTH-111"),
    GlobalAnswer(403, "operation_not_allowed_on_satellite_domain", "GEN-036"),
    # Bots and fraud
    GlobalAnswer(401, "requires_captcha", "AUTH-216"),
    GlobalAnswer(401, "requires_device_attestation", "AUTH-225"),
    GlobalAnswer(403, "requires_protect_check", "AUTH-224"),
    GlobalAnswer(403, "action_blocked", "AUTH-224"),
    GlobalAnswer(403, "device_blocked", "AUTH-143"),
    # The request as such
    GlobalAnswer(400, "request_body_invalid", "AUTH-004", Where.FORM),
    GlobalAnswer(400, "malformed_request_parameters", "AUTH-004"),
    GlobalAnswer(400, "missing_query_parameter", "GEN-038"),
    GlobalAnswer(400, "invalid_query_parameter_value", "GEN-038"),
    GlobalAnswer(422, "form_*", "GEN-020", Where.FORM),
    GlobalAnswer(422, "form_param_*", "GEN-064", Where.LIST),
    GlobalAnswer(400, "form_param_value_disabled", "GEN-037, USER-226", Where.FORM),
    GlobalAnswer(405, "", "AUTH-402"),
    GlobalAnswer(413, "", "AUTH-004"),
    GlobalAnswer(415, "", "AUTH-004"),
    GlobalAnswer(429, "", "AUTH-359"),
    # The client and the signed-in person
    GlobalAnswer(401, "signed_out", "GEN-032", Where.CLIENT),
    GlobalAnswer(401, "authentication_invalid", "GEN-032", Where.CLIENT),
    GlobalAnswer(401, "deprovisioned", "GEN-033", Where.CLIENT),
    GlobalAnswer(403, "authorization_invalid", "AUTH-105", Where.CLIENT),
    GlobalAnswer(403, "user_banned", "GEN-033", Where.CLIENT),
    GlobalAnswer(403, "user_deactivated", "GEN-033", Where.CLIENT),
    GlobalAnswer(403, "user_locked", "GEN-033", Where.CLIENT),
    GlobalAnswer(403, "session_reverification_required", "REV-001", Where.CLIENT),
    GlobalAnswer(403, "feature_not_enabled", "GEN-037", Where.CLIENT),
    GlobalAnswer(400, "client_not_found", "AUTH-142", Where.CLIENT),
    GlobalAnswer(400, "client_state_invalid", "AUTH-142", Where.CLIENT),
    GlobalAnswer(404, "resource_not_found", "AUTH-142", Where.CLIENT),
    GlobalAnswer(409, "resource_locked", "GEN-035", Where.CLIENT),
    # What an id in the path may name
    GlobalAnswer(400, "invalid_action_for_session", "AUTH-176", Where.ID),
    GlobalAnswer(401, "action_for_session_not_authorized", "AUTH-104", Where.ID),
    GlobalAnswer(403, "resource_forbidden", "AUTH-304", Where.ID),
    GlobalAnswer(400, "verification_already_verified", "table of section 4.1", Where.ID),
    GlobalAnswer(410, "sign_up_outdated_verification", "AUTH-304", Where.ID),
    GlobalAnswer(400, "already_a_member_in_organization", "ORG-013", Where.ID),
    GlobalAnswer(400, "organization_invitation_already_accepted", "ORG-013", Where.ID),
    GlobalAnswer(400, "organization_invitation_revoked_code", "ORG-013", Where.ID),
    GlobalAnswer(400, "organization_invitation_to_deleted_organization", "ORG-013", Where.ID),
    GlobalAnswer(403, "organization_membership_quota_exceeded", "ORG-013", Where.ID),
    GlobalAnswer(402, "insufficient_seats", "ORG-203", Where.ID),
    GlobalAnswer(409, "role_migration_in_progress", "ORG-206", Where.ID),
    GlobalAnswer(409, "organization_membership_managed_by_scim", "ORG-006", Where.ID),
    GlobalAnswer(403, "organization_not_enabled_in_instance", "ORG-107", Where.CLIENT),
    GlobalAnswer(422, "api_keys_not_enabled", "the published catalogue of errors", Where.CLIENT),
    # The service
    GlobalAnswer(503, "maintenance_mode", "GEN-035"),
    GlobalAnswer(504, "gateway_timeout", "GEN-035"),
)

_BY_STATUS = MappingProxyType(
    {status: tuple(a for a in GLOBAL_ANSWERS if a.status == status) for status in {a.status for a in GLOBAL_ANSWERS}}
)


def global_answer(status: int, codes: Collection[str], where: Collection[Where]) -> GlobalAnswer | None:
    """The entry that allows this answer of an operation of these kinds, if one does."""
    for entry in _BY_STATUS.get(status, ()):
        if entry.where in where and _names(entry.code, codes):
            return entry
    return None


def is_global_status(status: int, where: Collection[Where]) -> bool:
    """Whether any answer with this status is allowed of an operation of these kinds, whatever its code."""
    return any(entry.where in where for entry in _BY_STATUS.get(status, ()))


def _names(code: str, codes: Collection[str]) -> bool:
    if code.endswith("*"):
        return any(given.startswith(code[:-1]) for given in codes)
    return not code or code in codes

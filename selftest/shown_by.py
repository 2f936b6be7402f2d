"""Where a fault shows, for those whose requirements are proven in very many places: a proof looks there first.

Only the time of a proof hangs on this. What is not caught there is looked for everywhere.
"""

from collections.abc import Mapping

OPERATIONS: Mapping[str, str] = {
    "input.beginning-of-an-id": "getEmailAddress",
    "isolation.anybody-may-read-numbers": "getPhoneNumbers",
    "isolation.get-signs-out": "endSession",
    "isolation.head-revokes": "revokeSession",
    "isolation.named-session-is-trusted": "getUsersSessions",
    "isolation.page-of-everybody": "getEmailAddresses",
    "isolation.sessions-of-everybody": "getSessions",
    "operation.any-id-is-current": "getSignIn",
    "operation.any-intent": "touchSession",
    "operation.browsers-only": "updateSignUps",
    "operation.default-strategy": "prepareSignInFactorOne",
    "operation.empty-is-usual": "prepareSignInFactorOne",
    "operation.factor-of-anybody": "prepareSignInFactorOne",
    "operation.foreign-session": "getSession",
    "operation.foreign-sign-in": "getSignIn",
    "operation.foreign-sign-up": "getSignUps",
    "operation.last-one-counts": "touchSession",
    "operation.live-session-refused": "revokeSession",
    "operation.nobody-is-null": "getUser",
    "operation.nobody-may-leave": "endSession",
    "operation.not-served": "putClient",
    "operation.primary-of-anybody": "patchUser",
    "operation.reading-counts": "getEmailAddresses",
    "operation.refusal-shows": "getSession",
    "operation.refused-and-done": "touchSession",
    "operation.stored-until-refused": "patchUser",
    "operation.two-wrongs": "prepareSignInFactorOne",
    "operation.unknown-factor": "prepareSessionReverificationFirstFactor",
    "operation.unknown-ignored": "attemptSignUpsVerification",
    "redirect.repeated": "sendVerificationEmail",
    "tenancy.a-manager-is-a-manager": "ListOrganizationDomains",
    "tenancy.anybody-is-let-in": "ListOrganizationDomains",
    "tenancy.anybody-revokes": "revokePendingOrganizationInvitation",
    "tenancy.by-the-old-code": "ListOrganizationDomains",
    "tenancy.everybody-reads-domains": "ListOrganizationDomains",
    "tenancy.invitations-by-their-id": "revokePendingOrganizationInvitation",
    "tenancy.refusal-names-it": "ListOrganizationDomains",
    "tenancy.roles-are-public": "ListOrganizationRoles",
    "tenancy.tells-apart": "ListOrganizationDomains",
}
"""The operation, by its id, of faults that break a law of every operation."""
FILES: Mapping[str, str] = {
    "exchange.errors-empty": "contracts/test_isolation.py",
    "exchange.problem-details": "contracts/test_isolation.py",
    "exchange.error-without-long-message": "contracts/test_isolation.py",
    "history.client-as-before": "flows/test_devices.py",
    "history.password-in-refusal": "flows/test_identity_claims.py",
    "history.token-of-the-active": "flows/test_reverification.py",
    "invariant.private-metadata-shown": "flows/test_oauth_userinfo.py",
}
"""The test file, of faults that no success shows."""

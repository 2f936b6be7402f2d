"""Verifications, identifications and users (AUTH-310, USER-001 to USER-009)."""

from fapi_reference.problems import Item
from fapi_reference.records.factors import Authenticator, BackupCodes, Passkey
from fapi_reference.records.identities import ExternalAccount, Identification
from fapi_reference.records.people import Picture, User
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.views.base import View
from fapi_reference.views.enterprise import EnterpriseViews


class UserViews(EnterpriseViews):
    def verification(self, verification: Verification | None) -> View | None:
        if verification is None:
            return None
        view: View = {
            "object": verification.kind,
            "status": self.server.codes.status(verification),
            "strategy": verification.strategy,
            "attempts": verification.attempts,
            "expire_at": verification.expire_at,
        }
        if verification.strategy in {"phone_code", "reset_password_phone_code"}:
            view["channel"] = "sms"
        if verification.ceremony:
            view["nonce"] = verification.ceremony.options
        if verification.message is not None:
            view |= {"nonce": verification.nonce, "message": verification.message}
        if verification.kind in {"verification_oauth", "verification_saml"}:
            view["external_verification_redirect_url"] = verification.external_url
            view["error"] = self.problem(verification.error) if verification.error else None
        if verification.verified_at_client:
            view["verified_at_client"] = verification.verified_at_client
        return view

    def problem(self, item: Item) -> View:
        """One entry of a list of errors, or the reason of a verification that failed (AUTH-034)."""
        view: View = {"message": item.message, "long_message": item.message, "code": item.code}
        return view | ({"meta": dict(item.meta)} if item.meta else {})

    def identifications(self, items: list[Identification]) -> list[View]:
        return [self.identification(item) for item in items]

    def identification(self, item: Identification) -> View:
        if item.kind == "web3_wallet":
            return self.web3_wallet(item)
        return self.email_address(item) if item.kind == "email_address" else self.phone_number(item)

    def email_address(self, item: Identification) -> View:
        return {
            "id": item.id,
            "object": "email_address",
            "email_address": item.value,
            "reserved": item.reserved,
            "verification": self.verification(item.verification),
            "linked_to": self.server.external_accounts.linked_to(item),
            "matches_sso_connection": bool(self.server.enterprise_connections.of_address(item.value)),
            "created_at": item.created_at,
            "updated_at": item.updated_at,
        }

    def phone_number(self, item: Identification) -> View:
        return {
            "id": item.id,
            "object": "phone_number",
            "phone_number": item.value,
            "reserved_for_second_factor": item.reserved_for_second_factor,
            "default_second_factor": item.default_second_factor,
            "reserved": item.reserved,
            "verification": self.verification(item.verification),
            "linked_to": [],
            "backup_codes": None,
            "created_at": item.created_at,
            "updated_at": item.updated_at,
        }

    def passkey(self, passkey: Passkey) -> View:
        """USER-301."""
        return {
            "id": passkey.id,
            "object": "passkey",
            "name": passkey.name,
            "last_used_at": passkey.last_used_at,
            "verification": self.verification(passkey.verification),
            "created_at": passkey.created_at,
            "updated_at": passkey.updated_at,
        }

    def web3_wallet(self, item: Identification) -> View:
        """USER-260."""
        return {
            "id": item.id,
            "object": "web3_wallet",
            "web3_wallet": item.value,
            "verification": self.verification(item.verification),
            "created_at": item.created_at,
            "updated_at": item.updated_at,
        }

    def external_account(self, account: ExternalAccount) -> View:
        """USER-324: what the provider has not told is an empty text, and its tokens are nobody's to see (SEC-192)."""
        told = account.identity or ExternalIdentity(strategy=account.strategy, subject="")
        return {
            "object": "external_account",
            "id": account.id,
            "provider": account.strategy,
            "identification_id": account.identification_id,
            "provider_user_id": told.subject,
            "approved_scopes": " ".join(told.scopes),
            "email_address": told.email_address,
            "email_address_verified": told.email_verified if account.identity else None,
            "first_name": told.first_name,
            "last_name": told.last_name,
            "image_url": told.image_url or None,
            "username": told.username or None,
            "phone_number": None,
            "public_metadata": {},
            "label": None,
            "created_at": account.created_at,
            "updated_at": account.updated_at,
            "verification": self.verification(account.verification),
        }

    def authenticator(self, user: User, mine: Authenticator, *, created: bool = False) -> View:
        """The secret is told when it is made and never after that (USER-402)."""
        return {
            "object": "totp",
            "id": mine.id,
            "secret": self.server.authenticators.spelled(mine.secret) if created else None,
            "uri": self.server.authenticators.uri(user, mine.secret) if created else None,
            "verified": mine.verified,
            "backup_codes": None,
            "created_at": mine.created_at,
            "updated_at": mine.updated_at,
        }

    def backup_codes(self, kept: BackupCodes, codes: list[str]) -> View:
        """USER-410."""
        return {
            "object": "backup_code",
            "id": kept.id,
            "codes": codes,
            "created_at": kept.created_at,
            "updated_at": kept.updated_at,
        }

    def picture(self, picture: Picture) -> View:
        """USER-050."""
        return {
            "object": "image",
            "id": picture.id,
            "name": picture.name,
            "public_url": self.server.pictures.address(picture.id),
        }

    def pictured(self, user: User) -> View:
        """What everybody sees of somebody (USER-006, USER-053)."""
        address = self.server.pictures.url(user)
        return {"image_url": address, "profile_image_url": address, "has_image": user.picture is not None}

    def user(self, user: User) -> View:
        """The user as `/v1/me` shows it: private metadata is never among it (USER-004)."""
        return {
            "id": user.id,
            "object": "user",
            "username": user.username,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "locale": None,
            **self.pictured(user),
            "primary_email_address_id": user.primary_email_address_id,
            "primary_phone_number_id": user.primary_phone_number_id,
            "primary_web3_wallet_id": user.primary_web3_wallet_id,
            "password_enabled": user.password is not None,
            "password_last_updated_at": user.password_updated_at,
            "two_factor_enabled": self.server.second_factors.enrolled(user),
            "totp_enabled": self.server.second_factors.authenticator(user) is not None,
            "backup_code_enabled": self.server.second_factors.has_backup_codes(user),
            "email_addresses": [self.email_address(item) for item in user.email_addresses],
            "phone_numbers": [self.phone_number(item) for item in user.phone_numbers],
            "web3_wallets": [self.web3_wallet(item) for item in user.web3_wallets],
            "passkeys": [self.passkey(one) for one in self.server.passkeys.usable(user)],
            "external_accounts": [self.external_account(one) for one in user.external_accounts],
            "saml_accounts": [self.saml_account(one) for one in user.enterprise_accounts],
            "enterprise_accounts": [self.enterprise_account(one) for one in user.enterprise_accounts],
            "public_metadata": user.public_metadata,
            "unsafe_metadata": user.unsafe_metadata,
            "external_id": user.external_id,
            "last_sign_in_at": user.last_sign_in_at,
            "banned": user.banned,
            "locked": self.server.lockout.locked(user),
            "lockout_expires_in_seconds": self.server.lockout.expires_in_seconds(user),
            "verification_attempts_remaining": self.server.lockout.remaining(user),
            "created_at": user.created_at,
            "updated_at": user.updated_at,
            "delete_self_enabled": self.server.users.may_delete_self(user),
            "create_organization_enabled": self.server.organizations.may_create(user),
            **self.creation_limit(user),
            "last_active_at": user.last_active_at,
            "mfa_enabled_at": user.mfa_enabled_at,
            "mfa_disabled_at": user.mfa_disabled_at,
            "legal_accepted_at": user.legal_accepted_at,
            "bypass_client_trust": user.bypass_client_trust,
        }

    def creation_limit(self, user: User) -> View:
        limit = user.create_organizations_limit
        return {} if limit is None else {"create_organizations_limit": limit}

    def public_user_data(self, user: User) -> View:
        return {
            "first_name": user.first_name,
            "last_name": user.last_name,
            **self.pictured(user),
            "identifier": self.server.users.public_identifier(user),
            "username": user.username,
            "user_id": user.id,
            "banned": user.banned,
        }

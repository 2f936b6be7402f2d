"""The signed-in person and what belongs to them: profile, identifiers, second factors, sessions on all devices."""

from typing import ClassVar

from fapi_conformance.client.area import Area
from fapi_conformance.client.companies import OwnEnterpriseConnectionsArea
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue, Parameters
from fapi_conformance.client.oauth import ConsentArea
from fapi_conformance.client.organizations import OwnInvitationsArea, OwnMembershipsArea, OwnSuggestionsArea
from fapi_conformance.client.routes import ROUTES, Known
from fapi_conformance.client.upload import Upload

_VALID = Intent.VALID


class IdentificationsArea(Area):
    """What email addresses, phone numbers and wallets have in common; the operations are named by the subclass."""

    parameter: ClassVar[str]
    to_list: ClassVar[str]
    to_create: ClassVar[str]
    to_read: ClassVar[str]
    to_delete: ClassVar[str]
    to_prepare: ClassVar[str]
    to_attempt: ClassVar[str]

    def list(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act(self.to_list, intent=intent)

    def create(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act(self.to_create, form=form, intent=intent)

    def create_with_slash(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        """As clerk-js asks for it: with a slash behind the path (GEN-011)."""
        where = ROUTES[self.to_create]
        return self._actor.act(Known(where.method, f"{where.path}/"), form=form, intent=intent)

    def read(self, item_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act(self.to_read, {self.parameter: item_id}, intent=intent)

    def delete(self, item_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act(self.to_delete, {self.parameter: item_id}, intent=intent)

    def prepare(self, item_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act(self.to_prepare, {self.parameter: item_id}, form=form, intent=intent)

    def attempt(self, item_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act(self.to_attempt, {self.parameter: item_id}, form=form, intent=intent)


class EmailAddressesArea(IdentificationsArea):
    parameter = "email_id"
    to_list = "getEmailAddresses"
    to_create = "createEmailAddresses"
    to_read = "getEmailAddress"
    to_delete = "DeleteEmailAddress"
    to_prepare = "sendVerificationEmail"
    to_attempt = "verifyEmailAddress"


class PhoneNumbersArea(IdentificationsArea):
    parameter = "phone_number_id"
    to_list = "getPhoneNumbers"
    to_create = "postPhoneNumbers"
    to_read = "ReadPhoneNumber"
    to_delete = "DeletePhoneNumber"
    to_prepare = "sendVerificationSMS"
    to_attempt = "verifyPhoneNumber"

    def update(self, item_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("UpdatePhoneNumber", {self.parameter: item_id}, form=form, intent=intent)


class Web3WalletsArea(IdentificationsArea):
    parameter = "web3_wallet_id"
    to_list = "getWeb3Wallets"
    to_create = "postWeb3Wallets"
    to_read = "readWeb3Wallet"
    to_delete = "deleteWeb3Wallet"
    to_prepare = "prepareWeb3WalletVerification"
    to_attempt = "attemptWeb3WalletVerification"


class DevicesArea(Area):
    """The person's sessions on every client, not only on the one that asks."""

    def all(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getUsersSessions", intent=intent)

    def active(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getSessions", intent=intent)

    def revoke(self, session_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("revokeSession", {"session_id": session_id}, intent=intent)


class TotpArea(Area):
    def create(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("postTOTP", intent=intent)

    def verify(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("verifyTOTP", form=form, intent=intent)

    def delete(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("deleteTOTP", intent=intent)


class BackupCodesArea(Area):
    def create(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("createBackupCodes", intent=intent)


class PasskeysArea(Area):
    def create(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("postPasskey", intent=intent)

    def read(self, passkey_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("readPasskey", {"passkey_id": passkey_id}, intent=intent)

    def update(self, passkey_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("patchPasskey", {"passkey_id": passkey_id}, form=form, intent=intent)

    def delete(self, passkey_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("deletePasskey", {"passkey_id": passkey_id}, intent=intent)

    def attempt(self, passkey_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        """By the one strategy that there is, as official clients say it (USER-304)."""
        shown = {"strategy": "passkey", **form}
        return self._actor.act("attemptPasskeyVerification", {"passkey_id": passkey_id}, form=shown, intent=intent)


class ExternalAccountsArea(Area):
    """Accounts elsewhere. ``additional_scope`` may be a list: it is sent once for each."""

    def create(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("postOAuthAccounts", form=form, intent=intent)

    def reauthorize(self, account_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._on("reauthorizeExternalAccount", account_id, form, intent)

    def delete(self, account_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._on("deleteExternalAccount", account_id, None, intent)

    def revoke_tokens(self, account_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._on("revokeExternalAccountTokens", account_id, None, intent)

    def _on(self, operation: str, account_id: str, form: Parameters | None, intent: Intent) -> Answer:
        return self._actor.act(operation, {"external_account_id": account_id}, form=form, intent=intent)


class ProfileImageArea(Area):
    def create(self, upload: Upload, *, intent: Intent = _VALID) -> Answer:
        content, kind = upload.content, upload.content_type
        return self._actor.act("updateProfileImage", content=content, content_type=kind, intent=intent)

    def delete(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("deleteProfileImage", intent=intent)


class MeArea(Area):
    def read(self, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        return self._actor.act("getUser", query=query, intent=intent)

    def update(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("patchUser", form=form, intent=intent)

    def merge_metadata(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("patchUserMetadata", form=form, intent=intent)

    def delete(self, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("deleteUser", intent=intent)

    def change_password(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("changePassword", form=form, intent=intent)

    def remove_password(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("removePassword", form=form, intent=intent)

    def service_token(self, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("createServiceToken", form=form, intent=intent)

    @property
    def profile_image(self) -> ProfileImageArea:
        return ProfileImageArea(self._actor)

    @property
    def email_addresses(self) -> EmailAddressesArea:
        return EmailAddressesArea(self._actor)

    @property
    def phone_numbers(self) -> PhoneNumbersArea:
        return PhoneNumbersArea(self._actor)

    @property
    def web3_wallets(self) -> Web3WalletsArea:
        return Web3WalletsArea(self._actor)

    @property
    def totp(self) -> TotpArea:
        return TotpArea(self._actor)

    @property
    def backup_codes(self) -> BackupCodesArea:
        return BackupCodesArea(self._actor)

    @property
    def passkeys(self) -> PasskeysArea:
        return PasskeysArea(self._actor)

    @property
    def external_accounts(self) -> ExternalAccountsArea:
        return ExternalAccountsArea(self._actor)

    @property
    def enterprise_connections(self) -> OwnEnterpriseConnectionsArea:
        return OwnEnterpriseConnectionsArea(self._actor)

    @property
    def sessions(self) -> DevicesArea:
        return DevicesArea(self._actor)

    @property
    def organization_memberships(self) -> OwnMembershipsArea:
        return OwnMembershipsArea(self._actor)

    @property
    def organization_invitations(self) -> OwnInvitationsArea:
        return OwnInvitationsArea(self._actor)

    @property
    def organization_suggestions(self) -> OwnSuggestionsArea:
        return OwnSuggestionsArea(self._actor)

    @property
    def oauth_consent(self) -> ConsentArea:
        return ConsentArea(self._actor)

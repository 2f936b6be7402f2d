"""What a person holds: an authenticator app, codes on paper, passkeys, a mailbox or phone, a wallet."""

from fapi_conformance.devices.authenticator import Authenticator
from fapi_conformance.devices.backup_codes import BackupCodes
from fapi_conformance.devices.inbox import Inbox
from fapi_conformance.devices.passkeys import Passkeys
from fapi_conformance.devices.wallet import Keyring, Wallet

__all__ = ["Authenticator", "BackupCodes", "Inbox", "Keyring", "Passkeys", "Wallet"]

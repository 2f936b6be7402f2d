"""What a person holds in their hands: an authenticator app, codes on paper, passkeys, a mailbox or phone."""

from fapi_conformance.devices.authenticator import Authenticator
from fapi_conformance.devices.backup_codes import BackupCodes
from fapi_conformance.devices.inbox import Inbox
from fapi_conformance.devices.passkeys import Passkeys

__all__ = ["Authenticator", "BackupCodes", "Inbox", "Passkeys"]

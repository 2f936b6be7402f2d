"""What a person holds in their hands: an authenticator app, codes on paper."""

from fapi_conformance.devices.authenticator import Authenticator
from fapi_conformance.devices.backup_codes import BackupCodes

__all__ = ["Authenticator", "BackupCodes"]

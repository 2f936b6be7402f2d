"""What an instance can switch: the settings, their defaults, and the file they are read from."""

from fapi_reference.settings.loading import BadSettings, load
from fapi_reference.settings.model import Attribute, Settings

__all__ = ["Attribute", "BadSettings", "Settings", "load"]

"""What applications keep about users."""

from typing import Any

Metadata = dict[str, Any]

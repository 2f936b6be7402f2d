"""What of the security catalogue no requirement restates yet although it has to: the first priority of the core, of
organizations and of accounts. A check leaves this list with the requirement that cites it; a self-test holds the two
together.
"""

from collections.abc import Mapping

NOT_YET: Mapping[str, str] = {}

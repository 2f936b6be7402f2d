"""Servers that no run must hang on, crash on, or mistake for a Frontend API.

``SERVERS`` names them all; ``with SERVERS[name].run() as base_url`` serves one on loopback; so does
``python -m selftest.hostile NAME``, which prints its base URL and ends with its stdin.
"""

from collections.abc import Mapping

from selftest.hostile import answering, breaking, stalling
from selftest.hostile.server import Hostile

SERVERS: Mapping[str, Hostile] = {one.name: one for one in (*answering.SERVERS, *breaking.SERVERS, *stalling.SERVERS)}

"""Imported once by the fork server: everything that a reference and a run of pytest import, read or compile."""

import gc
from importlib import import_module

from fapi_conformance.contract import captured_contract
from fapi_conformance.contract.bodies import bodies_of
from fapi_conformance.plugin.places import SCHEMA
from fapi_reference import faults, liberties

MODULES = (
    "pytest", "_pytest.unittest", "anyio._backends._asyncio", "authlib.oauth2", "cryptography.x509", "jwt",
    "fapi_conformance.contract.transports", "fapi_conformance.plugin.fixtures", "fapi_conformance.plugin.hooks",
    "fapi_conformance.plugin.operations", "fapi_conformance.recipes.catalogue", "fapi_conformance.requirements",
    "fapi_conformance.target.elsewhere", "fapi_conformance.target.passkeys", "fapi_conformance.tokens",
    "fapi_reference.announce", "fapi_reference.app", "fapi_reference.backend", "fapi_reference.reference",
    "fapi_reference.serving", "joserfc.jwt", "lxml.etree", "publicsuffixlist", "selftest.hunt", "selftest.noticing",
    "signxml", "uvicorn.protocols.http.httptools_impl", "uvloop",
)  # fmt: skip

for name in MODULES:
    import_module(name)
faults.catalogue()
liberties.catalogue()
CONTRACT = captured_contract(SCHEMA)
for operation in CONTRACT.operations:
    for status in operation.responses:
        bodies_of(CONTRACT).promised(operation, status)
gc.freeze()  # what is there stays: no fork has to look through it, or gets a copy of its own by doing so

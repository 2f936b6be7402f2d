"""The captured schema: read, corrected, asked. ``load_contract`` is the way in; ``normalise`` serves the judge."""

from fapi_conformance.contract.errata import Erratum
from fapi_conformance.contract.load import captured_contract, load_contract
from fapi_conformance.contract.operations import Body, Contract, Operation, Parameter, Response
from fapi_conformance.contract.problem import SchemaProblem

__all__ = [
    "Body",
    "Contract",
    "Erratum",
    "Operation",
    "Parameter",
    "Response",
    "SchemaProblem",
    "captured_contract",
    "load_contract",
]

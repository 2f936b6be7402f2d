"""Means that an implementer brings: ``--means module:factory``, where ``factory()`` returns a :class:`Means`."""

import importlib

from fapi_conformance.errors import BadInput
from fapi_conformance.target.means import Means


def load_means(spec: str) -> Means:
    """Import and call the factory; raises :class:`BadInput` in one line for whatever is wrong with it."""
    module_name, colon, attribute = spec.partition(":")
    if not colon or not module_name or not attribute:
        raise BadInput(f"--means {spec}: give module:factory")
    try:
        made = getattr(importlib.import_module(module_name), attribute)()
    except Exception as error:  # an implementer's code may raise anything; it is told in one line
        raise BadInput(f"--means {spec}: {type(error).__name__}: {' '.join(str(error).split())}") from error
    if not isinstance(made, Means):
        raise BadInput(f"--means {spec}: the factory's result lacks kinds, provide, age or dispose")
    return made

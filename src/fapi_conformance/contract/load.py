"""From files to a contract."""

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from fapi_conformance.contract.document import ERRATA, dangling, read_file, read_folder
from fapi_conformance.contract.errata import Erratum, apply, chosen, read_errata
from fapi_conformance.contract.operations import Contract
from fapi_conformance.contract.problem import SchemaProblem


def load_contract(
    folder: Path,
    *,
    schema: Path | None = None,
    errata: bool = True,
    extra_errata: Sequence[Path] = (),
    without: Collection[str] = (),
) -> Contract:
    """The captured schema of ``folder``, or the document ``schema``, corrected.

    ``errata``: apply our own corrections; ``extra_errata``: files with the user's; ``without``: ids of either to leave
    out. Anything unusable is a SchemaProblem.
    """
    document = read_folder(folder) if schema is None else read_file(schema)
    known: list[Erratum] = list(read_errata(folder / ERRATA)) if errata else []
    for file in extra_errata:
        known += read_errata(file, own=True)
    applied = chosen(known, without)
    corrected = apply(document, applied)
    name = extra_errata[-1] if extra_errata else schema or folder
    if extra_errata and (lost := dangling(corrected)):
        raise SchemaProblem(f"{name}:1: with these errata the reference {lost[0]} leads nowhere")
    try:
        return Contract.of(corrected, applied)
    except (LookupError, TypeError, ValueError, AttributeError) as wrong:
        raise SchemaProblem(f"{name}:1: an operation cannot be read: {wrong!r}") from None


@cache
def captured_contract(folder: Path) -> Contract:
    """The captured schema of ``folder`` with our own corrections, as most runs want it: read once in a process."""
    return load_contract(folder)

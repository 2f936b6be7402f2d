"""What is printed instead of a run: the catalogue, and the doctor's report."""

from collections.abc import Iterable, Iterator

from fapi_conformance.plugin.controller import Controller
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.target.doctor import examine
from fapi_conformance.verdict.requirement import Requirement


def requirements(run: Run) -> Iterator[str]:
    """One line a requirement: id, level, profiles, statement, sources; tabs between them. Those chosen, or all."""
    wanted = run.choice.wanted
    for requirement in CATALOGUE.values():
        if wanted is None or requirement.id in wanted:
            yield _line(requirement)


def _line(requirement: Requirement) -> str:
    notes = [f"when {capability}" for capability in requirement.when]
    notes += [f"needs {kind}" for kind in requirement.means]
    notes += [f"risks {risk}" for risk in requirement.risks]
    notes += [f"beside {twin}" for twin in requirement.twins]
    told = f" [{'; '.join(notes)}]" if notes else ""
    sources = ", ".join(requirement.sources)
    profiles = ", ".join(requirement.profiles)
    return "\t".join((requirement.id, requirement.level, profiles, requirement.says + told, sources))


def doctor(run: Run, controller: Controller) -> Iterable[str]:
    """Looks at the target without testing it. Raises BadInput where there is nothing to look at."""
    try:
        controller.open(allow_production=True)  # it only looks
        return examine(run.target, CATALOGUE).lines()
    finally:
        controller.close()

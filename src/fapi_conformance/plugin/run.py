"""What every process of a run has: its options, the contract, and the target once it was found."""

import random
import time
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

import pytest

from fapi_conformance.client import masking
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.contract import Contract, Operation, captured_contract, load_contract
from fapi_conformance.errors import BadInput
from fapi_conformance.plugin.access import Access
from fapi_conformance.plugin.observer import Observer
from fapi_conformance.plugin.options import Options
from fapi_conformance.plugin.places import SCHEMA
from fapi_conformance.plugin.recording import Recording
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.target.means import Means
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.baseline import Baseline
from fapi_conformance.verdict.baseline import load as load_baseline
from fapi_conformance.verdict.choice import Choice, UnknownName, choose, known, pasted
from fapi_conformance.verdict.claim import Claim
from fapi_conformance.verdict.finding import Sighting
from fapi_conformance.verdict.operations import Known
from fapi_conformance.verdict.step import Step

HANDED = "fapi_conformance"
"""The name under which workers are handed what the controller found."""


class Run:
    """``seed`` and ``contract`` of a worker are the controller's."""

    def __init__(self, options: Options, *, seed: int | None = None, contract: str = "") -> None:
        self.options = options
        self.seed = options.seed if seed is None else seed
        self.started = time.time()
        self.recorder = Recorder()
        self._contract = contract
        self._target: Target | None = None
        self.keeps = True
        """Whether the target keeps what the run made; the embedded reference ends with it."""
        self._observer: Observer | None = None
        self.recording: Recording | None = None

    @cached_property
    def contract(self) -> Contract:
        """Raises SchemaProblem."""
        if self._contract:
            return Contract.from_json(self._contract)
        options = self.options
        if options.schema is None and options.own_errata and not options.errata:
            return captured_contract(SCHEMA)
        return load_contract(SCHEMA, schema=options.schema, errata=options.own_errata, extra_errata=options.errata)

    @cached_property
    def choice(self) -> Choice:
        """What the run is about. Raises BadInput for names that nothing has."""
        options = self.options
        try:
            findings = [pasted(given) for given in options.requirements]
            operations = [self._operation(given) for given in options.operations]
            operations += [key for _, key in findings if key in self._operations.values()]
            return choose(
                CATALOGUE,
                requirements=[requirement for requirement, _ in findings],
                areas=options.areas,
                operations=operations,
                claims=self.claim.profiles,
            )
        except UnknownName as unknown:
            raise BadInput(str(unknown)) from unknown

    @cached_property
    def baseline(self) -> Baseline:
        """Raises BadInput for a file that is none."""
        return load_baseline(self.options.baseline, CATALOGUE) if self.options.baseline else Baseline()

    def excuse(self, step: Step) -> str:
        """Why a broken step fails no test; empty where it does."""
        return self.baseline.excuses(Sighting.of(step).finding_id, self.today)

    @cached_property
    def today(self) -> date:
        return datetime.now(tz=UTC).date()

    @cached_property
    def claim(self) -> Claim:
        """Raises BadInput for a profile that there is not, or where only a part of it would be run."""
        options = self.options
        if options.claims and (options.requirements or options.areas or options.operations):
            raise BadInput("--claim is about all of a profile: leave out --requirement, --area and --operation")
        profiles = {profile for one in CATALOGUE.values() for profile in one.profiles}
        try:
            return Claim(tuple(known(given, profiles, kind="profile") for given in dict.fromkeys(options.claims)))
        except UnknownName as unknown:
            raise BadInput(str(unknown)) from unknown

    @cached_property
    def _operations(self) -> dict[str, str]:
        """Ids of operations, by id and by label."""
        return {name: one.id for one in self.contract.operations for name in (one.id, one.label)}

    def _operation(self, given: str) -> str:
        """By id, by label, or by a request to it as the evidence of a finding has it."""
        method, _, path = given.partition(" ")
        if given not in self._operations and (found := self.contract.match(method, path.split(" -> ")[0])):
            return found[0].id
        return self._operations[known(given, self._operations, kind="operation")]

    @property
    def target(self) -> Target:
        """Only while tests run: collecting needs no target."""
        assert self._target is not None, "the target is there once the session has started"
        return self._target

    @property
    def observer(self) -> Observer:
        assert self._observer is not None
        return self._observer

    @property
    def opened(self) -> bool:
        return self._target is not None

    def observe(self) -> None:
        """From now on every exchange is judged."""
        self._observer = Observer(self.contract, closed_objects=self.options.closed_objects)
        self.recorder.listen(self._observer.saw)

    def record(self, folder: Path) -> None:
        """From now on every exchange is written down there, masked."""
        self.recording = Recording(folder)
        self.recorder.listen(self.recording.saw)

    def open(self, access: Access, means: Means | None = None) -> None:
        masking.remember(access.secret_key, access.waitlist_secret_key)
        self._target = access.target(self.recorder, means)
        self.keeps = not access.embedded

    def close(self) -> None:
        """Give connections and files back; may be called twice."""
        if self.recording is not None:
            self.recording.close()
        if self._target is not None:
            self._target.close()

    def chance(self, name: str) -> random.Random:
        """Choices of one test: the same for the same seed, whatever ran before and wherever."""
        return random.Random(f"{self.seed}:{name}")

    def known_operations(self) -> list[Known]:
        return known_operations(self.contract)


RUN = pytest.StashKey[Run]()


def run_of(config: pytest.Config) -> Run:
    """For fixtures and for tests that are generated from the contract."""
    return config.stash[RUN]


def known_operations(contract: Contract) -> list[Known]:
    """What reports have to know of the operations of a contract."""
    return [
        Known(id=one.id, label=one.label, documented=tuple(sorted(one.responses)), successes=successes(one))
        for one in contract.operations
    ]


def successes(operation: Operation) -> frozenset[int]:
    """A redirect that is documented beside a 2xx is allowed, and shows nothing of the operation (AUTH-049); where no
    2xx promises a body it is as good an answer (AUTH-328, AUTH-334).
    """
    told = (response for response in operation.responses.values() if response.media)
    return frozenset(one.status for one in told if 200 <= one.status < 300) or frozenset(
        status for status in operation.responses if status < 400
    )

"""What Allure is told beside what its own plugin tells. Imported only where ``--alluredir`` is given.

allure-pytest makes a result of each test, in the process that runs it, and hands it to a logger that writes it down.
``Allure`` takes that logger's place: it says by requirements what a result is about, masks, and lets it be
written. What no test stands for is added by the controller when the run has been reckoned.
"""

import hashlib
import os
import shlex
import shutil
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import uuid4

import allure_commons
import pytest
from allure_commons.logger import AllureFileLogger
from allure_commons.model2 import Attachment, Label, Link, Parameter, Status, StatusDetails, TestResult, TestStepResult

from fapi_conformance.client import masking
from fapi_conformance.client.exchange import Exchange
from fapi_conformance.plugin.conclusion import reported
from fapi_conformance.plugin.controller import BEDROCK
from fapi_conformance.plugin.evidence import evidence_of
from fapi_conformance.plugin.journey import Journey
from fapi_conformance.plugin.places import REPORTS
from fapi_conformance.plugin.rerun import rerun
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.environment import environment
from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.finding import Finding
from fapi_conformance.verdict.labels import description, labels, title
from fapi_conformance.verdict.links import link
from fapi_conformance.verdict.message import again as met_again
from fapi_conformance.verdict.message import deviation, heading, report, text
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.results import Results
from fapi_conformance.verdict.step import Step

SHOWN = 20
"""The last exchanges of a test that failed, which are attached to its result."""
STATUSES = {
    Outcome.PASS: Status.PASSED,
    Outcome.FAIL: Status.FAILED,
    Outcome.WARNING: Status.BROKEN,
    Outcome.NOT_APPLICABLE: Status.SKIPPED,
    Outcome.NOT_TESTABLE: Status.SKIPPED,
    Outcome.ERROR: Status.BROKEN,
}
"""Of a step. Allure has no warnings: yellow comes closest, and the step's name begins with what it is."""
NAMES_THE_MACHINE = frozenset({"host", "thread"})
"""Labels of allure-pytest that differ from run to run and say nothing of the target."""
FINDINGS = "findings"
"""The suite of the results that no test stands for."""


def install(config: pytest.Config, run: Run) -> "Allure":
    """Take the place of allure-pytest's file logger until the session is over."""
    manager = allure_commons.plugin_manager
    files = next(one for one in manager.get_plugins() if isinstance(one, AllureFileLogger))
    allure = Allure(files, run, Path(config.option.allure_report_dir).absolute())
    manager.unregister(files)
    manager.register(allure)
    config.pluginmanager.register(allure, "conformance-allure")
    run.recorder.listen(allure.saw)

    def give_back() -> None:  # allure-pytest takes its own logger off at the end, and wants to find it there
        manager.unregister(allure)
        manager.register(files)

    config.add_cleanup(give_back)
    return allure


class Allure:
    """A plugin of Allure's, and of pytest's for what only the controller hears. All is written into ``folder``."""

    def __init__(self, files: AllureFileLogger, run: Run, folder: Path) -> None:
        self._files = files
        self._run = run
        self.folder = folder
        self._journey: Journey | None = None
        self._exchanges: deque[Exchange] = deque(maxlen=SHOWN)
        self._sent = 0
        self._crashed: dict[str, str] = {}

    def saw(self, exchange: Exchange) -> None:
        """Keep the last exchanges of the test that runs. They are masked only if they have to be shown."""
        if Journey.current is not self._journey:
            self._journey, self._sent = Journey.current, 0
            self._exchanges.clear()
        self._exchanges.append(exchange)
        self._sent += 1

    # Allure's hooks: what is written, and how

    @allure_commons.hookimpl
    def report_result(self, result: TestResult) -> None:
        if Journey.current is not None:
            self._tell(result, Journey.current)
        self._files.report_result(result=result)

    @allure_commons.hookimpl
    def report_container(self, container: object) -> None:
        """Left out: the fixtures of a test are ours, and would be four files for each of its results."""

    @allure_commons.hookimpl
    def report_attached_data(self, body: str | bytes, file_name: str) -> None:
        self._files.report_attached_data(body=_masked(body), file_name=file_name)

    @allure_commons.hookimpl
    def report_attached_file(self, source: str, file_name: str) -> None:
        self._files.report_attached_file(source=source, file_name=file_name)

    @allure_commons.hookimpl
    def report_globals(self, globals_item: object) -> None:
        self._files.report_globals(globals_item=globals_item)

    # a test

    def _tell(self, result: TestResult, journey: Journey) -> None:
        cited = list(journey.cited.values())
        _identify_test(result, journey.test)
        result.description = description(cited, f"{rerun(self._run.options)} {shlex.quote(journey.test)}")
        result.labels = [
            *(Label(name, value) for name, value in labels(cited, self._operation(journey.operation))),
            *(one for one in result.labels if one.name not in NAMES_THE_MACHINE),
            Label("thread", os.environ.get("PYTEST_XDIST_WORKER", "main")),
        ]
        result.links += self._links(cited)
        _mask(result)
        self._conclude(result, journey)
        result.steps += [self._step(step) for step in journey.steps]
        if result.status in (Status.FAILED, Status.BROKEN):
            result.steps += self._traffic(journey)

    def _conclude(self, result: TestResult, journey: Journey) -> None:
        """The status as it is counted by pytest, and in the message what kind of thing it is: categories go by that."""
        if result.status == Status.FAILED and journey.failed:
            told = "\n\n".join(f"{heading(CATALOGUE[step.requirement])}\n{step.told}" for step in journey.failed)
            result.statusDetails = StatusDetails(message=told, trace=reported(journey, rerun(self._run.options)))
        elif result.status == Status.PASSED and journey.open:  # it was set up, and heard of no more
            result.status, result.statusDetails = Status.SKIPPED, StatusDetails(message="not testable: interrupted")
        elif result.status == Status.PASSED:
            warned = [heading(CATALOGUE[step.requirement]) for step in journey.steps if step.outcome.broken]
            result.statusDetails = StatusDetails(message="\n".join(warned)) if warned else None
        elif result.status == Status.SKIPPED and journey.excuses:
            result.statusDetails = StatusDetails(message=f"known: {'; '.join(journey.excuses)}", known=True)
        elif result.status == Status.SKIPPED and journey.cited:
            result.statusDetails = StatusDetails(message=_why_skipped(journey.steps))
        elif result.status == Status.BROKEN:
            error = next((step.because for step in journey.steps if step.outcome is Outcome.ERROR), "")
            result.statusDetails = StatusDetails(
                message=error or getattr(result.statusDetails, "message", None),
                trace=getattr(result.statusDetails, "trace", None),
            )

    def _step(self, step: Step) -> TestStepResult:
        requirement = CATALOGUE[step.requirement]
        verdict = "" if step.outcome is Outcome.PASS else f"{step.outcome.replace('_', ' ')}: "
        told = step.told or "\n".join(filter(None, [step.because, step.remedy]))
        return TestStepResult(
            name=f"{verdict}{requirement.id}: {requirement.says}",
            status=STATUSES[step.outcome],
            statusDetails=StatusDetails(message=told) if told else None,
            attachments=[self._attached(step.evidence)] if step.evidence else [],
        )

    def _traffic(self, journey: Journey) -> Iterator[TestStepResult]:
        if journey is not self._journey:
            return
        before = self._sent - len(self._exchanges)
        left_out = f", of which the first {before} are left out" if before else ""
        yield TestStepResult(
            name=f"All exchanges of the test: {self._sent}{left_out}",
            status=Status.PASSED,
            attachments=[self._attached(evidence_of(one, self._run.contract)) for one in self._exchanges],
        )

    def _attached(self, evidence: Evidence) -> Attachment:
        """An exchange, as plain text: every Allure shows that, and its last line can be pasted into a shell."""
        file = f"{uuid4()}-attachment.txt"
        self._files.report_attached_data(body=evidence.sheet, file_name=file)
        return Attachment(name=evidence.line, source=file, type="text/plain")

    def _links(self, cited: Sequence[Requirement]) -> list[Link]:
        version = self._run.target.endpoint.api_version if self._run.opened else ""
        sources = dict.fromkeys(source for one in cited for source in one.sources)
        return [Link("link", url, source) for source in sources if (url := link(source, version))]

    def _operation(self, operation: str | None) -> str:
        """Its label; empty for none."""
        return next((one.label for one in self._run.contract.operations if one.id == operation), "")

    # on the controller: what no test stands for

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when not in ("setup", "call", "teardown"):  # made by xdist for the test of a killed worker
            self._crashed[report.nodeid] = masking.text(str(report.longrepr))

    def conclude(self, results: Results) -> None:
        """Findings of the judge, a sunk bedrock, our own mistakes, killed tests; categories and environment.

        Raises OSError where it cannot be written.
        """
        for one in self._added(results):
            self._files.report_result(result=one)
        shutil.copyfile(REPORTS / "allure" / "categories.json", self.folder / "categories.json")
        (self.folder / "environment.properties").write_text(environment(results.run), encoding="ascii")

    def _added(self, results: Results) -> Iterator[TestResult]:
        judged = {(one.requirement, one.key) for one in results.sightings}
        again = rerun(self._run.options)
        for finding in results.findings:
            if (finding.requirement, finding.key) in judged:
                yield self._finding(finding, results, again)
        for step in results.steps:
            if step.test == BEDROCK and step.outcome is not Outcome.PASS:
                yield self._bedrock(step, again)
        for mistake in results.mistakes:
            key = f"SUITE.REQUEST[{mistake.operation} {mistake.location}]"
            result = self._result(key, [], "A request of ours that the schema does not allow", again)
            result.status, result.statusDetails = Status.BROKEN, StatusDetails(message=mistake.line)
            yield result
        if results.run.incomplete:
            result = self._result("RUN.INCOMPLETE", [], "This run is not complete", again)
            result.status, result.statusDetails = Status.BROKEN, StatusDetails(message=results.run.incomplete)
            yield result
        cites = {one.test: one.cites for one in results.tests}
        for test, because in self._crashed.items():
            cited = [CATALOGUE[id_] for id_ in cites.get(test, ())]
            result = self._result("", cited, test.rpartition("::")[2], f"{again} {shlex.quote(test)}")
            _identify_test(result, test)
            result.status, result.statusDetails = Status.BROKEN, StatusDetails(message=because)
            yield result

    def _finding(self, finding: Finding, results: Results, again: str) -> TestResult:
        requirement = CATALOGUE[finding.requirement]
        command = f"{again} {met_again(finding.requirement, finding.key, finding.tests)}"
        result = self._result(finding.id, [requirement], finding.name, command)
        message = f"{heading(requirement)}\n{finding.told}"
        trace = text(report(finding, requirement, again))
        if finding.id in results.known:
            result.status, message = Status.SKIPPED, f"known: {results.known[finding.id]}\n{message}"
        elif finding.level is Level.MUST and results.claim.about(requirement):
            result.status = Status.FAILED
        else:
            result.status = Status.UNKNOWN  # Allure has no warnings; it neither passed nor fails anything
        result.statusDetails = StatusDetails(message=message, trace=trace, known=finding.id in results.known or None)
        if finding.evidence:
            result.attachments = [self._attached(finding.evidence)]
        return result

    def _bedrock(self, step: Step, again: str) -> TestResult:
        requirement = CATALOGUE[step.requirement]
        command = f"{again} --requirement {requirement.id}"
        result = self._result(BEDROCK, [requirement], "Bedrock: no member could be made and read back", command)
        told = deviation(
            requirement,
            location=step.location,
            expected=step.expected,
            got=step.got or step.because,
            evidence=step.evidence,
            rerun=command,
        )
        result.status = Status.FAILED if step.outcome is Outcome.FAIL else Status.BROKEN
        because = step.told or "\n".join(filter(None, [step.because, step.remedy]))
        result.statusDetails = StatusDetails(message=f"{heading(requirement)}\n{because}", trace=text(told))
        if step.evidence:
            result.attachments = [self._attached(step.evidence)]
        return result

    def _result(self, key: str, cited: Sequence[Requirement], name: str, again: str) -> TestResult:
        now = round(time.time() * 1000)
        result = TestResult(name=name, uuid=str(uuid4()), start=now, stop=now, titlePath=[FINDINGS])
        _identify(result, f"{FINDINGS}#{key}", "")
        result.description = description(cited, again)
        result.links = self._links(cited)
        result.labels = [Label(label, value) for label, value in labels(cited, "")]
        result.labels += [Label("suite", FINDINGS), Label("thread", "main")]
        return result


def _identify_test(result: TestResult, test: str) -> None:
    """By its node id; a title that its author gave it stays."""
    place, _, case = test.partition("[")
    file, _, name = place.partition("::")
    if result.name == test.partition("::")[2].rpartition("::")[2]:
        result.name = _name(file, name, case.removesuffix("]"))
    result.parameters = [Parameter(name="case", value=case.removesuffix("]"))] if case else []
    _identify(result, f"{'.'.join(PurePosixPath(file).with_suffix('').parts)}#{name.replace('::', '.')}", case)


def _name(file: str, name: str, case: str) -> str:
    """``flows/test_password_change.py`` and ``test_without_the_current_one``: ``Password change: without the…``."""
    words = name.rpartition("::")[2].removeprefix("test_").replace("_", " ")
    stem = PurePosixPath(file).stem.removeprefix("test_").replace("_", "-")
    return f"{title(stem)}: {words}" + (f" [{case}]" if case else "")


def _identify(result: TestResult, full_name: str, case: str) -> None:
    """By names alone, so that a result is known again in the next run, on another machine, against another target."""
    result.fullName = full_name
    result.testCaseId = _digest(full_name)
    result.historyId = _digest(f"{full_name}[{case}")


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def _why_skipped(steps: Sequence[Step]) -> str:
    off = all(step.outcome is Outcome.NOT_APPLICABLE for step in steps)
    kind = "not applicable" if off else "not testable"
    open_ = [step for step in steps if step.outcome in (Outcome.NOT_APPLICABLE, Outcome.NOT_TESTABLE)]
    told = [(step.because.removeprefix(f"{kind}: "), step.remedy) for step in open_ if step.because]
    because, remedy = next(iter(told), ("the journey took a way that does not show it", ""))
    return f"{kind}: {because}" + (f"\nremedy: {remedy}" if remedy else "")


def _mask(item: Any) -> None:
    """What a test, or a step that somebody made in it, says of itself."""
    for parameter in item.parameters:
        parameter.value = masking.text(str(parameter.value))
    if item.statusDetails is not None:
        for told in ("message", "trace"):
            setattr(item.statusDetails, told, masking.text(getattr(item.statusDetails, told) or ""))
    for step in item.steps:
        step.name = masking.text(step.name or "")
        _mask(step)


def _masked(body: str | bytes) -> str | bytes:
    """Texts are masked; of anything else nobody can say what is in it."""
    if isinstance(body, str):
        return masking.text(body)
    try:
        return masking.text(body.decode())
    except UnicodeDecodeError:
        return body

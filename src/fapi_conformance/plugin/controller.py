"""The process that the user started: opens the run, hands it to workers, gathers what they tell, and reckons."""

import os
import signal
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from fapi_conformance.errors import BadInput, NotTestable, TransportFailure
from fapi_conformance.plugin.access import Access, Opened, found
from fapi_conformance.plugin.driver import PORTION, tidy
from fapi_conformance.plugin.entries import Entries
from fapi_conformance.plugin.facts import run_facts
from fapi_conformance.plugin.interruption import Interruption
from fapi_conformance.plugin.journey import Journey
from fapi_conformance.plugin.junit import describe_run
from fapi_conformance.plugin.reports import Reports
from fapi_conformance.plugin.rerun import rerun
from fapi_conformance.plugin.run import HANDED, Run
from fapi_conformance.plugin.selection import whole
from fapi_conformance.plugin.waiting import checked
from fapi_conformance.requirements import CATALOGUE, bedrock
from fapi_conformance.target.means import REMEDIES
from fapi_conformance.target.member import Member
from fapi_conformance.target.member import bedrock as make_bedrock
from fapi_conformance.target.provider_metadata import read_metadata
from fapi_conformance.target.target import Target
from fapi_conformance.target.trust import asks_for_trust
from fapi_conformance.verdict.gathering import Gathering
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.portion import Portion
from fapi_conformance.verdict.reckoning import judged_findings, reckon
from fapi_conformance.verdict.requirement import Level
from fapi_conformance.verdict.results import Results
from fapi_conformance.verdict.ruling import Circumstances

VERDICTS = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)
"""Exit statuses that say what was judged; the others say that not all was."""
TRACEBACK = "Traceback (most recent call last):"
BEDROCK = "bedrock"
"""In the place of a test: what the controller itself does before all others."""


class Controller:
    """Registered as a plugin in the only process, or in the one that has workers."""

    def __init__(self, config: pytest.Config, run: Run) -> None:
        self._config = config
        self._run = run
        self._opened = Opened(run.options)
        self._access: Access | None = None
        self._gathering = Gathering()
        self._entries = Entries(config)
        self._interruption = Interruption()
        self._causes: list[str] = []
        self._broken = False
        self._nodes: list[Any] = []
        self._under_way: dict[str, pytest.TestReport] = {}
        self._sunk = ""
        self._own_left: list[str] = []
        self._left_by_workers: list[str] = []
        self.results: Results | None = None
        self.reports = Reports(run)

    # opening

    def listen(self) -> None:
        """From now on signals end the run in good order."""
        self._interruption.listen()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Find the target and lay the bedrock. An unusable target ends the run with one line and exit status 4."""
        try:
            self.open()
        except BadInput as problem:
            self._causes.append(str(problem))
            self._reckon()
            raise pytest.UsageError(str(problem)) from None
        self._lay_bedrock()
        describe_run(self._config, run_facts(self._config, self._run, self._access, self._run.target))

    def open(self, *, allow_production: bool | None = None) -> None:
        """The target, ready to be spoken to. Raises BadInput; ``close`` is due in any case."""
        run = self._run
        if allow_production is None:
            allow_production = run.options.allow_production
        run.contract  # noqa: B018 - before a server is started for nothing
        run.choice  # noqa: B018
        self._access = self._opened.access()
        means = self._access.checked_means()
        run.observe()
        self.reports.record()
        environment = found(self._access, run.recorder, allow_production=allow_production)
        self._access = replace(self._access, environment=environment)
        if url := self._access.waitlist_url:
            beside = found(replace(self._access, base_url=url), run.recorder, allow_production=allow_production)
            self._access = replace(self._access, waitlist_environment=checked(beside, url))
        run.open(self._access, means)
        self._config.option.base_url = self._access.base_url  # pytest-base-url's own fixture then has it too

    def _lay_bedrock(self) -> None:
        """One member, made and read back. Without it nothing else is judged and nothing passes."""
        run = self._run
        run.target.endpoint.purpose = bedrock.MEMBER.id
        journey = Journey(BEDROCK, (bedrock.MEMBER,))
        Journey.current, run.observer.test = journey, BEDROCK
        try:
            self._look_for_trust(make_bedrock(run.target))
            self._look_for_a_provider()
        except AssertionError as problem:
            journey.broke(bedrock.MEMBER, problem)
            self._sunk = "no member could be made and read back"
        except NotTestable as reason:
            journey.note(bedrock.MEMBER, Outcome.NOT_TESTABLE, because=reason.because, remedy=reason.remedy)
            self._sunk = f"no member could be made: {reason}"
        except TransportFailure as failure:
            journey.note(bedrock.MEMBER, Outcome.ERROR, because=failure.cause)
            self._sunk = f"no member could be made: {failure.cause}"
        else:
            journey.note(bedrock.MEMBER, Outcome.PASS)
        finally:
            Journey.current = None
        self._take()
        self._gathering.add(Portion(test=BEDROCK, cites=(bedrock.MEMBER.id,), steps=tuple(journey.steps)))

    def _look_for_trust(self, member: Member) -> None:
        """What no environment tells, for all processes."""
        assert self._access is not None
        asked = asks_for_trust(self._run.target, member)
        self._run.target.learn_trust(asked)
        self._access = replace(self._access, device_trust=asked)

    def _look_for_a_provider(self) -> None:
        """The same of what its metadata tells."""
        assert self._access is not None
        metadata = read_metadata(self._run.target)
        self._run.target.learn_provider(metadata)
        self._access = replace(self._access, provider_metadata=metadata)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """What a worker needs to be a part of this run; xdist itself hands over the command line only."""
        assert self._access is not None
        self._nodes.append(node)
        node.workerinput[HANDED] = {
            "access": self._access.to_json(),
            "contract": self._run.contract.to_json(),
            "seed": self._run.seed,
            "recordings": self.reports.recordings,
        }

    # nothing is run on a sunk bedrock

    @pytest.hookimpl(optionalhook=True, trylast=True)
    def pytest_xdist_setupnodes(self, specs: list[Any]) -> None:
        if self._sunk:
            specs.clear()  # the list from which xdist is about to start its workers

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> bool | None:
        return True if self._sunk else None

    @pytest.hookimpl(tryfirst=True, specname="pytest_runtestloop")
    def pytest_runtestloop_without_tests(self) -> bool | None:
        return True if self._sunk else None

    # gathering

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "setup" and report.passed:
            self._under_way[report.nodeid] = report
        else:
            self._under_way.pop(report.nodeid, None)
        told: Mapping[str, Any] | None = getattr(report, PORTION, None)
        if told is not None:
            self._gathering.add(Portion.from_json(told))
        elif report.when not in ("setup", "call", "teardown"):  # made by xdist for the test of a killed worker
            self._gathering.crashed(report.nodeid, str(report.longrepr))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Workers go on with what they could collect; alone pytest ends there."""
        if report.failed:
            self._causes.append(f"{report.nodeid or 'a file of tests'} could not be collected")

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        """Its last words are heard once: xdist calls twice for a worker that was interrupted alone."""
        if hasattr(node, "workeroutput"):
            handed = node.workeroutput.pop(HANDED, None)
            if handed:
                self._gathering.add(Portion.from_json(handed["portion"]))
                self._left_by_workers += handed["left"]
                if handed["problem"]:
                    self.reports.lost_exchanges(handed["problem"])
        elif error:
            self._causes.append(
                f"the worker {node.gateway.id} went down; what it had made on the target may be left there"
            )

    @pytest.hookimpl(optionalhook=True)
    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Pytest itself, a plugin or we, here or in a worker: no test after it was run as it should."""
        self._broken = True
        said = [line.strip() for line in str(excinfo.value).splitlines() if line.strip()]
        # Of a failure in a worker xdist tells the whole traceback, at whose end the cause stands.
        remote = [line for line in said if not line.startswith("assert ")] if said[:1] == [TRACEBACK] else []
        told = remote[-1] if remote else f"{excinfo.typename}: {' '.join(said[:1])}"
        self._causes.append(f"pytest failed: {told[:300]}")

    # reckoning

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        try:
            return (yield)
        except BaseException as problem:
            self._interruption.heeded = True
            self._causes += _cut_short(problem, self._interruption)
            if self._interruption.cause:
                self._interrupt_workers()
            raise
        finally:
            self._interruption.heeded = True
            self._tidy()
            with self._entries.adding(session):
                self._report_findings()

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> Generator[None, object, object]:
        self._interruption.heeded = True
        self._causes = self._causes or list(_ended_early(session, exitstatus, self._interruption))
        self._causes = self._causes or list(self._gone())
        try:
            if self._causes:
                with self._entries.adding(session):
                    for begun in list(self._under_way.values()):
                        self._entries.cut_short(begun, self._incomplete)
                    self._entries.incomplete(self._incomplete)
            return (yield)  # xdist ends its workers in here, within seconds, and they tidy what they made
        except OSError as problem:
            self._pytest_could_not_write(problem)
            return None
        finally:
            self._hear_last_words()
            self._tidy()
            self.close()
            self._entries.forget_for_last_failed()
            self._reckon()
            session.exitstatus = self._status(exitstatus)

    def _pytest_could_not_write(self, problem: OSError) -> None:
        """Such as on a full disk: of all that pytest has, JUnit alone writes at the very end."""
        junit = getattr(self._config.option, "xmlpath", None)
        if not junit:
            raise problem
        self.reports.lose(f"--junitxml {junit}: {problem.strerror or problem}")

    def _interrupt_workers(self) -> None:
        """By itself xdist waits for the tests that they are at: whoever ended us may not have the patience."""
        for node in self._nodes:
            with suppress(OSError):
                if node.gateway.spec.popen and not node.shutting_down:
                    os.kill(node.gateway._rinfo().pid, signal.SIGINT)  # noqa: SLF001 - nothing else tells its process

    def _hear_last_words(self) -> None:
        """What workers said after xdist had ceased to listen, since the run was interrupted."""
        listener = self._config.pluginmanager.get_plugin("dsession")
        while listener is not None and not listener.queue.empty():
            event, told = listener.queue.get_nowait()
            if event == "testreport":
                self.pytest_runtest_logreport(told["rep"])
            elif event in {"workerfinished", "errordown"}:
                self.pytest_testnodedown(told["node"], told.get("error"))

    @property
    def _incomplete(self) -> str:
        """Why not everything was run; empty where it was."""
        return "; ".join(dict.fromkeys(self._causes))

    def close(self) -> None:
        """End what was started for this run; may be called twice."""
        self._run.close()
        self._opened.close()

    def pytest_unconfigure(self) -> None:
        """Where the session came to no regular end, such as Ctrl-C while the bedrock was laid."""
        if self.results is None and (self._run.opened or self._interruption.cause):
            self._interruption.heeded = True
            self._causes.append(self._interruption.cause or "interrupted before the first test")
            self._tidy()
            self._reckon()
        self.close()
        self.reports.close()
        self._interruption.forget()

    def _tidy(self) -> None:
        if self._run.opened:
            with self._interruption.at_leisure():
                self._own_left = tidy(self._run, hurried=self._interruption.asked > 1)
            self._take()

    def _take(self) -> None:
        """What this process saw. On a sunk bedrock nothing is judged by it."""
        seen = self._run.observer.take()
        if self._sunk:
            seen = Portion(test=seen.test, traffic=seen.traffic, sent=seen.sent, requests=seen.requests)
        self._gathering.add(seen)

    def _gone(self) -> Iterator[str]:
        """Where answers failed to come: whether any comes now. Tests after the last one found nobody there."""
        if (
            self._access is not None
            and self._run.opened
            and any(0 in seen for seen in self._gathering.traffic.values())
        ):
            try:
                found(self._access, self._run.recorder, allow_production=True)
            except BadInput as problem:
                yield f"the target was there at the beginning and is not at the end: {problem}"

    def _report_findings(self) -> None:
        """One failing entry for each broken MUST that no test failed for, so that every reader of reports counts it."""
        again = rerun(self._run.options)
        for step in self._gathering.steps:
            if step.test == BEDROCK and step.outcome is not Outcome.PASS:
                self._entries.bedrock(step, CATALOGUE[step.requirement], again)
        claimed = self._run.claim.about
        for finding in judged_findings(self._gathering, CATALOGUE, self._off()):
            known = self._run.baseline.excuses(finding.id, self._run.today)
            if finding.level is Level.MUST and claimed(CATALOGUE[finding.requirement]) and not known:
                self._entries.finding(finding, CATALOGUE[finding.requirement], again)
        for mistake in dict.fromkeys(one.line for one in self._gathering.mistakes):
            self._entries.mistake(mistake)

    def _off(self) -> Mapping[str, str]:
        return self._run.target.off if self._run.opened else {}

    def _reckon(self) -> None:
        run, target = self._run, self._run.target if self._run.opened else None
        facts = run_facts(self._config, run, self._access, target)
        facts = replace(facts, incomplete=self._incomplete, left=(*self._own_left, *self._left_by_workers))
        # Without a contract there are no operations to speak of: that very problem is what is told.
        operations = run.known_operations() if target else []
        judged = self._circumstances(target)
        self.results = reckon(
            self._gathering,
            CATALOGUE,
            judged,
            operations,
            facts,
            claim=run.claim,
            baseline=run.baseline,
            today=run.today,
        )
        self.reports.write(self.results)

    def _status(self, exitstatus: int) -> int:
        """Pytest's own exit status, but where it cannot know: a verdict needs no test that failed, nor one at all."""
        if self.results is None:
            return exitstatus
        if self._interruption.cause:
            return pytest.ExitCode.INTERRUPTED
        if self._broken:
            return pytest.ExitCode.INTERNAL_ERROR
        if self.reports.lost and exitstatus in VERDICTS:
            return pytest.ExitCode.USAGE_ERROR
        if exitstatus == pytest.ExitCode.OK and self.results.red:
            return pytest.ExitCode.TESTS_FAILED
        if self.results.shortfalls and exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            return pytest.ExitCode.TESTS_FAILED
        asked = self._run.choice.asked
        passed = {one.requirement.id for one in self.results.requirements if one.outcome is Outcome.PASS}
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and asked and asked <= passed:
            return pytest.ExitCode.OK  # such as the bedrock, which no test has to lay again
        return exitstatus

    def _circumstances(self, target: Target | None) -> Circumstances:
        stopped = self._sunk or self._incomplete
        if target is None or self._sunk:
            return Circumstances(stopped=stopped)
        wanted = {kind for requirement in CATALOGUE.values() for kind in requirement.means}
        heard = {id_ for cites in self._gathering.cites.values() for id_ in cites}
        return Circumstances(
            off=target.off,
            lacking={kind: REMEDIES.get(kind, "bring a --means plug-in for it") for kind in wanted - target.kinds},
            whole=whole(self._config, self._run.choice),
            selected=heard | self._gathering.examined | (self._run.choice.wanted or frozenset()),
            stopped=stopped,
        )


def _cut_short(problem: BaseException, interruption: Interruption) -> Iterator[str]:
    """Why tests ended before their time, where that is not told by what pytest calls an internal error."""
    if interruption.cause:
        yield interruption.cause
    elif isinstance(problem, KeyboardInterrupt | pytest.exit.Exception | pytest.Session.Failed):
        yield " ".join(str(problem).split()) or "interrupted"


def _ended_early(session: pytest.Session, exitstatus: int, interruption: Interruption) -> Iterator[str]:
    """As above, where that came about outside of the tests, such as while they were collected or tidied up after."""
    if session.shouldfail or session.shouldstop:
        yield str(session.shouldfail or session.shouldstop)
    elif interruption.cause or exitstatus == pytest.ExitCode.INTERRUPTED:
        yield interruption.cause or "interrupted"

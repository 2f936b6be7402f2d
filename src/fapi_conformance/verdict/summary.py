"""The verdict as lines for a terminal, most important first, from the results alone."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import chain

from fapi_conformance.verdict.baseline import State
from fapi_conformance.verdict.message import LABEL, Line, report
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.profile import ProfileVerdict, Standing
from fapi_conformance.verdict.requirement import Level
from fapi_conformance.verdict.results import Results, RunFacts
from fapi_conformance.verdict.ruling import DID_NOT_RUN, RequirementVerdict

COUNTED = (
    (Level.MUST, Outcome.FAIL, "MUST fail", "red"),
    (Level.MUST, Outcome.ERROR, "MUST in error", "red"),
    (Level.MUST, Outcome.PASS, "MUST pass", ""),
    (Level.SHOULD, Outcome.PASS, "SHOULD pass", ""),
    (Level.SHOULD, Outcome.WARNING, "SHOULD broken", "yellow"),
    (Level.MUST, Outcome.NOT_TESTABLE, "MUST not testable", "yellow"),
    (Level.SHOULD, Outcome.NOT_TESTABLE, "SHOULD not testable", ""),
    (Level.MUST, Outcome.NOT_APPLICABLE, "MUST not applicable", ""),
    (Level.SHOULD, Outcome.NOT_APPLICABLE, "SHOULD not applicable", ""),
)
ELSEWHERE = "what it rests on is in another shard"
COLOURS = {
    Standing.CONFORMANT: "green",
    Standing.NOT_CONFORMANT: "red",
    Standing.INCOMPLETE: "yellow",
    Standing.NOT_APPLICABLE: "",
}


def summary(results: Results, width: int) -> list[Line]:
    """Profiles, findings, errors, warnings, what could not be told, figures. No line but copied ones is wider."""
    lines = chain(
        _revealed(results),
        _incomplete(results),
        map(profile_line, results.claim.chosen(results.profiles)),
        _claim(results),
        _findings(results),
        _baseline(results),
        _errors(results),
        _warnings(results),
        _untold(results),
        _figures(results),
    )
    return [narrow for line in lines for narrow in fit(line, width)]


def _revealed(results: Results) -> Iterator[Line]:
    if results.run.revealed:
        yield Line("secrets are not masked (--reveal): keep this and what was written to yourself", "red")


def profile_line(verdict: ProfileVerdict) -> Line:
    """``core: conformant (93 MUST pass, 20 SHOULD pass)``."""
    counted = [f"{n} {word}" for level, outcome, word, _ in COUNTED if (n := verdict.count(level, outcome))]
    if verdict.not_run:
        counted.append(f"{verdict.not_run} not run")
    standing: str = verdict.standing.value
    if not verdict.counts:
        return Line(f"{verdict.profile}: not run")
    if verdict.partial:
        standing = f"partial, {standing}" if verdict.standing is Standing.NOT_CONFORMANT else "partial"
    return Line(f"{verdict.profile}: {standing} ({', '.join(counted)})", COLOURS[verdict.standing])


def fit(line: Line, width: int) -> list[Line]:
    """A line in as many as the width asks for, those after the first indented as the label has it."""
    if line.copied or len(line.text) <= width:
        return [line]
    indent = len(line.text) - len(line.text.lstrip())
    # What follows a label stays in its column; lists stay in theirs; everything else hangs.
    further = LABEL if line.text[LABEL - 1 : LABEL] == " " and indent else max(indent, LABEL if indent else 2)
    parts = textwrap.wrap(
        line.text,
        max(width, 40),
        subsequent_indent=" " * further,
        break_long_words=True,
        break_on_hyphens=False,
        drop_whitespace=True,
        replace_whitespace=False,
    )
    return [Line(part, line.style) for part in parts]


def _incomplete(results: Results) -> Iterator[Line]:
    if results.run.incomplete:
        yield Line(f"This run is not complete: {results.run.incomplete}", "red")


def _claim(results: Results) -> Iterator[Line]:
    if results.claim:
        why = "; ".join(results.shortfalls)
        claimed = ", ".join(results.claim.profiles)
        yield Line(f"claim of {claimed}: does not hold: {why}" if why else f"claim of {claimed}: holds", _good(not why))


def _good(holds: bool) -> str:
    return "green" if holds else "red"


def _findings(results: Results) -> Iterator[Line]:
    catalogue = {verdict.requirement.id: verdict.requirement for verdict in results.requirements}
    for finding in results.findings:
        about = results.claim.about(catalogue[finding.requirement])
        if finding.level is Level.MUST and about and finding.id not in results.known:
            yield Line("")
            lines = report(finding, catalogue[finding.requirement], results.rerun(finding))
            yield Line(lines[0].text, "red")
            yield from lines[1:]


def _baseline(results: Results) -> Iterator[Line]:
    """What was known before: in red what is to be taken off the file."""
    names = {one.id: one.name for one in results.findings}
    for state, told, style in (
        (State.EXPIRED, "Known deviations whose time is over", "red"),
        (State.STALE, "Known deviations that are gone: take them off the baseline", "red"),
        (State.KNOWN, "Known deviations", "yellow"),
        (State.UNSEEN, "Known deviations of which this run cannot tell whether they are gone", ""),
    ):
        several = [one.known for one in results.baseline if one.state is state]
        if several:
            yield Line("")
            yield Line(f"{told} ({len(several)}):", style)
        for one in several:
            over = f", until {one.expires.isoformat()}" if one.expires else ""
            yield Line(f"  {one.id} {names.get(one.id, one.name or one.requirement)}: {one.reason}{over}")


def _errors(results: Results) -> Iterator[Line]:
    broken = [verdict for verdict in results.requirements if verdict.outcome is Outcome.ERROR]
    if not broken and not results.mistakes:
        return
    yield Line("")
    yield Line("Errors of the suite or the network, not of the target:", "red")
    for verdict in broken:
        yield Line(f"  {verdict.requirement.id}: {verdict.because}")
    for line, tests in _by_line(results):
        yield Line(f"  a request of ours that the schema does not allow: {line} ({tests})")


def _by_line(results: Results) -> Iterator[tuple[str, str]]:
    met: dict[str, dict[str, None]] = {}
    for mistake in results.mistakes:
        met.setdefault(mistake.line, {})[mistake.test] = None
    for line, tests in met.items():
        first, *more = tests
        yield line, first + (f" and {len(more)} more" if more else "")


def _warnings(results: Results) -> Iterator[Line]:
    claimed = {one.requirement.id for one in results.requirements if results.claim.about(one.requirement)}
    findings = [one for one in results.findings if one.level is not Level.MUST and one.requirement in claimed]
    if not findings:
        return
    yield Line("")
    yield Line(f"Warnings ({len(findings)}): SHOULDs that the target does not keep", "yellow")
    for finding in findings:
        where = f", first in {finding.evidence.line}" if finding.evidence else ""
        where += f", in {', '.join(finding.runs)}" if finding.runs else ""
        yield Line(f"  {finding.name}: {finding.told}; met {finding.count} times{where}")


def _untold(results: Results) -> Iterator[Line]:
    """Grouped by reason, so that each remedy is read once."""
    groups: dict[tuple[str, str], list[RequirementVerdict]] = {}
    for verdict in results.requirements:
        if verdict.outcome is Outcome.NOT_TESTABLE and verdict.selected and results.claim.about(verdict.requirement):
            because = ELSEWHERE if results.run.shard and verdict.because.endswith(DID_NOT_RUN) else verdict.because
            groups.setdefault((because, verdict.remedy), []).append(verdict)
    if not groups:
        return
    yield Line("")
    yield Line(f"Not testable ({sum(map(len, groups.values()))}):", "yellow")
    for (because, remedy), several in sorted(groups.items(), key=lambda group: -len(group[1])):
        yield Line(f"  {because}" + (f" ({remedy})" if remedy else ""))
        yield Line(f"           {ids(several)}")


def ids(verdicts: Sequence[RequirementVerdict], shown: int = 12) -> str:
    more = len(verdicts) - shown
    listed = ", ".join(verdict.requirement.id for verdict in verdicts[:shown])
    return listed + (f" and {more} more" if more > 0 else "")


def _figures(results: Results) -> Iterator[Line]:
    run = results.run
    yield Line("")
    if results.operations:
        reached = sum(operation.reached for operation in results.operations)
        yield Line(f"{reached} of {len(results.operations)} operations reached with a documented success")
        missed = [operation.operation for operation in results.operations if not operation.reached]
        if missed and len(missed) <= 8 and not run.selection and not run.shard:
            yield Line(f"  not reached: {', '.join(missed)}")
    for left in run.left:
        yield Line(f"left on the target: {left}", "yellow")
    for one in run.merged:
        yield Line(f"put together from {behind(one)}")
    yield Line(f"seed {run.seed}, {run.requests} requests, {run.seconds:.1f} s")


def behind(run: RunFacts) -> str:
    """``phone-only.json, shard 1 of 2: http://127.0.0.1:4010, seed 7, 32708 requests, 104.2 s``."""
    which = [run.name] if run.name else []
    which += ["shard {} of {}".format(*run.shard)] if run.shard else []
    told = f"{run.target.base_url}, seed {run.seed}, {run.requests} requests, {run.seconds:.1f} s"
    cause = f"; not complete: {run.incomplete}" if run.incomplete else ""
    return ": ".join([*([", ".join(which)] if which else []), told]) + cause

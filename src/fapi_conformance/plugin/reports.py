"""The files that a run was asked for. What cannot be written stops nothing, and is told beside the verdict."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from fapi_conformance.plugin.places import TEMPLATES
from fapi_conformance.plugin.recording import join
from fapi_conformance.plugin.run import Run
from fapi_conformance.verdict.baseline import written
from fapi_conformance.verdict.markdown import markdown
from fapi_conformance.verdict.page import render
from fapi_conformance.verdict.results import Results
from fapi_conformance.verdict.writing import as_json, write, write_pieces, write_text


class Reports:
    """``files`` were written; each of the ``problems`` is a line about one that was not, or not wholly."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._recordings: TemporaryDirectory[str] | None = None
        self.files: list[Path] = []
        self.problems: list[str] = []

    @property
    def recordings(self) -> str:
        """The folder into which every process of the run writes its exchanges; empty where nobody asked for them."""
        return self._recordings.name if self._recordings else ""

    def record(self) -> None:
        """Write the exchanges of this process down from now on, where they were asked for."""
        if self._run.options.har:
            self._recordings = TemporaryDirectory(prefix="fapi-conformance-")
            self._run.record(Path(self._recordings.name))

    def write(self, results: Results) -> None:
        """Whatever was asked for."""
        run, options = self._run, self._run.options
        if options.results:
            self._try("--results", options.results, lambda file: write(file, results))
        if options.html:
            self._try("--html", options.html, lambda file: write_text(file, render(as_json(results), TEMPLATES)))
        if options.markdown:
            self._try("--markdown", options.markdown, lambda file: write_text(file, markdown(as_json(results))))
        if options.har and self._recordings:
            self._write_har(options.har, Path(self._recordings.name), results.run.suite_version)
        if options.write_baseline:
            text = written(results.findings, results.baseline, f"met on {run.today.isoformat()}")
            self._try("--write-baseline", options.write_baseline, lambda file: write_text(file, text))

    def _write_har(self, har: Path, recordings: Path, version: str) -> None:
        if self._run.recording:
            self._run.recording.close()
            if problem := self._run.recording.problem:
                self.problems.append(f"--har {har}: what was recorded is not complete: {problem}")
        self._try("--har", har, lambda file: write_pieces(file, join(recordings, creator=version)))

    def _try(self, option: str, file: Path, write_it: Callable[[Path], None]) -> None:
        try:
            write_it(file)
        except OSError as error:
            self.problems.append(f"{option} {file}: {error.strerror or error}")
        else:
            self.files.append(file)

"""What a run would find here, before it runs: what answers, what is offered, what is lacking, what it will cost."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import SuiteProblem
from fapi_conformance.target import risks
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.means import REMEDIES
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.requirement import Requirement
from fapi_conformance.verdict.ruling import off_here

REQUESTS_FOR_EACH = 25  # requests for each requirement that can be judged, generated and fuzzed ones included
MEMBERS_FOR_EACH = 2.5
_LOOKED_AT = {"keys": "/.well-known/jwks.json", "health": "/v1/health", "client": "/v1/client"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at: whether it is well, and what was seen."""

    name: str
    well: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Means, or a leave, that the run does not have: which requirements they cost, and how to get them."""

    kind: str
    costs: tuple[str, ...]
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a run will do to the instance, roughly. Mails go to nobody where addresses are test addresses."""

    requirements: int
    requests: int
    members: int
    mails: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``offers`` as capabilities: True, False, None for unknown. ``off`` are requirements that will not apply."""

    base_url: str
    kind: str | None
    checks: tuple[Check, ...]
    offers: Mapping[str, bool | None]
    off: tuple[str, ...]
    lacks: tuple[Lack, ...]
    estimate: Estimate

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "offers": dict(self.offers)}

    def lines(self) -> tuple[str, ...]:
        """For people."""
        words = {True: "on", False: "off", None: "the environment does not say"}
        cost = self.estimate
        return (
            f"target     {self.base_url} ({self.kind or 'kind unknown'})",
            *(f"{'well' if one.well else 'LOOK':10} {one.name}: {one.detail}" for one in self.checks),
            *(f"offers     {name}: {words[value]}" for name, value in self.offers.items()),
            *(f"off        {one}: not applicable here" for one in self.off),
            *(f"lacks      {one.kind}: costs {', '.join(one.costs) or 'nothing'} ({one.remedy})" for one in self.lacks),
            f"will do    {cost.requests} requests, {cost.members} members made and deleted, {cost.mails} mails (about)",
        )


def examine(target: Target, catalogue: Mapping[str, Requirement]) -> Report:
    """Look at a target with a handful of requests that change nothing but a client of their own."""
    off = tuple(one.id for one in catalogue.values() if off_here(one, catalogue, target.off))
    lacks = tuple(_lacks(target, catalogue))
    lost = {requirement_id for one in lacks for requirement_id in one.costs} | set(off)
    judged = len(catalogue) - len(lost)
    return Report(
        base_url=target.base_url,
        kind=target.environment.kind,
        checks=tuple(_checks(target)),
        offers=dict(target.capabilities),
        off=off,
        lacks=lacks,
        estimate=Estimate(
            requirements=judged,
            requests=judged * REQUESTS_FOR_EACH,
            members=round(judged * MEMBERS_FOR_EACH),
            mails=0 if target.environment.test_mode is not False else round(judged * MEMBERS_FOR_EACH),
        ),
    )


def _lacks(target: Target, catalogue: Mapping[str, Requirement]) -> list[Lack]:
    wanted = sorted({kind for one in catalogue.values() for kind in one.means} | {"user"})
    refrained = sorted({risk for one in catalogue.values() for risk in one.risks} - target.allowed)
    return [
        Lack(
            kind=kind,
            costs=tuple(one.id for one in catalogue.values() if kind in one.means),
            remedy=REMEDIES.get(kind, "bring a --means plug-in for it"),
        )
        for kind in wanted
        if kind not in target.kinds
    ] + [
        Lack(
            kind=f"leave for {risk}",
            costs=tuple(one.id for one in catalogue.values() if risk in one.risks),
            remedy=risks.REMEDIES[risk],
        )
        for risk in refrained
    ]


def _checks(target: Target) -> list[Check]:
    native = target.capabilities[Capability.NATIVE]
    actor = target.new_browser("doctor")
    found = [_test_mode(target)]
    for name, path in _LOOKED_AT.items():
        try:
            answer = actor.call("GET", path, intent=Intent.OPEN)
            detail = " ".join([f"GET {path} is answered {answer.status}", *answer.codes])
            found.append(Check(name=name, well=answer.ok, detail=detail))
        except Exception as problem:  # noqa: BLE001 - a doctor reports; whatever it meets is a finding
            detail = str(problem) if isinstance(problem, SuiteProblem) else f"{type(problem).__name__}: {problem}"
            found.append(Check(name=name, well=False, detail=f"GET {path}: {detail}"))
    if target.environment.captcha and "testing_token" not in target.kinds:
        detail = (
            "sign-up asks for a captcha; members are made by a native app"
            if native is not False
            else ("sign-up asks for a captcha, and there is no testing token: pass --secret-key")
        )
        found.append(Check(name="captcha", well=native is True, detail=detail))
    return found


def _test_mode(target: Target) -> Check:
    well = target.codes.at_hand("email_address") or "user" in target.kinds
    said = {True: "on", False: "off", None: "not mentioned"}[target.environment.test_mode]
    return Check(name="test mode", well=well, detail=said)

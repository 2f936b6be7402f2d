"""The official client and server SDK find nothing to stumble over, and do stumble where there is something."""

import re
import subprocess
import sys

import pytest

from selftest.official import ready
from selftest.test_clean_reference import ROOT

LACKING = ready.missing()

pytestmark = pytest.mark.skipif(LACKING is not None, reason=f"the official client is not asked. {LACKING}")


def asked(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "selftest.official", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)


def test_every_step_is_ok() -> None:
    run = asked()

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    closing = re.fullmatch(r"(\d+) of (\d+) steps ok in \d+ s", run.stdout.splitlines()[-1])
    assert closing
    assert closing[1] == closing[2]


@pytest.mark.parametrize(
    ("fault", "journey", "step"),
    [
        ("transport.no-credentials", "sign-up by email code", "the client loads, signed out"),
        ("transport.override-ignored", "sign-up by email code", "signing out ends it, and the client keeps its id"),
        ("invariant.no-client-beside", "sign-up by email code", "the right code completes it"),
        ("client.sessions-of-nobody", "sign-up by email code", "its session becomes the active one"),
        ("sign-in.any-password", "sign-in by password", "a wrong password is refused"),
        ("cookies.sign-in-untold", "session tokens", "a request with the cookies of the page is signed in"),
        ("passkey.not-prepared", "passkey", "it signs in with an identifier"),
        ("token.unsigned", "session tokens", "the server SDK accepts it by the published key"),
    ],
)
def test_it_stumbles_over_a_fault(fault: str, journey: str, step: str) -> None:
    stumbles(step, "--fault", fault, "--journey", journey)


@pytest.mark.parametrize(
    ("fault", "journey", "step"),
    [
        ("profile-image.no-data-url", "picture of the account", "another is set as text"),
        (
            "password.nobody-signed-out",
            "password of the account",
            "the new one is taken, and signs the other browser out",
        ),
        ("wallet.nothing-to-sign-in-by", "wallet of the account", "it signs in by itself"),
        ("wallet.lost-at-sign-up", "sign-up by wallet", "what else is asked for completes it"),
    ],
)
def test_it_stumbles_over_a_fault_of_the_account(fault: str, journey: str, step: str) -> None:
    stumbles(step, "--fault", fault, "--journey", journey)


@pytest.mark.parametrize(
    ("fault", "journey", "step"),
    [
        (
            "active-organization.bits-reversed",
            "organization of two people",
            "it becomes the active one, in the client and in tokens",
        ),
        ("organization.not-in-client", "organization of two people", "one of them makes an organization, and is in it"),
        ("organization-accepting.untold", "organization of two people", "they find the invitation, and accept it"),
        (
            "active-organization.token-of-before",
            "switching between organizations",
            "one after the other is the active one",
        ),
        (
            "organization.client-remembers",
            "switching between organizations",
            "deleted while it is the active one, and the other one stays",
        ),
        ("organization-ticket.joins-nobody", "invitation to an organization by mail", "and is a member in that role"),
    ],
)
def test_it_stumbles_over_a_fault_of_an_organization(fault: str, journey: str, step: str) -> None:
    stumbles(step, "--fault", fault, "--journey", journey)


def stumbles(step: str, *arguments: str) -> None:
    run = asked("--topology", "production, subdomain", "--stop", *arguments)

    assert run.returncode == 1, run.stdout[-3000:] + run.stderr[-2000:]
    assert f"FAILED {step}: " in run.stdout

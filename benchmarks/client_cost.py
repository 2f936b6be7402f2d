"""What the client side of one exchange costs, next to a bare httpx client that sends the same requests.

``python -m benchmarks.client_cost`` records a journey against the embedded reference, then replays it against a server
in a process of its own that returns the recorded bytes: once with a bare httpx client, once with an actor, once with an
actor and the judge. CPU of this process only, in microseconds an exchange; compared within one run.
"""

import cProfile
import multiprocessing
import pstats
import socket
import time
from collections.abc import Callable, Sequence

import httpx

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Exchange
from fapi_conformance.contract import load_contract
from fapi_conformance.contract.judge import Judge
from fapi_conformance.plugin.places import SCHEMA
from fapi_conformance.target.discovery import discover
from fapi_conformance.target.embedded import Embedded
from fapi_conformance.target.environment import Environment
from fapi_conformance.target.target import Target

ROUNDS = 40
REPEATS = 5


def journey(target: Target) -> None:
    """What a test typically does: sign up, read, update, ask for a token, leave."""
    member = target.member()
    actor = member.actor
    actor.clients.read()
    actor.me.read()
    actor.me.update(first_name="Ada")
    actor.sessions.touch(member.session_id, active_organization_id="")
    actor.sessions.token(member.session_id)
    actor.environment.read()
    actor.sessions.end(member.session_id)


def recorded() -> list[Exchange]:
    """The exchanges of that journey against the reference."""
    embedded = Embedded.start()
    try:
        base_url = embedded.announcement.base_url
        target = Target(base_url, discover(base_url).environment)
        exchanges: list[Exchange] = []
        target.recorder.listen(exchanges.append)
        journey(target)
    finally:
        embedded.stop()
    return exchanges


def serve(listener: socket.socket, answers: Sequence[bytes]) -> None:
    """Answer the n-th request of a connection with the n-th recorded answer, over and over."""
    while True:
        connection, _ = listener.accept()
        turn, pending = 0, b""
        while True:
            try:
                chunk = connection.recv(65536)
            except ConnectionError:
                break
            if not chunk:
                break
            pending += chunk
            while (end := pending.find(b"\r\n\r\n")) >= 0:
                head = pending[:end].lower()
                at = head.find(b"content-length:")
                length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
                if len(pending) < end + 4 + length:
                    break
                pending = pending[end + 4 + length :]
                connection.sendall(answers[turn % len(answers)])
                turn += 1


def wire_bytes(exchange: Exchange) -> bytes:
    assert exchange.answer is not None
    kept = [pair for pair in exchange.answer.headers if pair[0] not in {"content-length", "transfer-encoding"}]
    kept.append(("content-length", str(len(exchange.answer.content))))
    head = "".join(f"{name}: {value}\r\n" for name, value in kept)
    return f"HTTP/1.1 {exchange.answer.status} OK\r\n{head}\r\n".encode() + exchange.answer.content


def per_exchange(run: Callable[[], None], exchanges: int) -> float:
    """The best of some repeats: CPU microseconds of this process for one exchange."""
    best = float("inf")
    for _ in range(REPEATS):
        before = time.process_time()
        for _ in range(ROUNDS):
            run()
        best = min(best, (time.process_time() - before) / (ROUNDS * exchanges))
    return best * 1e6


def void(_: object) -> None:
    """Take a value and forget it."""


def main() -> None:
    exchanges = recorded()
    listener = socket.create_server(("127.0.0.1", 0), backlog=16)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    context = multiprocessing.get_context("fork")
    server = context.Process(target=serve, args=(listener, [wire_bytes(one) for one in exchanges]), daemon=True)
    server.start()
    listener.close()

    bare = httpx.Client(base_url=url, trust_env=False, follow_redirects=False)

    def with_httpx() -> None:
        for one in exchanges:
            request = one.request
            answer = bare.request(
                request.sent_method,
                request.path,
                params=request.query,
                headers=dict(request.headers),
                content=request.content,
            )
            answer.json()

    def replay(actor: Actor) -> None:
        for one in exchanges:
            request = one.request
            answer = actor.call(
                request.method, request.path, form=request.form, query=request.query, sent_method=request.sent_method
            )
            void(answer.json)

    discovered = Target(url, _environment(exchanges))
    plain = discovered.new_native()
    figures = {"bare httpx client": per_exchange(with_httpx, len(exchanges))}
    bare.close()
    figures["actor"] = per_exchange(lambda: replay(plain), len(exchanges))
    judge = Judge(load_contract(SCHEMA))
    discovered.recorder.listen(lambda exchange: void(judge.judge(exchange)))
    figures["actor and judge"] = per_exchange(lambda: replay(plain), len(exchanges))

    print(f"{len(exchanges)} exchanges a round, {ROUNDS} rounds, best of {REPEATS}; client CPU an exchange")
    for name, cost in figures.items():
        print(f"  {name:20} {cost:7.0f} us   {cost / figures['bare httpx client']:.2f} of bare httpx")

    profile = cProfile.Profile()
    profile.runcall(per_exchange, lambda: replay(plain), len(exchanges))
    print("\nwhere the time goes (own time, with the profiler's overhead):")
    pstats.Stats(profile).sort_stats("tottime").print_stats(14)
    server.terminate()


def _environment(exchanges: Sequence[Exchange]) -> Environment:
    document = next(one.answer.json for one in exchanges if one.answer and one.request.path == "/v1/environment")
    return Environment(document)


if __name__ == "__main__":
    main()

"""Several requests at the same time, each of another actor."""

import threading
from collections.abc import Callable

from fapi_conformance.client.exchange import Answer


def at_once(*requests: Callable[[], Answer]) -> list[Answer]:
    """Send them from a thread each, as near to each other as threads can."""
    answers: list[Answer | BaseException] = [RuntimeError("not sent")] * len(requests)
    together = threading.Barrier(len(requests))

    def send(number: int, request: Callable[[], Answer]) -> None:
        together.wait()
        try:
            answers[number] = request()
        except BaseException as problem:  # noqa: BLE001 - told to the thread that waits
            answers[number] = problem

    threads = [threading.Thread(target=send, args=one) for one in enumerate(requests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    return [answer for answer in answers if isinstance(answer, Answer)]

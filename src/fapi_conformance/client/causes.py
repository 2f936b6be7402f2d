"""One line of cause for whatever ends an exchange without a readable answer."""

import httpcore

_TLS_RECORDS = (b"\x15\x03", b"\x16\x03")  # an alert, a handshake


def cause_of(error: Exception, *, origin: str, seconds: float, first: bytes) -> str:
    """What went wrong with ``origin`` (scheme, host, port), in one line that a stranger can act on.

    ``seconds`` is the deadline that the exchange had, ``first`` the first bytes that came in it.
    """
    text = " ".join(str(error).split())
    match error:
        case httpcore.ConnectTimeout():
            return f"no connection to {origin} in time"
        case httpcore.ConnectError():
            return _connecting(text, origin)
        case httpcore.TimeoutException():
            return f"no complete answer within {seconds:g} s"
        case httpcore.RemoteProtocolError():
            return _protocol(text, first)
        case httpcore.LocalProtocolError():
            return f"the request cannot be put on the wire: {text}"
        case httpcore.ReadError() | httpcore.WriteError():
            return f"the connection broke: {text or 'reset by the other side'}"
        case _:
            return f"{type(error).__name__}: {text}"


def _connecting(text: str, origin: str) -> str:
    lower = text.lower()
    if "ssl" in lower or "tls" in lower or "certificate" in lower:
        hint = (
            " (it speaks no TLS: is it http://?)" if "wrong_version_number" in lower or "record_layer" in lower else ""
        )
        return f"TLS error at {origin}: {text}{hint}"
    if "refused" in lower:
        return f"nothing listens at {origin}: connection refused"
    if "name or service" in lower or "nodename" in lower or "name resolution" in lower or "getaddrinfo" in lower:
        return f"the host name of {origin} cannot be resolved"
    return f"no connection to {origin}: {text}"


def _protocol(text: str, first: bytes) -> str:
    if first.startswith(_TLS_RECORDS):
        return "it answers in TLS: is it https://?"
    if first and not first.startswith(b"HTTP/"):
        return f"what came is not HTTP: {first[:40]!r}"
    if "without sending a response" in text:
        return "the connection was closed without an answer"
    if "peer closed connection" in text:
        return f"the connection was closed in the middle of the answer ({text})"
    return f"what came is not HTTP/1.1: {text[:120]}"

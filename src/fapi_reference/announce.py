"""What the server says once it listens: for people, or one JSON line for whoever started it."""

import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def as_json(server: "Reference", backend_url: str) -> str:
    return json.dumps(
        {
            "base_url": server.base_url,
            "backend_url": backend_url,
            "secret_key": server.secret_key,
            "publishable_key": server.publishable_key,
            "issuer": server.issuer,
            "pid": os.getpid(),
        }
    )


def as_text(server: "Reference", backend_url: str, faults: list[str]) -> str:
    lines = [
        "fapi-reference is listening. State lives in memory and is gone when it stops.",
        f"  Frontend API     {server.base_url}",
        f"  Backend API      {backend_url}",
        f"  secret key       {server.secret_key}",
        f"  publishable key  {server.publishable_key}",
        *([f"  seeded faults    {', '.join(faults)}"] if faults else []),
        "",
        "  Judge it:",
        f"  pytest --base-url {server.base_url} --backend-url {backend_url} --secret-key {server.secret_key}",
        "  and for the waitlist --waitlist-url, -backend-url and -secret-key of another one, see docs/means.md",
    ]
    return "\n".join(lines)

"""The command line: `python -m fapi_reference`."""

import argparse
import sys
from pathlib import Path

EXIT_USAGE = 2


def parser() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(
        prog="python -m fapi_reference",
        description="A reference implementation of the Frontend API for tests: all in memory, nothing of it secure.",
    )
    add = arguments.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    add("--port", type=int, default=4010, help="port of the Frontend API, 0 for any free one (default: %(default)s)")
    add("--backend-port", type=int, default=0, help="port of the Backend API (default: any free one)")
    add("--settings", type=Path, metavar="FILE", help="TOML file with what this instance switches")
    add("--fault", action="append", default=[], metavar="ID", help="seed a deviation; may be given several times")
    add("--list-faults", action="store_true", help="list the deviations that can be seeded, and stop")
    add("--liberty", action="append", default=[], metavar="ID", help="differ as a conformant server may; or: all")
    add("--announce", choices=("text", "json"), default="text", help="what to print once it listens")
    add("--until-stdin-closes", action="store_true", help="stop at the end of standard input")
    return arguments


def main(argv: list[str] | None = None) -> int:
    options = parser().parse_args(argv)
    from fapi_reference.faults import UnknownFault
    from fapi_reference.liberties import UnknownLiberty
    from fapi_reference.settings import BadSettings

    try:
        return list_faults() if options.list_faults else serve(options)
    except (BadSettings, UnknownFault, UnknownLiberty) as error:
        return complain(error)


def complain(error: Exception) -> int:
    print(f"fapi-reference: {error}", file=sys.stderr)
    return EXIT_USAGE


def list_faults() -> int:
    from fapi_reference.faults import catalogue

    for fault in catalogue().values():
        print(f"{fault.id}\n    {fault.says}\n    caught by {', '.join(fault.caught_by)}")
    return 0


def serve(options: argparse.Namespace) -> int:
    from contextlib import ExitStack

    from fapi_reference import announce, liberties, serving
    from fapi_reference.app import application
    from fapi_reference.backend import Backend
    from fapi_reference.faults import chosen
    from fapi_reference.reference import Reference
    from fapi_reference.settings import Settings, load

    faults = chosen(options.fault)
    taken = liberties.chosen(options.liberty)
    settings = load(options.settings) if options.settings else Settings()
    try:
        front = serving.bind(options.host, options.port)
        back = serving.bind(options.host, options.backend_port)
    except serving.CannotListen as error:
        return complain(error)
    server = Reference(settings, serving.address(front, options.host))
    backend_url = serving.address(back, options.host)

    def say() -> None:
        names = [fault.id for fault in faults]
        text = announce.as_json(server, backend_url)
        print(text if options.announce == "json" else announce.as_text(server, backend_url, names), flush=True)

    for one in taken:
        one.take(server)
    with ExitStack() as seeded:
        for fault in faults:
            seeded.enter_context(fault.seeded(server))
        serving.run(
            [(application(server.transport), front), (application(Backend(server)), back)],
            say,
            until_stdin_closes=options.until_stdin_closes,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

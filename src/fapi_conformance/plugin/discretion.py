"""What a process of the run may show: sets up masking as the options want it, and takes logs in as well."""

import logging

from fapi_conformance.client import masking
from fapi_conformance.plugin.options import Options


class Discreet(logging.LogRecord):
    """What is logged, such as the address of each request by libraries that speak HTTP, goes to terminals and files."""

    def getMessage(self) -> str:  # noqa: N802 - the name that logging has for it
        return masking.text(super().getMessage())


def keep(options: Options) -> None:
    """From now on nothing secret is shown by this process, or everything is, where that was asked for."""
    masking.reveal(options.reveal)
    masking.remember(*options.secrets)
    logging.setLogRecordFactory(Discreet)

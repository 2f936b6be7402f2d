"""What a User-Agent tells about a device, as far as people recognise their own by it (USER-103)."""

import re
from dataclasses import dataclass

# Every browser also claims to be the ones that it descends from: the first that fits is the one meant.
BROWSERS = (
    ("Edge", re.compile(r"Edg(?:e|A|iOS)?/([\d.]+)")),
    ("Opera", re.compile(r"(?:OPR|OPT)/([\d.]+)")),
    ("Samsung Internet", re.compile(r"SamsungBrowser/([\d.]+)")),
    ("Firefox", re.compile(r"(?:Firefox|FxiOS)/([\d.]+)")),
    ("Chrome", re.compile(r"(?:Chrome|CriOS|HeadlessChrome)/([\d.]+)")),
    ("Safari", re.compile(r"Version/([\d.]+).* Safari/")),
)
DEVICES = (
    ("iPhone", re.compile(r"\biPhone\b"), True),
    ("iPad", re.compile(r"\biPad\b"), True),
    ("Android", re.compile(r"\bAndroid\b"), True),
    ("Macintosh", re.compile(r"\bMacintosh\b"), False),
    ("Windows", re.compile(r"\bWindows\b"), False),
    ("Linux", re.compile(r"\bLinux\b"), False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """None where the text does not tell."""

    device_type: str | None
    is_mobile: bool
    browser_name: str | None
    browser_version: str | None


def told(user_agent: str) -> Told:
    device, mobile = next(
        ((name, mobile) for name, looks, mobile in DEVICES if looks.search(user_agent)), (None, False)
    )
    browsers = ((name, looks.search(user_agent)) for name, looks in BROWSERS)
    browser, version = next(((name, found.group(1)) for name, found in browsers if found), (None, None))
    return Told(device_type=device, is_mobile=mobile, browser_name=browser, browser_version=version)

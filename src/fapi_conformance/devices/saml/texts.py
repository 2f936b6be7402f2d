"""Tricks with how an address is written: it is cut in two, or declared elsewhere, while what is signed stays the same.

A signature is over the canonical form, which has no comments, no CDATA sections and no entities: those are put in
afterwards. A processing instruction is part of it, so that it stands there when it is signed.
"""

from lxml import etree

from fapi_conformance.devices.saml.conduct import Declared, Split

XINCLUDE = "http://www.w3.org/2001/XInclude"
_LEVELS = 6  # a million of the last one: no server has to break for being tried


def cut_before_signing(response: "etree._Element", head: str, tail: str, split: Split) -> None:
    """Where the trick is part of what is signed: everywhere where both parts stand together."""
    if split is not Split.INSTRUCTION:
        return
    for element in list(response.iter()):
        if element.text == head + tail:
            element.text = head
            between = etree.ProcessingInstruction("conformance")
            between.tail = tail
            element.append(between)


def cut_after_signing(document: bytes, head: str, tail: str, split: Split) -> bytes:
    """Where it is no part of it."""
    written = {Split.COMMENT: f"{head}<!---->{tail}", Split.SECTION: f"{head}<![CDATA[{tail}]]>"}.get(split)
    return document if written is None else document.replace((head + tail).encode(), written.encode())


def declared(document: bytes, value: str, how: Declared, url: str) -> bytes:
    """The document with a declaration; where there is one to use, it stands for this value."""
    if how is Declared.INCLUSION:
        include = f'<xi:include xmlns:xi="{XINCLUDE}" href="{url}" parse="text"/>'
        return document.replace(f">{value}<".encode(), f">{value}{include}<".encode())
    declaration, used = {
        Declared.ENTITY: (f'<!ENTITY who "{value}">', True),
        Declared.EXTERNAL: (f'<!ENTITY who SYSTEM "{url}">', True),
        Declared.PARAMETER: (f'<!ENTITY % more SYSTEM "{url}"> %more;', False),
        Declared.EXPANSION: (_expanding(), True),
    }[how]
    whole = document.replace(f">{value}<".encode(), b">&who;<") if used else document
    return f"<!DOCTYPE conformance [{declaration}]>".encode() + whole


def _expanding() -> str:
    told = ['<!ENTITY e0 "conformance">']
    told += [f'<!ENTITY e{one} "{f"&e{one - 1};" * 10}">' for one in range(1, _LEVELS)]
    return "".join([*told, f'<!ENTITY who "{f"&e{_LEVELS - 1};" * 10}">'])

"""In what email addresses, phone numbers and wallets differ, and how a requirement of one of them is made."""

from dataclasses import dataclass

from fapi_conformance.verdict.requirement import Level, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    list: str
    create: str
    read: str
    delete: str
    prepare: str
    attempt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """In what the kinds differ: words, capabilities, operations."""

    prefix: str
    noun: str
    profile: str
    changed: str
    provable: str
    identifier: str
    required: str
    call: Operations

    @property
    def an(self) -> str:
        return "an email address" if self.noun == "email address" else f"a {self.noun}"

    @property
    def by_wallet(self) -> bool:
        return self.noun == "wallet"

    @property
    def proof(self) -> str:
        return "signature" if self.by_wallet else "code"

    def one(
        self,
        case: str,
        level: Level,
        says: str,
        sources: tuple[str, ...],
        operations: tuple[str, ...],
        *,
        when: tuple[str, ...] = (),
        means: tuple[str, ...] = (),
        twins: tuple[str, ...] = (),
    ) -> Requirement:
        """Without ``when`` it presupposes that this kind can be proven."""
        return Requirement(
            id=f"{self.prefix}.{self._worded(case)}",
            level=level,
            says=says,
            sources=sources,
            profile=self.profile,
            operations=operations,
            when=when or (self.provable,),
            means=means,
            twins=tuple(twin if "." in twin else f"{self.prefix}.{self._worded(twin)}" for twin in twins),
        )

    def of_codes(self, check: str) -> tuple[str, ...]:
        """What the security catalogue asks of codes, it does not ask of a wallet's signature."""
        return () if self.by_wallet else (check,)

    def _worded(self, case: str) -> str:
        """The case by what proves this kind."""
        return case.replace("CODE", self.proof.upper())

"""Roles and permissions of the instance: data of the settings, the same in all organizations (ORG-100 to ORG-103)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Membership, Permission, Role
from fapi_reference.settings.model import CREATOR_HOLDS, SYSTEM_PERMISSIONS

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

SYSTEM, USER = "system", "user"
ELEVATED = "Role with elevated permissions in the organization."
PLAIN = "Role with non-privileged permissions in the organization."


class Roles:
    def __init__(self, server: "Reference") -> None:
        self.server = server
        self.permissions: dict[str, Permission] = {}
        for line in server.settings.organizations.roles:
            if words := line.split():
                self.define(words[0], words[1:])

    def define(self, key: str, permissions: Iterable[str]) -> Role:
        keys = list(dict.fromkeys(permissions))
        eligible = set(CREATOR_HOLDS) <= set(keys)
        role = Role(
            id=new_id("role"),
            key=key,
            name=key.removeprefix("org:").replace("_", " ").capitalize(),
            description=ELEVATED if eligible else PLAIN,
            is_creator_eligible=eligible,
            permissions=tuple(self.permission(one) for one in keys),
            created_at=self.server.clock.now(),
        )
        self.server.store.roles[key] = role
        return role

    def permission(self, key: str) -> Permission:
        if key not in self.permissions:
            _, feature, action = key.split(":")
            self.permissions[key] = Permission(
                id=new_id("perm"),
                key=key,
                name=f"{action} {feature.removeprefix('sys_')}".capitalize(),
                description=f"Whoever has it may {action} what belongs to {feature.removeprefix('sys_')}.",
                type=SYSTEM if key in SYSTEM_PERMISSIONS else USER,
                created_at=self.server.clock.now(),
            )
        return self.permissions[key]

    def listed(self) -> list[Role]:
        return list(self.server.store.roles.values())

    def named(self, key: str) -> Role:
        """ORG-202."""
        found = self.server.store.roles.get(key)
        if found is None:
            raise refuse("resource_not_found", "role")
        return found

    def of(self, membership: Membership) -> Role:
        return self.named(membership.role)

    def own(self, permissions: Iterable[Permission]) -> list[Permission]:
        """Those of the application: tokens name no others (ORG-103)."""
        return [one for one in permissions if one.type == USER]

"""Registers the plugin, here and not by an entry point, or it would act in every pytest run of its users."""

pytest_plugins = ["fapi_conformance.plugin.hooks"]

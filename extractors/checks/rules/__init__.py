"""One check per module; each registers itself with :func:`extractors.checks.registry.check`."""

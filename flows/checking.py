"""How the checks are to be run: the section ``[checks]`` of the settings, with tolerances and what is off or demoted."""

from __future__ import annotations

import tomllib
from typing import Any

from extractors.checks import CheckConfig
from extractors.checks.run import known_ids
from flows.errors import Failure
from flows.messages import _
from flows.settings import path


def checks_config() -> dict[str, Any]:
    """What :func:`extractors.pipeline.load` takes; empty without the section. Raises :class:`Failure` ``bad-settings``, naming the file."""
    try:
        given = tomllib.loads(path().read_text("utf-8")).get("checks", {})
        CheckConfig(**given).known(known_ids())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        reason = _("the settings cannot be understood: {what}").format(what=f"[checks] {error}")
        raise Failure(str(path()), "bad-settings", reason, _("docs/CHECKS.md shows an example")) from None
    return dict(given)

"""What the pages of sign-in ask: which agencies bring their own, and whether passkeys work at this address."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.http import HttpRequest

from mooring.safeguards.provider_file import Provider
from mooring.web.sign_in import adapters, agencies

register = template.Library()


@register.simple_tag
def agencies_that_sign_in() -> list[Provider]:
    """The agencies with a sign-in of their own, by name."""
    return sorted(agencies.providers().values(), key=lambda provider: provider.name)


@register.simple_tag(takes_context=True)
def why_no_passkeys(context: template.Context) -> str:
    """Why passkeys are not offered at this address, as a code; empty when they are."""
    request: HttpRequest = context["request"]
    return adapters.why_no_passkeys(request)


@register.filter
def as_json(value: Any) -> str:
    """What a script reads from an attribute of the page."""
    return json.dumps(value, default=dict)

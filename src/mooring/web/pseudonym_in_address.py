"""A pseudonym as it stands in an address."""

from __future__ import annotations


class PseudonymInAddress:
    """Path converter: letters, digits and hyphens of a pseudonym, whether or not such a case exists."""

    regex = "[0-9A-Z]{2,3}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)

"""The front door's name for what lies in `safeguards.forms_kept`; rooms import it from there, one floor down."""

from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent

__all__ = ["form_page", "initial_or_draft", "officer_of", "sent"]

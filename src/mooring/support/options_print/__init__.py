"""The form in which the sheet of options is printed."""

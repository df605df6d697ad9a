"""The forms of the court side, one file for each page they stand on."""

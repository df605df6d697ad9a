"""The forms of support, one file for each page they stand on."""

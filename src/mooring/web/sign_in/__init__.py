"""Sign-in: passwords, one-time codes, passkeys, the agencies' own sign-in; sessions that lock, and that one can see and end."""

SIGNED_IN_BY_DEMO = "signed_in_by_demo"
SECOND_FACTOR_BY_AGENCY = (
    "second_factor_by_agency"  # of whom the agency's own sign-in has asked for more than a password
)
BEGUN_AT = "begun_at"  # seconds; no session lives longer than its whole time, however often it is saved

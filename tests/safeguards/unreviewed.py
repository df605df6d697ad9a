"""Erasing without a review, for tests of the keys alone: the owner of a database of their own takes the rule of casework away."""

from __future__ import annotations

NOTHING_NEEDS_REVIEW = (
    "create or replace function mooring_needs_review(asked bigint) returns boolean language sql stable"
    " security definer set search_path = public, pg_temp as $$ select false $$"
)

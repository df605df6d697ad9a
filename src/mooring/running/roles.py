"""Who may log in to the database, and as what: the logins and the named roles of the machine.

Nothing that serves or works runs as the owner. The application logs in as `mooring_app`, which owns nothing;
for one transaction it may enter a role of the machine, and each of those sees only what its task needs.
"""

from collections.abc import Mapping

OWNER = "mooring_owner"
APPLICATION = "mooring_app"
MACHINE_ROLES = ("mooring_counter", "mooring_clock", "mooring_matcher", "mooring_eraser", "mooring_sealer")
DATABASE = "mooring"

# An idle transaction would keep the ledger from being sealed, so it is ended after a minute.
LIMITS = {"idle_in_transaction_session_timeout": "60s", "statement_timeout": "60s"}


def roles_sql(passwords: Mapping[str, str] | None = None, *, create_databases: bool = False) -> str:
    """The statements that make Mooring's logins and roles; safe to run twice, by a superuser.

    `passwords` maps a login to its password or its SCRAM verifier; without it the logins get none and the one
    who runs the statements sets them. `create_databases` is for tests only.
    """
    lines = [_role(OWNER, "login"), _role(APPLICATION, "login noinherit")]
    lines += [_role(name, "nologin") for name in MACHINE_ROLES]
    may_create = "createdb" if create_databases else "nocreatedb"
    lines.append(f"alter role {OWNER} nosuperuser {may_create} nocreaterole nobypassrls noreplication;")
    lines.append(f"alter role {APPLICATION} noinherit nosuperuser nocreatedb nocreaterole nobypassrls noreplication;")
    lines.append(f"grant {', '.join(MACHINE_ROLES)} to {APPLICATION} with inherit false, set true;")
    lines.append(f"grant {APPLICATION} to {OWNER};")
    lines += [f"alter role {APPLICATION} set {name} = '{value}';" for name, value in LIMITS.items()]
    for login, password in (passwords or {}).items():
        quoted = password.replace("'", "''")
        lines.append(f"alter role {login} password '{quoted}';")
    return "\n".join(lines)


def database_sql(name: str = DATABASE) -> str:
    """The statements that close a database to everybody but Mooring's logins; run by its owner or a superuser.

    Temporary tables are not allowed either: they would come before the real ones on the search path.
    """
    return "\n".join(
        (
            f'revoke all on database "{name}" from public;',
            f'grant connect on database "{name}" to {APPLICATION};',
        )
    )


def schema_sql() -> str:
    """The statement, run inside the database, that lets nobody but the owner create anything in it."""
    return "revoke create on schema public from public;"


def script_for_an_outside_server() -> str:
    """Everything an operator runs once with `psql` on a server of her own, with the passwords left to her."""
    return "\n".join(
        (
            "-- Run as a superuser with psql on PostgreSQL 16 or newer. Safe to run twice.",
            roles_sql(),
            f"\\password {OWNER}",
            f"\\password {APPLICATION}",
            f"select 'create database {DATABASE} owner {OWNER} encoding ''UTF8'' template template0'",
            f" where not exists (select from pg_database where datname = '{DATABASE}') \\gexec",
            database_sql(),
            f"\\connect {DATABASE}",
            schema_sql(),
            "-- Then: MOORING_OWNER_DATABASE_URL for `mooring migrate`, MOORING_DATABASE_URL for everything else.",
        )
    )


def _role(name: str, attributes: str) -> str:
    return (
        f"do $$ begin if not exists (select from pg_roles where rolname = '{name}')"
        f" then create role {name} {attributes}; end if; end $$;"
    )

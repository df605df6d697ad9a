"""Whether a database login sees no more than it should: row security is only as good as the login under it."""

from typing import Any

OLDEST_SERVER = 160000  # PostgreSQL 16: membership of a role without inheriting its rights
STRONG_ATTRIBUTES = {
    "rolsuper": "is a superuser",
    "rolbypassrls": "may bypass row security",
    "rolcreaterole": "may make roles",
    "rolreplication": "may copy the whole database",
}
# Roles that come with PostgreSQL and reach past single tables.
STRONG_ROLES = (
    "pg_read_all_data",
    "pg_write_all_data",
    "pg_read_server_files",
    "pg_write_server_files",
    "pg_execute_server_program",
    "pg_maintain",
    "pg_database_owner",
    "pg_create_subscription",
)

LOGIN = f"""
select {", ".join(STRONG_ATTRIBUTES)}, current_setting('server_version_num')::int, session_user::text
  from pg_roles where rolname = session_user
"""
BECOMES = """
select r.rolname::text, r.rolsuper, r.rolbypassrls, r.rolname = any(%s) as strong,
       exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm', 'f')
                  and c.relpersistence <> 't') as owns
  from pg_roles r
 where pg_has_role(session_user, r.oid, 'MEMBER')
 order by r.rolname
"""


def database_refusals(connection: Any) -> list[str]:
    """Why the application may not work with this database login, one sentence a reason; none when it may.

    `connection` is Django's or psycopg's. The login counts, not a role put on afterwards: `SET ROLE NONE` undoes that.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOGIN)
        *attributes, version, login = cursor.fetchone()
        cursor.execute(BECOMES, [list(STRONG_ROLES)])
        roles = cursor.fetchall()
    advice = "Let the application log in as mooring_app (see `mooring database roles-sql`)."
    found = []
    if version < OLDEST_SERVER:
        found.append("The database server is older than PostgreSQL 16, and its roles cannot be kept apart there.")
    strong = [words for words, held in zip(STRONG_ATTRIBUTES.values(), attributes, strict=True) if held]
    if strong:
        found.append(f"The database login {login} {' and '.join(strong)}: nothing would hold it back. {advice}")
    if attributes[0]:
        return found  # a superuser is a member of every role
    for role, superuser, bypass, mighty, owns in roles:
        can = [
            words
            for words, held in (
                ("is a superuser", superuser),
                ("may bypass row security", bypass),
                ("reaches every table", mighty),
                ("owns tables, which row security does not hold back", owns),
            )
            if held
        ]
        if can and role == login:
            if owns:
                found.append(
                    f"The database login {login} owns tables, and row security does not hold an owner. {advice}"
                )
        elif can:
            found.append(f"The database login {login} can become {role}, which {' and '.join(can)}. {advice}")
    return found

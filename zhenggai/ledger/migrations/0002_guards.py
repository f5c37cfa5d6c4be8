"""What was appended stays as it is: triggers on both databases (design: the ledger).

A later migration that lets SQLite rebuild one of these tables loses its triggers and must create them again; `verify` notices.
"""

from django.db import migrations

TABLES = ("ledger_entry", "ledger_head", "ledger_words", "ledger_checkpoint")
APPEND_ONLY = ("ledger_entry", "ledger_checkpoint")

# Words go only together with their salt, once, and to an entry that answers for it.
ERASES = (
    "OLD.erased_by_id IS NULL AND NEW.erased_by_id IS NOT NULL AND NEW.words = '' AND NEW.salt = ''"
    " AND NEW.id = OLD.id AND NEW.entry_id = OLD.entry_id AND NEW.field = OLD.field"
)
ADVANCES = "NEW.chain = OLD.chain AND NEW.sequence = OLD.sequence + 1"


def sqlite_triggers():
    """(table, event, condition): the statement of each is refused when the condition holds."""
    for table in APPEND_ONLY:
        yield table, "update", "1"
    yield "ledger_head", "update", f"NOT ({ADVANCES})"
    yield "ledger_words", "update", f"NOT ({ERASES})"
    for table in TABLES:
        yield table, "delete", "1"
    # INSERT OR REPLACE removes a row without asking the DELETE trigger unless recursive_triggers is on; this holds without it.
    yield "ledger_entry", "insert", (
        "EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id OR (chain = NEW.chain AND sequence = NEW.sequence))"
    )
    yield "ledger_head", "insert", "NEW.sequence <> 0 OR EXISTS (SELECT 1 FROM ledger_head WHERE chain = NEW.chain)"
    yield "ledger_words", "insert", (
        "EXISTS (SELECT 1 FROM ledger_words WHERE id = NEW.id OR (entry_id = NEW.entry_id AND field = NEW.field))"
    )
    yield "ledger_checkpoint", "insert", "EXISTS (SELECT 1 FROM ledger_checkpoint WHERE number = NEW.number)"


def sqlite_statement(table, event, condition):
    return (
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{event} on {table} is refused: the record is only added to'); END"
    )


POSTGRESQL_BODY = """
BEGIN
    RAISE EXCEPTION '% on % is refused: the record is only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END """
POSTGRESQL_FUNCTION = f"CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $${POSTGRESQL_BODY}$$"


def postgresql_triggers():
    """(table, event, rest of the statement)."""
    for table in TABLES:
        yield table, "truncate", "FOR EACH STATEMENT"
        yield table, "delete", "FOR EACH ROW"
    for table in APPEND_ONLY:
        yield table, "update", "FOR EACH ROW"
    yield "ledger_head", "update", f"FOR EACH ROW WHEN (NOT ({ADVANCES}))"
    yield "ledger_head", "insert", "FOR EACH ROW WHEN (NEW.sequence <> 0)"
    yield "ledger_words", "update", f"FOR EACH ROW WHEN (NOT ({ERASES}))"


def postgresql_statement(table, event, rest):
    return f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} {rest} EXECUTE FUNCTION ledger_refuse()"


def guard(apps, schema_editor):
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "sqlite":
        for table, event, condition in sqlite_triggers():
            execute(sqlite_statement(table, event, condition))
        return
    execute(POSTGRESQL_FUNCTION, params=None)  # its % are no placeholders
    for table, event, rest in postgresql_triggers():
        execute(postgresql_statement(table, event, rest))


def unguard(apps, schema_editor):
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "sqlite":
        for table, event, _ in sqlite_triggers():
            execute(f"DROP TRIGGER {table}_no_{event}")
        return
    for table, event, _ in postgresql_triggers():
        execute(f"DROP TRIGGER {table}_no_{event} ON {table}")
    execute("DROP FUNCTION ledger_refuse()")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]

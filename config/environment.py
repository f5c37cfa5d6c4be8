"""What the environment says about this installation: where its data is, its database, its secret key."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """The folder of the SQLite file, the evidence and the keys: ZHENGGAI_DATA, else `data` in the working directory."""
    return Path(os.environ.get("ZHENGGAI_DATA") or "data").expanduser().resolve()


def secret_key() -> str:
    """ZHENGGAI_SECRET_KEY, else the one kept in the data folder, made when first asked for (readable by its owner only)."""
    given = os.environ.get("ZHENGGAI_SECRET_KEY")
    if given:
        return given
    path = data_dir() / "keys" / "secret.key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w") as stream:
        stream.write(secrets.token_urlsafe(48))
    return path.read_text("ascii").strip()


# SQLite, as design §3 asks: the chain's triggers also hold against INSERT OR REPLACE (recursive_triggers),
# and what was acknowledged is on the disk (synchronous=FULL).
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; "
    "PRAGMA busy_timeout=20000; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
)


# A page asks the same questions every time: PostgreSQL plans each once a connection, not once a page. Left to itself it plans anew for
# every value where it thinks that pays: for the workbench's lists, six joins and one index each, the planning took ten times the reading.
PREPARED: dict[str, object] = {
    "server_side_binding": True,
    "prepare_threshold": 2,
    "options": "-c plan_cache_mode=force_generic_plan",
}


def database() -> dict[str, Any]:
    """Django's DATABASES["default"]: DATABASE_URL when set (PostgreSQL), else zhenggai.sqlite3 in the data folder."""
    url = os.environ.get("DATABASE_URL")
    if url:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
        if found["ENGINE"] == "django.db.backends.postgresql":
            found["OPTIONS"] = {**PREPARED, **found.get("OPTIONS", {})}
        return found
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data_dir() / "zhenggai.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
        "CONN_MAX_AGE": None,
    }

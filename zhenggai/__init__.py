"""zhenggai (整改): one ledger for inspection rectification."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("zhenggai")
except PackageNotFoundError:  # run from a bare copy of the sources
    __version__ = "0"

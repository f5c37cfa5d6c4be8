"""hatchling's hook: compiles the catalogues of words, so that a wheel and an editable install both speak every language."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileMessages(BuildHookInterface):
    """Named in pyproject.toml; Babel is its only requirement."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the .mo files beside their .po; hatchling takes them along because they are listed as artifacts."""
        sys.path.insert(0, self.root)
        from tools.messages import compile_catalogues

        compile_catalogues()

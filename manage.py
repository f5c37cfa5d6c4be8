#!/usr/bin/env python
"""Django's own commands, for those who develop zhenggai. Everyone else uses `zhenggai`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)

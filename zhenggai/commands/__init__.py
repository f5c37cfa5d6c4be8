"""The commands that belong to the whole product and to no single context; `zhenggai.cli` names them.

A folder and not one file: each command is imported only when it is called, and one that needs Django sets it up first.
"""

"""What stops a command, as a sentence and an exit code."""

from __future__ import annotations


class CommandFailure(Exception):
    """`str()` is a French sentence for whoever typed the command; `exit_code` is 1, or 2 for a wrong file."""

    def __init__(self, sentence: str, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code

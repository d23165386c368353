"""`portail-ville`: serve, migrate, seed, invite, agent add, agent link, town check, town apply, rules explain.

Modules are loaded by the action that needs them: explaining a rule does not start a web server.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable

from city.command_options import parse
from city.failures import CommandFailure


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; answers its exit code. Failures are a sentence on the error output."""
    chosen = parse(arguments)
    run = _ACTIONS[chosen.command, getattr(chosen, "action", None)]
    try:
        return run(chosen)
    except CommandFailure as failure:
        print(failure, file=sys.stderr)
        return failure.exit_code
    except KeyboardInterrupt:
        return 130


def _serve(chosen: Namespace) -> int:
    from city.serving import serve

    return serve(chosen)


def _migrate(chosen: Namespace) -> int:
    from city.upkeep import migrate

    print(migrate(chosen))
    return 0


def _seed(chosen: Namespace) -> int:
    from city.upkeep import fill

    print(fill(chosen))
    return 0


def _invite(chosen: Namespace) -> int:
    from city.upkeep import send_invitation

    print(send_invitation(chosen))
    return 0


def _add_agent(chosen: Namespace) -> int:
    from city.agents.upkeep import add_agent

    print(add_agent(chosen))
    return 0


def _link_agent(chosen: Namespace) -> int:
    from city.agents.upkeep import link_agent

    print(link_agent(chosen))
    return 0


def _check(chosen: Namespace) -> int:
    from city.towns.check import run_check

    return run_check(str(chosen.file))


def _apply(chosen: Namespace) -> int:
    from city.changes.apply import apply

    for sentence in apply(chosen):
        print(sentence)
    return 0


def _explain(chosen: Namespace) -> int:
    from city.rules.explain import run_explain

    return run_explain(str(chosen.file), chosen.service, chosen.day, chosen.at)


_ACTIONS: dict[tuple[str, str | None], Callable[[Namespace], int]] = {
    ("serve", None): _serve,
    ("migrate", None): _migrate,
    ("seed", None): _seed,
    ("invite", None): _invite,
    ("agent", "add"): _add_agent,
    ("agent", "link"): _link_agent,
    ("town", "check"): _check,
    ("town", "apply"): _apply,
    ("rules", "explain"): _explain,
}

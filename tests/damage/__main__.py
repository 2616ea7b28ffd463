"""The share of damaged entries that are recovered, per kind: ``python -m tests.damage --help``."""

from __future__ import annotations

import argparse

from .cases import cases
from .kinds import BY_NAME, KINDS
from .measure import describe, markdown, measure, table


def main() -> None:
    """Measure, and print the table and the first failures."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage", description=__doc__)
    parser.add_argument("--n", type=int, default=2000, help="how many strings (default 2000)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same strings")
    parser.add_argument("--kinds", help="only these kinds, by name or a part of it, with commas between")
    parser.add_argument("--depth", type=int, choices=(1, 2, 3), default=1, help="damages at once on an entry")
    parser.add_argument("--show", type=int, default=0, help="print so many failures, shortest first")
    parser.add_argument("--silent", action="store_true", help="show only failures without a diagnostic")
    parser.add_argument("--markdown", action="store_true", help="the table of docs/damage.md, for all depths")
    parser.add_argument("--list", action="store_true", help="print the names of the kinds")
    args = parser.parse_args()
    if args.list:
        print("\n".join(BY_NAME))
        return
    words = args.kinds.split(",") if args.kinds else [""]
    pool = [kind for kind in KINDS if any(word in kind.name for word in words)]
    if not pool:
        parser.error("no kind of that name; --list prints them")
    if args.markdown:
        print("\n".join(markdown({d: measure(cases(args.n, seed=args.seed, depth=d, pool=pool)) for d in (1, 2, 3)})))
        return
    found = measure(cases(args.n, seed=args.seed, depth=args.depth, pool=pool))
    wrong = [one for one in found.failures if not args.silent or any(entry.silent for entry in one[2])]
    for one in sorted(wrong, key=lambda one: len(one[0].text))[: args.show]:
        print("\n".join(describe(*one)))
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()

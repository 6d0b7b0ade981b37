"""`python -m evaluation report | score LOCALE | public FOLDER`; `make evaluate` chooses among them."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.update(RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3", SQLALCHEMY_SILENCE_UBER_WARNING="1")

from evaluation.sentences import LANGUAGES, BadTableError, table
from settings import PROJECT

MODEL = PROJECT / "models" / "gildong.tar.gz"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation")
    ways = parser.add_subparsers(required=True)
    ways.add_parser("report", help="cross-validation, written to bot/evaluation").set_defaults(run=_report)
    scoring = ways.add_parser("score", help="a masked table of text<TAB>intent from stdin, by the trained model")
    scoring.add_argument("locale", choices=LANGUAGES)
    scoring.set_defaults(run=_score)
    public = ways.add_parser("public", help="Banking77 and CLINC150 from a folder that holds them")
    public.add_argument("folder", type=Path)
    public.set_defaults(run=_public)
    asked = parser.parse_args()
    return int(asked.run(asked))


def _report(_asked: argparse.Namespace) -> int:
    from evaluation.report import write_report

    write_report(PROJECT)
    return 0


def _score(asked: argparse.Namespace) -> int:
    from evaluation.judging import score
    from evaluation.live import understood

    try:
        sentences = table(sys.stdin, asked.locale)
    except BadTableError as error:
        print(error, file=sys.stderr)
        return 2
    judged = understood(MODEL, sentences)
    for one in judged:
        if not one.is_right:
            print(f"{one.sentence.intent} -> {one.understood} {one.confidence:.2f}\t{one.sentence.text}")
    total = score(judged)
    accepted = f"{total.wrongly_accepted}/{total.out_of_scope}"
    print(f"accuracy {total.accuracy:.3f} false_accept {accepted} n {len(judged)}")
    return 0


def _public(asked: argparse.Namespace) -> int:
    from evaluation.public import compare

    compare(asked.folder, PROJECT)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Stock Rasa beside us: REST channel, in-memory trackers; the same model, and the default pipeline on the same data."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.servers.gildong import ROOT, free_port

BOT = ROOT / "bot"
RASA = [str(BOT / ".venv/bin/python"), "-m", "rasa"]
QUIET = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "LOG_LEVEL": "ERROR"}
READY_WITHIN_SECONDS = 180

# `rasa init`'s pipeline and policies. Few epochs: a turn costs the same whatever the weights are.
DEFAULT_CONFIG = """
recipe: default.v1
language: en
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- {name: DIETClassifier, epochs: 2, constrain_similarities: true}
- name: EntitySynonymMapper
- {name: ResponseSelector, epochs: 2, constrain_similarities: true}
- {name: FallbackClassifier, threshold: 0.3, ambiguity_threshold: 0.1}
policies:
- name: MemoizationPolicy
- name: RulePolicy
- {name: UnexpecTEDIntentPolicy, max_history: 5, epochs: 2}
- {name: TEDPolicy, max_history: 5, epochs: 2, constrain_similarities: true}
"""


def train_default(folder: Path) -> Path:
    """The default pipeline trained on this project's own data; kept between runs of the bench."""
    model = folder / "default.tar.gz"
    if not model.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.yml").write_text(DEFAULT_CONFIG)
        command = [*RASA, "train", "--quiet", "--config", str(folder / "config.yml"), "--out", str(folder)]
        with (folder / "train.log").open("wb") as log:
            subprocess.run(
                [*command, "--fixed-model-name", "default"], cwd=BOT, env=QUIET, stdout=log, stderr=log, check=True
            )
    return model


@contextmanager
def stock_rasa(model: Path, folder: Path) -> Iterator[str]:
    """A stock server with REST only; yields its address."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "credentials.yml").write_text("rest:\n")
    (folder / "endpoints.yml").write_text("")
    port = free_port()
    files = ["--credentials", str(folder / "credentials.yml"), "--endpoints", str(folder / "endpoints.yml")]
    command = [*RASA, "run", "--enable-api", "-p", str(port), "-i", "127.0.0.1", "-m", str(model), *files]
    with (folder / "stock.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=BOT, env=QUIET, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            if httpx.get(f"{url}/status", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise RuntimeError("stock Rasa did not start; see its log")

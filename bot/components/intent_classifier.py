from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.understanding.encoder import load_encoder
from components.understanding.model import Understanding
from components.understanding.recipe import Recipe

_RANKED = 10
_CODE = Path(__file__).parent
_NOTHING: dict[str, Any] = {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class BlendedIntentClassifier(GraphComponent, IntentClassifier):
    """N-grams and, where these are unsure, a multilingual sentence encoder (`components/understanding`).

    It needs no tokenizer and no featurizer: texts are folded and counted here.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # `encoder: false` leaves the encoder out: a tenth of the memory, and 2 to 5 points less understood.
        return {"encoder": True, **Recipe().as_dict(), "code": _code()}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._understanding: Understanding | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BlendedIntentClassifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        encoder = load_encoder(threads=1) if self._config["encoder"] else None
        recipe = Recipe(**{name: self._config[name] for name in Recipe().as_dict()})
        if examples:
            texts, intents = [one.get(TEXT) for one in examples], [one.get(INTENT) for one in examples]
            self._understanding = Understanding.trained(texts, intents, encoder, recipe)
            with self._storage.write_to(self._resource) as folder:
                self._understanding.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._understanding and messages:
            shares = self._understanding.shares([message.get(TEXT) or "" for message in messages])
            for message, row in zip(messages, shares, strict=True):
                self._name(message, self._understanding.classes, row)
        return messages

    @staticmethod
    def _name(message: Message, classes: Sequence[str], row: Sequence[float]) -> None:
        best = sorted(zip(classes, map(float, row), strict=True), key=lambda guess: -guess[1])[:_RANKED]
        ranking = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: share} for name, share in best]
        message.set(INTENT, ranking[0] if ranking else dict(_NOTHING), add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> BlendedIntentClassifier:
        """Fails loudly on an unreadable model; one core serves a message."""
        component = cls(config, model_storage, resource)
        encoder = load_encoder(threads=1) if config["encoder"] else None
        with model_storage.read_from(resource) as folder:
            component._understanding = Understanding.load(folder, encoder)
        return component


def _code() -> str:
    """Of the modules behind this one: without it Rasa takes a cached model for current when these have changed."""
    files = [_CODE / "folding.py", *sorted((_CODE / "understanding").glob("*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
